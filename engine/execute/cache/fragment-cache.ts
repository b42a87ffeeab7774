import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { ColumnBatch } from '../../spi/column-batch.ts';
import type { DataType } from '../../types/data-type.ts';
import {
  batchesOf,
  batchRecord,
  type BatchFileHead,
  checkedHead,
  endRecord,
  headRecord,
} from './batch-file.ts';

const ENDING = '.rows';
/** Small records are written together. */
const WRITE_BYTES = 1024 * 1024;

export interface FragmentCacheOptions {
  /** Holds a folder for each source. */
  readonly dir: string;
  /** A folder of this process alone, in the same file system, where files are written. */
  readonly draftDir: string;
  /** Older rows are not used. */
  readonly maxAgeMs: number;
  /** Most that all files may take; the oldest go first. */
  readonly maxBytes: number;
}

/** Rows of a fragment that are still good. */
export interface CachedRows {
  readonly head: BatchFileHead;
  readonly ageMs: number;
  batches(): AsyncIterable<ColumnBatch>;
  close(): Promise<void>;
}

/** Rows of fragments in files. Several processes may use one folder: a file appears whole and never changes. */
export class FragmentCache {
  readonly #options: FragmentCacheOptions;

  constructor(options: FragmentCacheOptions) {
    this.#options = options;
  }

  /** Null where there are none, or only too old ones. A damaged file is removed. */
  async find(source: string, key: string): Promise<CachedRows | null> {
    const place = this.#fileOf(source, key);
    const file = await open(place, 'r').catch(() => null);
    if (file === null) return null;
    const head = await checkedHead(file);
    const ageMs = head === null ? -1 : Date.now() - head.readAt;
    // A clock that was set back makes rows of the future: nothing is known of their age.
    if (head !== null && head.key === key && ageMs >= 0 && ageMs <= this.#options.maxAgeMs)
      return { head, ageMs, batches: () => batchesOf(file), close: () => file.close() };
    await file.close();
    await rm(place, { force: true });
    return null;
  }

  /**
   * Passes batches on and keeps them; they are found once their end has come, not before. What goes wrong with the
   * files is nobody's failure: then nothing is kept.
   */
  async *keep(
    source: string,
    head: BatchFileHead,
    types: readonly DataType[],
    batches: AsyncIterable<ColumnBatch>,
  ): AsyncGenerator<ColumnBatch, void, void> {
    const draft = await Draft.begin(this.#options, head).catch(() => null);
    try {
      for await (const batch of batches) {
        await draft?.add(batch, types);
        yield batch;
      }
      await draft?.finish(this.#fileOf(source, head.key));
    } finally {
      await draft?.discard();
    }
    await this.#shrink();
  }

  #fileOf(source: string, key: string): string {
    return path.join(this.#options.dir, source, `${key}${ENDING}`);
  }

  async #shrink(): Promise<void> {
    const { dir, maxBytes } = this.#options;
    const names = await readdir(dir, { recursive: true }).catch(() => []);
    const files = await Promise.all(
      names
        .filter((name) => name.endsWith(ENDING))
        .map(async (name) => {
          const file = path.join(dir, name);
          const { size, mtimeMs } = await stat(file).catch(() => ({ size: 0, mtimeMs: 0 }));
          return { file, size, mtimeMs };
        }),
    );
    let total = files.reduce((sum, { size }) => sum + size, 0);
    for (const { file, size } of files.toSorted((one, other) => one.mtimeMs - other.mtimeMs)) {
      if (total <= maxBytes) return;
      await rm(file, { force: true });
      total -= size;
    }
  }
}

/** Removes all rows of a source. */
export async function forgetRows(dir: string, source: string): Promise<void> {
  await rm(path.join(dir, source), { recursive: true, force: true });
}

/** A file in the making. */
class Draft {
  readonly #file: FileHandle;
  readonly #place: string;
  readonly #maxBytes: number;
  #waiting: Buffer[];
  #waitingBytes = 0;
  #bytes = 0;
  #rows = 0;
  #over = false;

  private constructor(file: FileHandle, place: string, maxBytes: number, head: BatchFileHead) {
    this.#file = file;
    this.#place = place;
    this.#maxBytes = maxBytes;
    this.#waiting = [headRecord(head)];
  }

  static async begin({ draftDir, maxBytes }: FragmentCacheOptions, head: BatchFileHead): Promise<Draft> {
    await mkdir(draftDir, { recursive: true, mode: 0o700 });
    const place = path.join(draftDir, `${head.key}.${head.snapshot}.draft`);
    return new Draft(await open(place, 'wx', 0o600), place, maxBytes, head);
  }

  /** Never rejects. */
  async add(batch: ColumnBatch, types: readonly DataType[]): Promise<void> {
    if (this.#over) return;
    try {
      this.#rows += batch.rows;
      await this.#write(batchRecord(batch, types), WRITE_BYTES);
      if (this.#bytes > this.#maxBytes) this.#over = true;
    } catch {
      this.#over = true;
    }
  }

  /** Puts the file in its place. Never rejects. */
  async finish(place: string): Promise<void> {
    if (this.#over) return;
    try {
      await this.#write(endRecord(this.#rows), 0);
      await this.#file.sync();
      await mkdir(path.dirname(place), { recursive: true, mode: 0o700 });
      await rename(this.#place, place);
    } catch {
      this.#over = true;
    }
  }

  /** Removes what did not get to its place. Never rejects. */
  async discard(): Promise<void> {
    await this.#file.close().catch(() => undefined);
    await rm(this.#place, { force: true }).catch(() => undefined);
  }

  async #write(record: Buffer, from: number): Promise<void> {
    this.#waiting.push(record);
    this.#waitingBytes += record.length;
    this.#bytes += record.length;
    if (this.#waitingBytes < from) return;
    const all = Buffer.concat(this.#waiting);
    this.#waiting = [];
    this.#waitingBytes = 0;
    await this.#file.writeFile(all);
  }
}
