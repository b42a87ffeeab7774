/** Where the checkout lies and where its programs may keep what they can rebuild. Node 20, no dependencies. */
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the checkout, without a trailing separator. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/**
 * The user's own cache folder for Atoll, as the platform has it. It may not exist yet.
 * @param {NodeJS.Platform} platform
 * @param {Record<string, string | undefined>} env
 * @returns {string}
 */
export function cacheFolder(platform = process.platform, env = process.env) {
  if (platform === 'win32')
    return join(env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'atoll', 'cache');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'atoll');
  return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'atoll');
}

/**
 * One line to the person at the terminal. Standard output belongs to the rows.
 * @param {string} text
 */
export function say(text) {
  process.stderr.write(`${text}\n`);
}
