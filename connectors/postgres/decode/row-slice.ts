import { malformed } from '../../../engine/spi/buffers/malformed.ts';
import type { FrameCursor } from '../wire/frame-cursor.ts';

/**
 * Rows of one buffer with the place of every field, row by row: `at[row * width + column]` is where the value begins;
 * its length, −1 for NULL, is the big-endian int32 before it. Columns are then decoded one by one over all its rows.
 */
export class RowSlice {
  readonly width: number;
  readonly at: Int32Array;
  /** How many rows fit. */
  readonly capacity: number;
  bytes: Buffer = Buffer.alloc(0);
  view: DataView = new DataView(new ArrayBuffer(0));
  count = 0;

  constructor(width: number, capacity: number) {
    this.width = width;
    this.capacity = capacity;
    this.at = new Int32Array(width * capacity);
  }

  /** Adds the row under the cursor, in the same buffer as the rows before. Throws RangeError on a malformed row. */
  add(cursor: FrameCursor): void {
    const { view, end } = cursor;
    const { width, at } = this;
    if (this.count === 0) {
      this.bytes = cursor.bytes;
      this.view = view;
    }
    let place = cursor.start;
    if (view.getUint16(place) !== width) throw malformed();
    place += 2;
    const first = this.count * width;
    for (let field = first; field < first + width; field += 1) {
      const length = view.getInt32(place);
      place += 4;
      at[field] = place;
      if (length > 0) place += length;
    }
    if (place !== end) throw malformed();
    this.count += 1;
  }
}
