import type { AtollError } from '../../../engine/errors/atoll-error.ts';
import {
  loginRefused,
  type LoginRefusal,
  passwordRefused,
} from '../../../engine/spi/network/login-failures.ts';
import type { Address } from './address.ts';

const WRONG_PASSWORD = '28P01';

/** What a server refuses a login for, by SQLSTATE. */
function reasonOf(address: Address, sqlState: string): LoginRefusal | null {
  const { user, database } = address;
  switch (sqlState) {
    case '28000':
      return [
        `does not let ${user} in from here`,
        'Check the user, and what pg_hba.conf of the server allows from this machine (with or without TLS).',
      ];
    case '3D000':
      return [`has no database ${database}`, 'Correct database of the source.'];
    case '42501':
      return [
        `does not let ${user} connect to the database ${database}`,
        'Grant CONNECT on it, or use another user.',
      ];
    case '53300':
      return [
        'has no connection left',
        'Wait, lower limits.connections of the source, or raise max_connections there.',
      ];
    case '57P03':
      return ['is starting up or shutting down', 'Try again in a moment.'];
    default:
      return null;
  }
}

/** A failed login as an error that names what to mend. */
export function loginFailure(address: Address, cause: unknown): AtollError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (code === WRONG_PASSWORD)
    return passwordRefused(address, `refuses the password of ${address.user}`, cause);
  return loginRefused(address.source, reasonOf(address, code), cause);
}
