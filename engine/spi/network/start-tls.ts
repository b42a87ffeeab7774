import { isIP } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { AtollError } from '../../errors/atoll-error.ts';
import type { ServerAddress } from './server-address.ts';
import type { ServerSocket } from './server-socket.ts';
import { socketEvent } from './socket-event.ts';
import { tlsFailure } from './tls-failure.ts';

/**
 * Encrypts a socket whose server has agreed to it, and checks the server as sslmode asks; `setting` is the source's own
 * that names root certificates. Rejects with `source-unavailable`; nothing is ever sent in plain text instead.
 */
export async function startTls(
  socket: ServerSocket,
  address: ServerAddress,
  setting: string,
): Promise<TLSSocket> {
  const { sslmode, host, rootCertificates, clientCertificate } = address;
  // As in libpq: require checks the issuer where root certificates are named.
  const verifies =
    sslmode === 'verify-ca' ||
    sslmode === 'verify-full' ||
    (sslmode === 'require' && rootCertificates !== null);
  let secured: TLSSocket | null = null;
  try {
    // It throws at once for a certificate or key that is none.
    secured = connectTls({
      socket,
      host,
      ...(isIP(host) === 0 ? { servername: host } : {}),
      ...(rootCertificates === null ? {} : { ca: rootCertificates }),
      ...clientCertificate,
      rejectUnauthorized: verifies,
      ...(sslmode === 'verify-full' ? {} : { checkServerIdentity: () => undefined }),
    });
    await socketEvent(secured, 'secureConnect');
    return secured;
  } catch (cause) {
    secured?.destroy();
    throw tlsFailure(address.source, setting, cause);
  }
}

/**
 * Lets a connection stay in plain text to a server that offers no encryption. Throws `source-unavailable` where sslmode
 * asks for more than `prefer`; `hint` says how such a server is made to encrypt.
 */
export function allowPlain({ source, sslmode }: ServerAddress, hint: string): void {
  if (sslmode === 'prefer' || sslmode === 'disable') return;
  throw new AtollError(
    'source-unavailable',
    `${source} offers no encryption, and sslmode ${sslmode} asks for it.`,
    { source, step: 'tls', hint: `${hint}, or set sslmode to prefer where plain text is acceptable.` },
  );
}
