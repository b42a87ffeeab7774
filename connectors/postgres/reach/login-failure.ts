import type { AtollError } from '../../../engine/errors/atoll-error.ts';
import { loginRefused, type LoginRefusal } from '../../../engine/spi/network/login-failures.ts';
import type { Address } from './address.ts';

/** What a server refuses a login for, by SQLSTATE. */
function reasonOf(address: Address, sqlState: string): LoginRefusal | null {
  const { user, database } = address;
  switch (sqlState) {
    case '28P01':
      return [
        `refuses the password of ${user}`,
        'Check the secret of the source; it may have been changed at the server.',
      ];
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
  return loginRefused(address.source, reasonOf(address, code), cause);
}
