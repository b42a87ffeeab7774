import type { ColumnBatch } from '../spi/column-batch.ts';

/** Where the batches of one fragment go. After any failure it is discarded. */
export interface BatchSink {
  /** Rows so far. */
  readonly rows: number;
  /** Rows have gone on into work here, which the source was held back for. */
  readonly passedOn?: boolean;
  /** Copies the batch; its buffers are free again when the promise resolves. */
  append(batch: ColumnBatch): Promise<void>;
  /** Everything came: resolves when it is where it belongs, with its number of rows. */
  finish(): Promise<number>;
  /** Leaves no half-written table behind; does nothing after `finish`. */
  discard(): Promise<void>;
}
