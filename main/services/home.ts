import { mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * The folder for what is the user's and not a workspace's: settings, the list of recent workspaces, the encrypted file
 * of passwords. `ATOLL_HOME` names it; else it is where the system keeps such things. Absolute; it may not exist.
 */
export function atollHome(environment: NodeJS.ProcessEnv = process.env): string {
  const named = environment['ATOLL_HOME'];
  if (named !== undefined && named !== '') return resolve(named);
  switch (process.platform) {
    case 'win32':
      return join(environment['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), 'Atoll');
    case 'darwin':
      return join(homedir(), 'Library', 'Application Support', 'Atoll');
    default:
      // https://specifications.freedesktop.org/basedir-spec/latest/
      return join(environment['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), 'atoll');
  }
}

/** Makes the folder, for its owner alone. Returns it. */
export async function prepareHome(home: string): Promise<string> {
  await mkdir(home, { recursive: true, mode: 0o700 });
  return home;
}
