import { AtollError } from '../../../engine/errors/atoll-error.ts';
import {
  loginRefused,
  type LoginRefusal,
  passwordMissing,
  passwordRefused,
} from '../../../engine/spi/network/login-failures.ts';
import { ServerError } from '../wire/server-error.ts';
import type { Address } from './address.ts';

/** What a server refuses a login for, by its number. */
function reasonOf(address: Address, errno: number): LoginRefusal | null {
  const { user, database } = address;
  switch (errno) {
    case 1049:
      return [`has no database ${database}`, 'Correct database of the source.'];
    case 1044:
      return [
        `does not let ${user} use the database ${database}`,
        'Grant SELECT on it, or use another user.',
      ];
    case 1040:
    case 1203:
    case 1226:
      return [
        'has no connection left',
        'Wait, lower limits.connections of the source, or raise max_connections there.',
      ];
    case 1129:
    case 1130:
      return [
        'does not let this machine in',
        'Ask for an account that may connect from here; after many failed logins FLUSH HOSTS lifts the block.',
      ];
    case 1862:
    case 1820:
      return [`says that the password of ${user} has expired`, 'Have it renewed at the server.'];
    case 3118:
    case 4151:
      return [`has locked the account ${user}`, 'Have it unlocked at the server.'];
    case 3159:
      return ['lets nobody in without encryption', 'Set sslmode to require or better.'];
    default:
      return null;
  }
}

const REFUSED: ReadonlySet<number> = new Set([1045, 1698]);

/** A failed login as an error that names what to mend. */
export function loginFailure(address: Address, cause: unknown, hadPassword: boolean): AtollError {
  if (cause instanceof AtollError) return cause;
  const errno = cause instanceof ServerError ? cause.errno : 0;
  if (!hadPassword && REFUSED.has(errno)) return passwordMissing(address.source, cause);
  if (REFUSED.has(errno))
    return passwordRefused(
      address,
      `refuses the password of ${address.user}, or ${address.user} from this machine`,
      cause,
    );
  return loginRefused(address.source, reasonOf(address, errno), cause);
}
