import { homedir } from 'node:os';
import { join } from 'node:path';

/** A path with `~` at its beginning written out: the user's own folder. */
export function withHomeFolder(path: string): string {
  return path === '~' || /^~[/\\]/.test(path) ? join(homedir(), path.slice(1)) : path;
}
