import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import * as z from 'zod';
import type { ApiOutput } from '../../contract/api/api.ts';
import { keepDamaged } from '../keep-damaged.ts';
import { WORKSPACE_FILE } from './load-workspace.ts';
import { saveFile } from './save-file.ts';
import { withWriteLock } from './write-lock.ts';

type Recent = ApiOutput<'workspaces', 'recent'>['workspaces'];

const KEPT = 30;

const recentFile = z.object({
  workspaces: z.array(z.object({ dir: z.string(), openedAt: z.iso.datetime() })),
});

type Entry = z.infer<typeof recentFile>['workspaces'][number];

/** The workspaces that the user opened last, in `recent.json` of Atoll's own folder. Several programs may write it. */
export class RecentWorkspaces {
  readonly #home: string;
  readonly #file: string;

  constructor(home: string) {
    this.#home = home;
    this.#file = join(home, 'recent.json');
  }

  /** Newest first. */
  async list(): Promise<Recent> {
    return (await this.#read()).map(({ dir, openedAt }) => ({
      dir,
      name: basename(dir),
      openedAt,
      exists: existsSync(join(dir, WORKSPACE_FILE)),
    }));
  }

  /** `dir` is absolute. */
  async opened(dir: string, now: Date = new Date()): Promise<void> {
    await this.#change((entries) => [{ dir, openedAt: now.toISOString() }, ...without(entries, dir)]);
  }

  /** Idempotent. */
  async forget(dir: string): Promise<void> {
    await this.#change((entries) => without(entries, dir));
  }

  async #change(change: (entries: readonly Entry[]) => readonly Entry[]): Promise<void> {
    await mkdir(this.#home, { recursive: true, mode: 0o700 });
    await withWriteLock(`${this.#file}.lock`, async () => {
      const workspaces = change(await this.#read()).slice(0, KEPT);
      await saveFile(this.#file, `${JSON.stringify({ workspaces }, null, 2)}\n`);
    });
  }

  /** A file that can't be read is put aside: the list is a convenience, and no reason not to start. */
  async #read(): Promise<readonly Entry[]> {
    const text = await readFile(this.#file, 'utf8').catch(() => null);
    if (text === null) return [];
    const read = recentFile.safeParse(parsed(text));
    if (!read.success) await keepDamaged(this.#file).catch(() => undefined);
    return read.data?.workspaces ?? [];
  }
}

function without(entries: readonly Entry[], dir: string): readonly Entry[] {
  return entries.filter((entry) => entry.dir !== dir);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
