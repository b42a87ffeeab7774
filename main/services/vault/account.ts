import { realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { VaultKey } from './vault.ts';

/** What all our entries are called in the keychain of the system. */
export const SERVICE = 'Atoll';

/**
 * What a password is filed under: `<source> @ <folder of the workspace>`, the source in lower case (SQL knows no other),
 * the folder without links. So two workspaces never share a password, even where both are copies of one: whoever sends
 * a workspace in which `shop` is another server does not get the password of ours.
 */
export async function accountOf({ workspaceDir, source }: VaultKey): Promise<string> {
  const folder = await realpath(workspaceDir).catch(() => resolve(workspaceDir));
  return `${source.toLowerCase()} @ ${folder}`;
}
