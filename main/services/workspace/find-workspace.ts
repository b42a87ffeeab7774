import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { WORKSPACE_FILE } from './load-workspace.ts';

/** The folder itself or its nearest parent that is a workspace; the folder itself where none is. */
export function findWorkspace(folder: string): string {
  const start = resolve(folder);
  for (let dir = start; ; dir = dirname(dir)) {
    if (existsSync(join(dir, WORKSPACE_FILE))) return dir;
    if (dir === dirname(dir)) return start;
  }
}
