import type { DuckDBConnection } from '@duckdb/node-api';
import type { Database } from '../duckdb/database.ts';
import type { TableName } from '../duckdb/quote.ts';
import type { Fragment, FragmentKeys } from '../plan/fragment.ts';
import type { FragmentMeasurement, SentKeys } from '../types/explain.ts';
import type { ProgressEvent } from '../types/progress.ts';
import type { BatchSink } from './batch-sink.ts';
import { orAborted } from './interrupt.ts';
import { withKeys } from './key-sets.ts';
import { runMounted } from './mounted.ts';
import type { OpenSource } from './open-source.ts';
import { fragmentError, readFragment } from './read-fragment.ts';

/** What one fragment's run needs of the whole. */
export interface FragmentSurroundings {
  readonly db: Database;
  readonly source: OpenSource;
  /** Where all of it goes, if it is no stream's. */
  readonly table: TableName;
  /** A folder that exists and that DuckDB may write to. */
  readonly folder: string;
  /** Aborts when none of its rows is asked for any more; absent where all of them always are. */
  readonly enough: AbortSignal | undefined;
  readonly onProgress: (event: ProgressEvent) => void;
  /** Where its batches go; `connection` is for that alone. */
  readonly sink: (connection: DuckDBConnection) => Promise<BatchSink>;
  /** Resolves when those fragments are there that this one waits for; null where it waits for none. */
  readonly before: () => Promise<unknown> | null;
  readonly onKeys: (sent: SentKeys) => void;
}

/** One fragment from its turn at its source to its staged rows. */
export class FragmentRun {
  readonly #fragment: Fragment;
  readonly #around: FragmentSurroundings;

  constructor(fragment: Fragment, around: FragmentSurroundings) {
    this.#fragment = fragment;
    this.#around = around;
  }

  /** Rejects with an AtollError that names the source. */
  async run(): Promise<FragmentMeasurement> {
    const { source, enough, onProgress } = this.#around;
    const { id, keys } = this.#fragment;
    const signal = enough === undefined ? source.signal : AbortSignal.any([source.signal, enough]);
    try {
      const before = this.#around.before();
      // Before it asks for a slot, so that those which it waits for are not kept out by it.
      if (before !== null) await orAborted(before, signal);
      return await source.slots.run(signal, () => {
        onProgress({ kind: 'fragment-started', fragment: id, source: source.name });
        return keys === undefined ? this.#fetch(this.#fragment) : this.#fetchCut(keys, signal);
      });
    } catch (error) {
      if (enough?.aborted !== true || source.signal.aborted) throw error;
      const nothing = { rows: 0, bytes: 0, connectMs: null, firstRowMs: null, ms: 0, retries: 0 };
      return { ...nothing, cut: true };
    }
  }

  #fetch(fragment: Fragment): Promise<FragmentMeasurement> {
    const { db, source, table, folder, enough } = this.#around;
    return source.session.mount !== undefined
      ? runMounted(db, fragment, source, table, folder, enough)
      : this.#read(fragment);
  }

  /** Fetches what the keys of other fragments leave of it. */
  async #fetchCut(keys: FragmentKeys, signal: AbortSignal): Promise<FragmentMeasurement> {
    const { db, onKeys } = this.#around;
    const begun = performance.now();
    const connection = await db.connect();
    try {
      const cut = await withKeys(connection, this.#fragment, keys, signal, this.#around.source.session);
      onKeys(cut.sent);
      const measured = cut.empty ? await this.#stageNothing(connection) : await this.#fetch(cut.fragment);
      await cut.release();
      return { ...measured, ms: performance.now() - begun };
    } catch (error) {
      throw fragmentError(error, this.#fragment);
    } finally {
      connection.disconnectSync();
    }
  }

  async #stageNothing(connection: DuckDBConnection): Promise<FragmentMeasurement> {
    const { sink, source } = this.#around;
    await (await sink(connection)).finish();
    const { connectMs } = source.session;
    return { rows: 0, bytes: 0, connectMs, firstRowMs: null, ms: 0, retries: 0 };
  }

  async #read(fragment: Fragment): Promise<FragmentMeasurement> {
    const { db, source, enough, onProgress } = this.#around;
    const connection = await db.connect();
    try {
      const sink = await this.#around.sink(connection);
      const reading = { fragment, source, sink, onProgress };
      return await readFragment(enough === undefined ? reading : { ...reading, enough });
    } catch (error) {
      throw fragmentError(error, fragment);
    } finally {
      connection.disconnectSync();
    }
  }
}
