import { AtollError } from '../../errors/atoll-error.ts';

/** What a server refuses a login for: a sentence after the source's name, and what to do. */
export type LoginRefusal = readonly [what: string, hint: string];

const UNKNOWN: LoginRefusal = ['ended the login', 'Read what the server says, and its log.'];

/** A failed login as an error that names what to mend; `refusal` is null where the connector knows no more of it. */
export function loginRefused(source: string, refusal: LoginRefusal | null, cause: unknown): AtollError {
  const words = cause instanceof Error ? cause.message : String(cause);
  const [what, hint] = refusal ?? UNKNOWN;
  return new AtollError('source-unavailable', `${source} ${what}: ${words}`, {
    source,
    step: 'login',
    hint,
    cause,
  });
}

/** A server that asks for a password where the source has none. */
export function passwordMissing(source: string, cause?: unknown): AtollError {
  return new AtollError('secret-missing', `${source} asks for a password, and none is known.`, {
    source,
    step: 'secret',
    cause,
    hint: 'Set secret of the source in atoll.yaml, such as env:NAME or file:PATH.',
  });
}
