import type { ColumnBatch } from '../column-batch.ts';
import type { ColumnDecoder } from './column-decoder.ts';
import type { Decoding } from './decoding.ts';

/** A batch with large values ends early, so that few of them are in memory at once. */
const BATCH_WIRE_BYTES = 16 * 1024 * 1024;
/** Rows whose fields are found before their columns are decoded; one received chunk seldom has more. */
const SLICE_FIELDS = 64 * 1024;

/** Rows whose fields have been found and that were not decoded yet. */
export interface FoundRows {
  count: number;
}

/** Rows that a slice should have room for. */
export function sliceRows({ decoders, rows }: Decoding<unknown>): number {
  const fitting = Math.max(1, Math.floor(SLICE_FIELDS / Math.max(1, decoders.length)));
  return Math.min(rows, fitting);
}

/** The rows of a batch as they are decoded: whoever finds rows counts their bytes and flushes its slice into it. */
export class BatchRows<Slice extends FoundRows> {
  readonly #decoding: Decoding<ColumnDecoder<Slice>>;
  #rows = 0;
  /** Bytes that the rows took on the wire. */
  bytes = 0;
  /** Rows over all batches. */
  total = 0;

  constructor(decoding: Decoding<ColumnDecoder<Slice>>) {
    this.#decoding = decoding;
  }

  /** Whether so many further rows make the batch full. */
  isFullWith(found: number): boolean {
    return this.#rows + found === this.#decoding.rows || this.bytes >= BATCH_WIRE_BYTES;
  }

  /** Decodes the rows found, column by column, and empties the slice. */
  flush(slice: Slice): void {
    if (slice.count === 0) return;
    const { decoders } = this.#decoding;
    for (let column = 0; column < decoders.length; column += 1)
      decoders[column]?.decode(slice, column, this.#rows);
    this.#rows += slice.count;
    this.total += slice.count;
    slice.count = 0;
  }

  /** The rows so far as a batch, or null where there are none; valid until `clear`. */
  batch(): ColumnBatch | null {
    if (this.#rows === 0) return null;
    return {
      rows: this.#rows,
      bytes: this.bytes,
      columns: this.#decoding.decoders.map((decoder) => decoder.take()),
    };
  }

  /** Begins the next batch: the buffers of the last one are used again. */
  clear(): void {
    this.#rows = 0;
    this.bytes = 0;
    for (const decoder of this.#decoding.decoders) decoder.clear();
  }
}
