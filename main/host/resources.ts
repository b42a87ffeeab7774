import { access, constants, mkdir } from 'node:fs/promises';
import { availableParallelism, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { AtollError } from '../../engine/errors/atoll-error.ts';
import { forgetRows } from '../../engine/execute/cache/fragment-cache.ts';
import { parseBytes, parseDuration } from '../services/workspace/amounts.ts';
import { WORKSPACE_FILE } from '../services/workspace/load-workspace.ts';
import type { Workspace } from '../services/workspace/workspace.ts';
import type { RowCache } from './plan-runs.ts';
import type { RunnerPoolOptions } from './runner-pool-options.ts';

/** Share of the machine's memory that queries may take where the workspace does not say. */
const MEMORY_SHARE = 0.5;

type Resources = Pick<
  RunnerPoolOptions,
  'memoryBytes' | 'spillBytes' | 'spillDir' | 'maxRunning' | 'threads'
>;

/** What the workspace's settings and the machine give to queries. Throws `workspace-invalid`. */
export async function resourcesOf(workspace: Workspace): Promise<Resources> {
  const { memory, spill } = workspace.settings;
  return {
    memoryBytes: parseBytes(memory) ?? Math.floor(totalmem() * MEMORY_SHARE),
    spillBytes: parseBytes(spill),
    spillDir: await spillDirOf(workspace),
    maxRunning: Math.max(2, availableParallelism()),
    threads: null,
  };
}

/** How rows of fragments are kept; null where the workspace keeps none. */
export function rowCacheOf({ settings }: Workspace, stateDir: string): RowCache | null {
  if (settings.cache === null) return null;
  const { age, size } = settings.cache;
  return {
    dir: rowCacheDir(stateDir),
    maxAgeMs: parseDuration(age) ?? 0,
    maxBytes: parseBytes(size) ?? 0,
  };
}

/** Removes the rows that are kept of a source's fragments. */
export async function forgetKeptRows(stateDir: string, source: string): Promise<void> {
  await forgetRows(rowCacheDir(stateDir), source);
}

/** Where rows of fragments are kept, in a folder for each source. */
function rowCacheDir(stateDir: string): string {
  return join(stateDir, 'cache', 'rows');
}

async function spillDirOf({ dir, settings }: Workspace): Promise<string | null> {
  if (settings.spillDirectory === null) return null;
  const spillDir = resolve(dir, settings.spillDirectory);
  try {
    await mkdir(spillDir, { recursive: true });
    await access(spillDir, constants.W_OK);
    return spillDir;
  } catch (error) {
    throw new AtollError(
      'workspace-invalid',
      `Nothing can be written to the folder for spilling, ${spillDir}.`,
      {
        file: WORKSPACE_FILE,
        hint: "Name another one as 'spillDirectory' in the settings, or take that setting out.",
        cause: error,
      },
    );
  }
}
