import type { DatabaseSync } from 'node:sqlite';
import type { Fragment } from '../../engine/plan/fragment.ts';
import type { ColumnBatch } from '../../engine/spi/column-batch.ts';
import type { ReadSession } from '../../engine/spi/connector.ts';
import type { SqliteConfig } from './config.ts';
import { checkDrift } from './drift.ts';
import { readFragment } from './fragment-reader.ts';
import { sqliteError } from './sqlite-error.ts';

/** The reads of one query: one connection in one read transaction. */
export class SqliteSession implements ReadSession {
  readonly connectMs: number;
  readonly #source: string;
  readonly #config: SqliteConfig;
  readonly #database: DatabaseSync;
  readonly #onClose: (session: SqliteSession) => void;

  constructor(
    source: string,
    config: SqliteConfig,
    database: DatabaseSync,
    connectMs: number,
    onClose: (session: SqliteSession) => void,
  ) {
    this.#source = source;
    this.#config = config;
    this.#database = database;
    this.connectMs = connectMs;
    this.#onClose = onClose;
  }

  async *read(fragment: Fragment, signal: AbortSignal): AsyncGenerator<ColumnBatch, void, undefined> {
    signal.throwIfAborted();
    const source = this.#source;
    const database = this.#database;
    try {
      checkDrift(source, database, fragment.tables, this.#config.text);
      yield* readFragment({ source, database, fragment, signal });
    } catch (error) {
      throw sqliteError(error, source, this.#config.file);
    }
  }

  async close(): Promise<void> {
    if (this.#database.isOpen) this.#database.close();
    this.#onClose(this);
    await Promise.resolve();
  }
}
