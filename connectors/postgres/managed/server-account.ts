import { readFile } from 'node:fs/promises';
import { AtollError } from '../../../engine/errors/atoll-error.ts';

/** The account that the server runs as; empty where it is the present one. */
export interface ServerAccount {
  readonly uid?: number;
  readonly gid?: number;
}

/**
 * PostgreSQL refuses to run as root, so root lends it an account that has no rights: `postgres` where a
 * distribution made one, else `nobody` or `daemon`. None is created: starting a demo is no reason to change
 * the machine's accounts.
 */
const LENT_ACCOUNTS = ['postgres', 'nobody', 'daemon'];

/** The account to start the server as. Throws `source-unavailable` if root finds none to lend. */
export async function serverAccount(source: string, accountNames = LENT_ACCOUNTS): Promise<ServerAccount> {
  if (process.getuid?.() !== 0) return {};
  const accounts = await readFile('/etc/passwd', 'utf8').catch(() => '');
  for (const name of accountNames) {
    const fields = accounts
      .split('\n')
      .find((line) => line.startsWith(`${name}:`))
      ?.split(':');
    const uid = Number(fields?.[2]);
    const gid = Number(fields?.[3]);
    if (uid > 0 && gid > 0) return { uid, gid };
  }
  throw new AtollError(
    'source-unavailable',
    'PostgreSQL does not run as root, and no other account was found for it.',
    {
      source,
      step: 'start',
      hint: 'Run Atoll as an ordinary user, or create the system user "postgres".',
    },
  );
}
