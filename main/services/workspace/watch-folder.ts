import { type FSWatcher, watch } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { KillSwitch } from '../sources/kill-switch.ts';
import { WORKSPACE_FILE } from './load-workspace.ts';

/** What of a workspace's folder has changed. */
export type ChangedPart = 'file' | 'models' | 'queries' | 'switches';

/** A save is often several changes in a row: they are told as one, ms. */
const SETTLE_MS = 80;
/** Not every file system tells of changes; the workspace's file is looked at besides, ms. */
const LOOK_MS = 700;

const TEXTS: readonly ChangedPart[] = ['models', 'queries'];

/**
 * Tells, well within a second, when `atoll.yaml` or a text in `models/` or `queries/` has changed or a source was
 * switched on or off, whoever did it.
 */
export class FolderWatch {
  readonly #dir: string;
  readonly #onChange: (parts: ReadonlySet<ChangedPart>) => void;
  readonly #watchers = new Map<ChangedPart, FSWatcher>();
  readonly #timer: NodeJS.Timeout;
  readonly #changed = new Set<ChangedPart>();
  #settling: NodeJS.Timeout | null = null;
  #seen: string | null = null;
  #killed: string | null = null;
  #closed = false;

  constructor(dir: string, onChange: (parts: ReadonlySet<ChangedPart>) => void) {
    this.#dir = dir;
    this.#onChange = onChange;
    this.#watchAll();
    this.#timer = setInterval(() => void this.#look(), LOOK_MS);
    this.#timer.unref();
    void this.#look();
  }

  close(): void {
    this.#closed = true;
    clearInterval(this.#timer);
    if (this.#settling !== null) clearTimeout(this.#settling);
    for (const watcher of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
  }

  #watchAll(): void {
    this.#watch('file', this.#dir, (name) => {
      if (name === null || name === WORKSPACE_FILE) this.#tell('file');
      const texts = TEXTS.find((folder) => folder === name);
      if (texts !== undefined) this.#tell(texts);
      this.#watchTexts();
    });
    this.#watchTexts();
  }

  /** The folders of texts may be made later, or made anew. */
  #watchTexts(): void {
    for (const part of TEXTS)
      this.#watch(part, join(this.#dir, part), (name) => {
        if (name === null || name.endsWith('.sql')) this.#tell(part);
      });
  }

  #watch(part: ChangedPart, folder: string, heard: (name: string | null) => void): void {
    if (this.#closed || this.#watchers.has(part)) return;
    try {
      const watcher = watch(folder, { persistent: false }, (_kind, name) => heard(name));
      const forget = (): void => {
        watcher.close();
        if (this.#watchers.get(part) === watcher) this.#watchers.delete(part);
      };
      watcher.on('error', forget);
      // A folder that was removed and made again is another one.
      watcher.on('close', () => this.#watchers.delete(part));
      this.#watchers.set(part, watcher);
    } catch {
      // There is no such folder yet.
    }
  }

  async #look(): Promise<void> {
    const found = await stat(join(this.#dir, WORKSPACE_FILE)).catch(() => null);
    const now = found === null ? 'none' : `${found.mtimeMs} ${found.size} ${found.ino}`;
    if (this.#seen !== null && this.#seen !== now) this.#tell('file');
    this.#seen = now;
    const killed = (await killedSources(this.#dir)).join('/');
    if (this.#killed !== null && this.#killed !== killed) this.#tell('switches');
    this.#killed = killed;
    this.#watchTexts();
  }

  #tell(part: ChangedPart): void {
    if (this.#closed) return;
    this.#changed.add(part);
    this.#settling ??= setTimeout(() => {
      this.#settling = null;
      const parts = new Set(this.#changed);
      this.#changed.clear();
      if (!this.#closed) this.#onChange(parts);
    }, SETTLE_MS);
  }
}

async function killedSources(dir: string): Promise<readonly string[]> {
  const killed = await new KillSwitch(join(dir, '.atoll')).killed();
  return [...killed].toSorted();
}
