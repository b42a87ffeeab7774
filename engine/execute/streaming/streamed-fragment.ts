import type { DuckDBConnection } from '@duckdb/node-api';
import type { TableName } from '../../duckdb/quote.ts';
import type { ColumnBatch } from '../../spi/column-batch.ts';
import type { Field } from '../../types/data-type.ts';
import type { BatchSink } from '../batch-sink.ts';
import { Stager } from '../staging.ts';
import type { BatchSizes } from './batch-sizes.ts';

/** What a streamed fragment needs of the run that it is part of. */
export interface StreamEnd {
  /** The table of the first batch, which is the whole fragment's where no batch goes through before the end. */
  readonly table: TableName;
  readonly sizes: BatchSizes;
  /** What the batches meet is there. */
  readonly isReady: () => boolean;
  /** Rows of that. */
  readonly sideRows: () => number;
  /** Sends a staged batch through and drops its table; resolves with the rows that came of it. */
  readonly take: (batch: string) => Promise<number>;
  /** All came into one table and nothing went through. */
  readonly staged: () => void;
}

/** Stages a fragment batch by batch; while one goes through the remainder, the next is staged. */
export class StreamedFragment implements BatchSink {
  readonly #connection: DuckDBConnection;
  readonly #columns: readonly Field[];
  readonly #end: StreamEnd;
  #stager: Stager | null = null;
  #table: TableName;
  #batches = 0;
  #taken: Promise<void> = Promise.resolve();
  #since = performance.now();
  rows = 0;

  constructor(connection: DuckDBConnection, columns: readonly Field[], end: StreamEnd) {
    this.#connection = connection;
    this.#columns = columns;
    this.#end = end;
    this.#table = end.table;
  }

  get passedOn(): boolean {
    return this.#batches > 0;
  }

  async append(batch: ColumnBatch): Promise<void> {
    const stager = await this.#open();
    await stager.append(batch);
    this.rows += batch.rows;
    const { sizes, isReady, sideRows } = this.#end;
    const waited = performance.now() - this.#since;
    if (isReady() && sizes.isDue(stager.rows, waited, sideRows())) await this.#pass();
  }

  async finish(): Promise<number> {
    if (this.#batches === 0) {
      await (await this.#open()).finish();
      this.#end.staged();
      return this.rows;
    }
    if (this.#stager !== null) await this.#pass();
    await this.#taken;
    return this.rows;
  }

  async discard(): Promise<void> {
    await this.#stager?.discard();
    await this.#taken.catch(() => undefined);
  }

  async #open(): Promise<Stager> {
    this.#stager ??= await Stager.create(this.#connection, this.#table, this.#columns);
    return this.#stager;
  }

  /** Waits for the batch before, so that never more than two of them are in memory. */
  async #pass(): Promise<void> {
    const stager = await this.#open();
    await this.#taken;
    const rows = await stager.finish();
    const { name } = this.#table;
    this.#stager = null;
    this.#batches += 1;
    this.#table = { ...this.#end.table, name: `${this.#end.table.name} batch ${this.#batches + 1}` };
    this.#taken = this.#take(name, rows);
    // Whoever waits for it next hears of a failure; so does the run.
    this.#taken.catch(() => undefined);
    this.#since = performance.now();
  }

  async #take(batch: string, rows: number): Promise<void> {
    const begun = performance.now();
    const left = await this.#end.take(batch);
    this.#end.sizes.went(rows, left, performance.now() - begun);
  }
}
