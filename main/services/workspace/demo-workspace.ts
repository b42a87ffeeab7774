import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { prepareDemo } from '../../../assets/demo/prepare.ts';
import { WORKSPACE_FILE } from './load-workspace.ts';

const DEMO = fileURLToPath(new URL('../../../assets/demo/', import.meta.url));

/** What of the demo is copied; `data` where it was generated already. Programs and state stay where they are. */
const PARTS = [WORKSPACE_FILE, 'README.md', 'models', 'queries', 'seed', 'data'];

/**
 * The user's own copy of the demo, made where it is not there: whole or not at all. Its files are generated, which takes
 * some seconds the first time; its PostgreSQL is set up when it is first used.
 */
export async function ensureDemo(dir: string, onProgress: (text: string) => void): Promise<void> {
  if (!existsSync(join(dir, WORKSPACE_FILE))) await copyDemo(dir);
  await prepareDemo(dir, onProgress);
}

async function copyDemo(dir: string): Promise<void> {
  const draft = join(dirname(dir), `.${basename(dir)}-${randomUUID()}`);
  try {
    await mkdir(draft, { recursive: true });
    for (const part of PARTS) {
      const from = join(DEMO, part);
      if (existsSync(from)) await cp(from, join(draft, part), { recursive: true });
    }
    await rename(draft, dir);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    // Another program may have been first, with the same files.
    if (!existsSync(join(dir, WORKSPACE_FILE))) throw error;
  }
}
