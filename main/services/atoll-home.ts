import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * The user's own folder for what belongs to no workspace: settings, recent workspaces, the copy of the demo. `ATOLL_HOME`
 * names another one. Absolute; it may not exist yet.
 */
export function atollHome(
  env: Readonly<Record<string, string | undefined>> = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  const given = env['ATOLL_HOME'] ?? '';
  if (given !== '') return resolve(given);
  if (platform === 'win32') return join(env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), 'Atoll');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Atoll');
  // The XDG base directory specification: a relative path there is not valid.
  const config = env['XDG_CONFIG_HOME'] ?? '';
  return join(config.startsWith('/') ? config : join(homedir(), '.config'), 'atoll');
}
