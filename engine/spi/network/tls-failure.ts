import { AtollError } from '../../errors/atoll-error.ts';

/** Stands in a hint for the setting that names root certificates. */
const SETTING = '<setting>';

/** What OpenSSL and Node call the ways in which a certificate fails, as a sentence and what to do. */
const REASONS: Readonly<Record<string, readonly [what: string, hint: string]>> = {
  CERT_HAS_EXPIRED: [
    'its certificate has expired',
    'The server needs a new certificate; until then nothing proves who it is.',
  ],
  CERT_NOT_YET_VALID: [
    'its certificate is not valid yet',
    "Check this machine's clock, then the server's certificate.",
  ],
  ERR_TLS_CERT_ALTNAME_INVALID: [
    'its certificate was made for another host',
    'Use the host name that stands in the certificate, or have one made for this name.',
  ],
  DEPTH_ZERO_SELF_SIGNED_CERT: [
    'its certificate is self-signed and not among the trusted ones',
    `Name the certificate in ${SETTING} after checking that it is the right one.`,
  ],
  SELF_SIGNED_CERT_IN_CHAIN: [
    'its certificate chain ends in a root that is not trusted',
    `Name the root certificate in ${SETTING} after checking that it is the right one.`,
  ],
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: [
    'the issuer of its certificate is not known here',
    `Name the root certificate in ${SETTING}, and have the server send its whole chain.`,
  ],
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: [
    'the issuer of its certificate is not known here',
    `Name the root certificate in ${SETTING}, and have the server send its whole chain.`,
  ],
  CERT_REVOKED: ['its certificate was revoked', 'Do not connect until the server has a new certificate.'],
};

/**
 * A failed handshake as an error that says which way it failed; `setting` is the source's own that names root
 * certificates. Nothing is ever sent in plain text instead.
 */
export function tlsFailure(source: string, setting: string, cause: unknown): AtollError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const words = cause instanceof Error ? cause.message : String(cause);
  const [what, hint] = REASONS[code] ?? [
    `the handshake failed (${code === '' ? words : code})`,
    'Check that the server and this machine share a TLS version.',
  ];
  return new AtollError('source-unavailable', `${source} can't be trusted over TLS: ${what}.`, {
    source,
    step: 'tls',
    hint: hint.replace(SETTING, setting),
    cause,
  });
}
