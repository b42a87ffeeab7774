import { BatchRows, sliceRows } from '../../../engine/spi/buffers/batch-rows.ts';
import type { Decoding } from '../../../engine/spi/buffers/decoding.ts';
import type { ColumnDecoder } from '../decode/column-decoder.ts';
import { RowSlice } from '../decode/row-slice.ts';
import { MARK, type Wire } from '../wire/wire.ts';

const HEADER_BYTES = 4;

/** Builds batches from the rows on a wire: first the fields of a run of rows are found, then column by column decoded. */
export class BatchBuilder {
  readonly rows: BatchRows<RowSlice>;
  readonly #slice: RowSlice;

  constructor(decoding: Decoding<ColumnDecoder>) {
    this.rows = new BatchRows(decoding);
    this.#slice = new RowSlice(decoding.decoders.length, sliceRows(decoding));
  }

  /**
   * Takes rows until the batch is full (`full`), the end of rows or an error comes (`message`: the cursor stands on it)
   * or the received bytes end (`starved`).
   */
  fill(wire: Wire): 'full' | 'message' | 'starved' {
    const { cursor } = wire;
    const { rows } = this;
    const slice = this.#slice;
    for (;;) {
      while (cursor.advance()) {
        const mark = cursor.bytes[cursor.start] as number;
        if (mark >= MARK.end && (mark === MARK.error || wire.atEnd())) {
          rows.flush(slice);
          return 'message';
        }
        slice.add(cursor);
        rows.bytes += cursor.end - cursor.start + HEADER_BYTES;
        if (rows.isFullWith(slice.count)) {
          rows.flush(slice);
          return 'full';
        }
        if (slice.count === slice.capacity) rows.flush(slice);
      }
      rows.flush(slice);
      if (!cursor.refill()) return 'starved';
    }
  }
}
