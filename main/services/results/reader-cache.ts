import type { KeptResults } from './result-notes.ts';
import { ResultReader } from './result-reader.ts';

/** Readers kept open: each holds a DuckDB instance of some megabytes. */
const KEPT = 8;
/** A reader that nobody has used for so long is closed. */
const IDLE_MS = 60_000;

interface Entry {
  readonly reader: Promise<ResultReader | null>;
  users: number;
  timer: NodeJS.Timeout | undefined;
  /** It is to be closed when its last user has gone. */
  gone: boolean;
}

/** Readers of stored results, kept open from page to page; opening one takes longer than most pages. */
export class ReaderCache {
  readonly #results: Pick<KeptResults, 'get' | 'file'>;
  /** The least recently used first. */
  readonly #entries = new Map<string, Entry>();

  constructor(results: Pick<KeptResults, 'get' | 'file'>) {
    this.#results = results;
  }

  /** Uses the reader of a result; null where there is no such result. It is not closed meanwhile. */
  async use<T>(runId: string, use: (reader: ResultReader) => Promise<T>): Promise<T | null> {
    const entry = this.#entry(runId);
    entry.users += 1;
    clearTimeout(entry.timer);
    try {
      const reader = await entry.reader;
      return reader === null ? null : await use(reader);
    } finally {
      entry.users -= 1;
      if (entry.users === 0) this.#rest(runId, entry);
    }
  }

  /** Closes the reader of a result, when nobody reads any more: its file is to be removed. */
  async forget(runId: string): Promise<void> {
    const entry = this.#entries.get(runId);
    if (entry === undefined) return;
    this.#entries.delete(runId);
    await drop(entry);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#entries.keys()].map((runId) => this.forget(runId)));
  }

  #entry(runId: string): Entry {
    const known = this.#entries.get(runId);
    const entry = known ?? { reader: this.#open(runId), users: 0, timer: undefined, gone: false };
    this.#entries.delete(runId);
    this.#entries.set(runId, entry);
    for (const [id, { users }] of this.#entries) {
      if (this.#entries.size <= KEPT) break;
      if (users === 0 && id !== runId) void this.forget(id);
    }
    return entry;
  }

  async #open(runId: string): Promise<ResultReader | null> {
    const kept = await this.#results.get(runId);
    if (kept === null) return null;
    return await ResultReader.open({ ...kept, file: this.#results.file(runId) });
  }

  #rest(runId: string, entry: Entry): void {
    if (entry.gone) void drop(entry);
    else {
      entry.timer = setTimeout(() => void this.forget(runId), IDLE_MS);
      entry.timer.unref();
    }
    // What could not be opened, or was not there, is looked for anew the next time.
    const remove = (): boolean => this.#entries.get(runId) === entry && this.#entries.delete(runId);
    void entry.reader.then(
      (reader) => reader === null && remove(),
      () => remove(),
    );
  }
}

async function drop(entry: Entry): Promise<void> {
  entry.gone = true;
  clearTimeout(entry.timer);
  if (entry.users > 0) return;
  const reader = await entry.reader.catch(() => null);
  reader?.close();
}
