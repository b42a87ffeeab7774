import type { ColumnBatch } from '../spi/column-batch.ts';
import type { BatchSink } from './batch-sink.ts';
import type { Stager } from './staging.ts';

/** The first rows are shown after so many ms; each further time waits four times as long, since showing writes to disk. */
const FIRST_MS = 250;
const FACTOR = 4;

/** Stages a fragment that is the answer as it comes, and lets its first rows be read meanwhile. */
export class ResultSink implements BatchSink {
  readonly #stager: Stager;
  readonly #onRows: (rows: number) => void;
  readonly #begun = performance.now();
  #next = FIRST_MS;

  constructor(stager: Stager, onRows: (rows: number) => void) {
    this.#stager = stager;
    this.#onRows = onRows;
  }

  get rows(): number {
    return this.#stager.rows;
  }

  async append(batch: ColumnBatch): Promise<void> {
    await this.#stager.append(batch);
    if (performance.now() - this.#begun < this.#next) return;
    this.#next *= FACTOR;
    if (await this.#stager.publish()) this.#onRows(this.#stager.rows);
  }

  finish(): Promise<number> {
    return this.#stager.finish();
  }

  discard(): Promise<void> {
    return this.#stager.discard();
  }
}
