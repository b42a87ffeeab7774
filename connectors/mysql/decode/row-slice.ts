import { malformed } from '../../../engine/spi/buffers/malformed.ts';
import type { PacketCursor } from '../wire/packet-cursor.ts';

const NULL_FIELD = 0xfb;

/**
 * Rows of one buffer with the place of every field, row by row: the value of field `row * width + column` begins at
 * `at` and has `length` bytes, −1 for NULL. Columns are then decoded one by one over all its rows.
 */
export class RowSlice {
  readonly width: number;
  readonly at: Int32Array;
  readonly length: Int32Array;
  /** How many rows fit. */
  readonly capacity: number;
  bytes: Buffer = Buffer.alloc(0);
  view: DataView = new DataView(new ArrayBuffer(0));
  count = 0;

  constructor(width: number, capacity: number) {
    this.width = width;
    this.capacity = capacity;
    this.at = new Int32Array(width * capacity);
    this.length = new Int32Array(width * capacity);
  }

  /** Adds the row under the cursor, in the same buffer as the rows before. Throws RangeError on a malformed row. */
  add(cursor: PacketCursor): void {
    const { bytes, view, end } = cursor;
    const { width, at, length } = this;
    if (this.count === 0) {
      this.bytes = bytes;
      this.view = view;
    }
    let place = cursor.start;
    const first = this.count * width;
    for (let field = first; field < first + width; field += 1) {
      const size = bytes[place] as number;
      place += 1;
      if (size < NULL_FIELD) {
        at[field] = place;
        length[field] = size;
        place += size;
      } else if (size === NULL_FIELD) length[field] = -1;
      else place = this.#long(field, size, place);
      if (place > end) throw malformed();
    }
    if (place !== end) throw malformed();
    this.count += 1;
  }

  /** A field of 251 bytes or more: two, three or eight bytes of length stand before it. */
  #long(field: number, mark: number, place: number): number {
    const { view } = this;
    let size = 0;
    let next = place;
    if (mark === 0xfc) {
      size = view.getUint16(place, true);
      next += 2;
    } else if (mark === 0xfd) {
      size = view.getUint16(place, true) | (view.getUint8(place + 2) << 16);
      next += 3;
    } else if (mark === 0xfe && view.getUint32(place + 4, true) === 0) {
      size = view.getUint32(place, true);
      next += 8;
    } else throw malformed();
    this.at[field] = next;
    this.length[field] = size;
    return next + size;
  }
}
