import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { isAlive, ownIdentity } from './process-identity.ts';

const PATTERN = /^runner-(\d+)-(\d+)$/;

/** Makes the private folder of this process: its name says whose it is, so that others can tell when it is stale. */
export async function createRunnerFolder(runsDir: string): Promise<string> {
  const { pid, started } = ownIdentity();
  const folder = path.join(runsDir, `runner-${pid}-${started}`);
  await rm(folder, { recursive: true, force: true });
  // Staged rows are the sources' data: nobody else on the machine reads them.
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return folder;
}

/** Removes the folders of runners that are no more, with their spilled pages and half-written results. */
export async function sweepRunnerFolders(runsDir: string): Promise<void> {
  const names = await readdir(runsDir).catch(() => []);
  for (const name of names) {
    const match = PATTERN.exec(name);
    if (match === null || isAlive({ pid: Number(match[1]), started: Number(match[2]) })) continue;
    await rm(path.join(runsDir, name), { recursive: true, force: true });
  }
}
