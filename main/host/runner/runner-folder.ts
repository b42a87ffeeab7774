import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { isAlive, ownIdentity } from './process-identity.ts';

const PATTERN = /^runner-(\d+)-(\d+)$/;

/** The folders in which each runner has one of its own; they may be the same. */
export interface RunnerParents {
  /** For half-written results. */
  readonly runs: string;
  /** For what does not fit into memory. */
  readonly spill: string;
}

/** Makes the private folders of this process: their name says whose they are, so that others can tell when they are stale. */
export async function createRunnerFolders({ runs, spill }: RunnerParents): Promise<RunnerParents> {
  const { pid, started } = ownIdentity();
  const own = (parent: string): string => path.join(parent, `runner-${pid}-${started}`);
  for (const folder of new Set([own(runs), own(spill)])) {
    await rm(folder, { recursive: true, force: true });
    // Staged rows are the sources' data: nobody else on the machine reads them.
    await mkdir(folder, { recursive: true, mode: 0o700 });
  }
  return { runs: own(runs), spill: own(spill) };
}

/** Removes the folders of runners that are no more, with their spilled pages and half-written results. */
export async function sweepRunnerFolders({ runs, spill }: RunnerParents): Promise<void> {
  for (const parent of new Set([runs, spill])) await sweep(parent);
}

async function sweep(parent: string): Promise<void> {
  const names = await readdir(parent).catch(() => []);
  for (const name of names) {
    const match = PATTERN.exec(name);
    if (match === null || isAlive({ pid: Number(match[1]), started: Number(match[2]) })) continue;
    await rm(path.join(parent, name), { recursive: true, force: true });
  }
}
