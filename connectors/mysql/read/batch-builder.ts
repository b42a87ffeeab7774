import type { ColumnBatch } from '../../../engine/spi/column-batch.ts';
import { RowSlice } from '../decode/row-slice.ts';
import { MARK, type Wire } from '../wire/wire.ts';
import type { Decoding } from './result-columns.ts';

/** A batch with large values ends early, so that few of them are in memory at once. */
const BATCH_WIRE_BYTES = 16 * 1024 * 1024;
/** Rows whose fields are found before their columns are decoded; one received chunk seldom has more. */
const SLICE_FIELDS = 64 * 1024;
const HEADER_BYTES = 4;

/** Builds batches from the rows on a wire: first the fields of a run of rows are found, then column by column decoded. */
export class BatchBuilder {
  readonly #decoding: Decoding;
  readonly #slice: RowSlice;
  #rows = 0;
  #bytes = 0;

  constructor(decoding: Decoding) {
    this.#decoding = decoding;
    const width = decoding.decoders.length;
    const fitting = Math.max(1, Math.floor(SLICE_FIELDS / Math.max(1, width)));
    this.#slice = new RowSlice(width, Math.min(decoding.rows, fitting));
  }

  /**
   * Takes rows until the batch is full (`full`), the end of rows or an error comes (`message`: the cursor stands on
   * it) or the received bytes end (`starved`).
   */
  fill(wire: Wire): 'full' | 'message' | 'starved' {
    const { cursor } = wire;
    const slice = this.#slice;
    for (;;) {
      while (cursor.advance()) {
        const mark = cursor.bytes[cursor.start] as number;
        if (mark >= MARK.end && (mark === MARK.error || wire.atEnd())) {
          this.#flush();
          return 'message';
        }
        slice.add(cursor);
        this.#bytes += cursor.end - cursor.start + HEADER_BYTES;
        if (this.#rows + slice.count === this.#decoding.rows || this.#bytes >= BATCH_WIRE_BYTES) {
          this.#flush();
          return 'full';
        }
        if (slice.count === slice.capacity) this.#flush();
      }
      this.#flush();
      if (!cursor.refill()) return 'starved';
    }
  }

  /** The rows so far as a batch, or null where there are none. */
  batch(): ColumnBatch | null {
    if (this.#rows === 0) return null;
    return {
      rows: this.#rows,
      bytes: this.#bytes,
      columns: this.#decoding.decoders.map((decoder) => decoder.take()),
    };
  }

  /** Begins the next batch: the buffers of the last one are used again. */
  clear(): void {
    this.#rows = 0;
    this.#bytes = 0;
    for (const decoder of this.#decoding.decoders) decoder.clear();
  }

  #flush(): void {
    const slice = this.#slice;
    if (slice.count === 0) return;
    const { decoders } = this.#decoding;
    for (let column = 0; column < decoders.length; column += 1)
      decoders[column]?.decode(slice, column, this.#rows);
    this.#rows += slice.count;
    slice.count = 0;
  }
}
