import { AtollError } from '../../errors/atoll-error.ts';
import type { ServerAddress } from './server-address.ts';

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

/**
 * A password that the server does not take: `what` is a sentence after the source's name. The source is told, so that
 * the same password is not tried over and over until the server locks the account.
 */
export function passwordRefused(
  { source, passwordRefused: tell }: Pick<ServerAddress, 'source' | 'passwordRefused'>,
  what: string,
  cause: unknown,
): AtollError {
  tell?.();
  const words = cause instanceof Error ? cause.message : String(cause);
  return new AtollError('secret-rejected', `${source} ${what}: ${words}`, {
    source,
    step: 'login',
    hint: `If it was changed at the server, enter the new one, in the window or with: atoll secrets set ${source}. A password that is not in the keychain is changed where secret in atoll.yaml says.`,
    cause,
  });
}

/**
 * Rejects with `secret-rejected` where this password was refused lately, before anything is sent: servers count logins
 * that are given up half-way too. Any other trouble with the password shows when the server asks for it.
 */
export async function checkNotRefused({ password }: Pick<ServerAddress, 'password'>): Promise<void> {
  try {
    await password();
  } catch (error) {
    if (error instanceof AtollError && error.report.code === 'secret-rejected') throw error;
  }
}

/** A server that asks for a password where the source has none. */
export function passwordMissing(source: string, cause?: unknown): AtollError {
  return new AtollError('secret-missing', `${source} asks for a password, and none is known.`, {
    source,
    step: 'secret',
    cause,
    hint: 'Enter it in the window, or set secret of the source in atoll.yaml: keychain, env:NAME or file:PATH.',
  });
}
