import type { StringColumn } from '../../../engine/spi/column-batch.ts';
import type { ColumnDecoder, DecoderContext } from './column-decoder.ts';
import { Nulls } from '../../../engine/spi/buffers/nulls.ts';
import { malformed } from './row-slice.ts';

const INLINE_BYTES = 12;
const FIRST_HEAP_BYTES = 64 * 1024;
/** A heap grown past this for one batch is not kept for the next. */
const KEPT_HEAP_BYTES = 4 * 1024 * 1024;
/** From this length on, copying by the runtime beats a loop. */
const BULK_COPY_BYTES = 96;
const LOW_BYTES = [0, 0xff, 0xffff, 0xffffff];

export interface StringOptions {
  readonly format: 0 | 1;
  /** jsonb begins with a version byte, 1. */
  readonly versioned: boolean;
  /** char(n): the spaces that fill it up are no part of the value, as in the server's own cast to text. */
  readonly padded?: boolean;
}

/** VARCHAR and BLOB in DuckDB's 16-byte entries; values of over 12 bytes go to one heap a batch. */
export function stringDecoder(
  context: DecoderContext,
  { format, versioned, padded = false }: StringOptions,
): ColumnDecoder {
  const column = new StringBuffer(context.rows);
  const skip = versioned ? 1 : 0;
  return {
    format,
    rowBytes: 16,
    decode: ({ view, bytes, at, count, width }, index, into) => {
      for (let row = 0, field = index; row < count; row += 1, field += width) {
        const place = at[field] as number;
        const length = view.getInt32(place - 4);
        if (length < 0) column.nulls.set(into + row);
        else if (versioned && (length < 1 || view.getUint8(place) !== 1)) throw malformed();
        else
          column.put(
            into + row,
            bytes,
            view,
            place + skip,
            padded ? unpadded(bytes, place, length) : length - skip,
          );
      }
    },
    take: () => column.take(),
    clear: () => column.clear(),
  };
}

const SPACE = 0x20;

function unpadded(bytes: Buffer, place: number, length: number): number {
  let end = length;
  while (end > 0 && bytes[place + end - 1] === SPACE) end -= 1;
  return end;
}

class StringBuffer {
  readonly nulls: Nulls;
  readonly #entries: Int32Array<ArrayBuffer>;
  #heap = new Uint8Array(FIRST_HEAP_BYTES);
  #heapView = new DataView(this.#heap.buffer);
  #used = 0;

  constructor(rows: number) {
    this.nulls = new Nulls(rows);
    this.#entries = new Int32Array(rows * 4);
  }

  put(row: number, bytes: Buffer, view: DataView, place: number, length: number): void {
    const entries = this.#entries;
    const slot = row * 4;
    entries[slot] = length;
    if (length <= INLINE_BYTES) {
      entries[slot + 1] = word(view, place, length);
      entries[slot + 2] = length > 4 ? word(view, place + 4, length - 4) : 0;
      entries[slot + 3] = length > 8 ? word(view, place + 8, length - 8) : 0;
      return;
    }
    entries[slot + 1] = view.getInt32(place, true);
    entries[slot + 2] = this.#used;
    entries[slot + 3] = Math.floor(this.#used / 0x1_0000_0000);
    this.#store(bytes, view, place, length);
  }

  #store(bytes: Buffer, view: DataView, place: number, length: number): void {
    const start = this.#used;
    if (start + length > this.#heap.length) this.#grow(start + length);
    this.#used = start + length;
    if (length >= BULK_COPY_BYTES) {
      bytes.copy(this.#heap, start, place, place + length);
      return;
    }
    const heap = this.#heapView;
    const words = length & ~3;
    for (let at = 0; at < words; at += 4) heap.setInt32(start + at, view.getInt32(place + at));
    for (let at = words; at < length; at += 1) heap.setUint8(start + at, view.getUint8(place + at));
  }

  #grow(needed: number): void {
    const heap = new Uint8Array(Math.max(this.#heap.length * 2, needed));
    heap.set(this.#heap.subarray(0, this.#used));
    this.#use(heap);
  }

  #use(heap: Uint8Array<ArrayBuffer>): void {
    this.#heap = heap;
    this.#heapView = new DataView(heap.buffer);
  }

  take(): StringColumn {
    return {
      layout: 'string',
      entries: new Uint8Array(this.#entries.buffer),
      heap: this.#heap,
      heapLength: this.#used,
      validity: this.nulls.validity,
    };
  }

  clear(): void {
    this.nulls.clear();
    this.#entries.fill(0);
    this.#used = 0;
    if (this.#heap.length > KEPT_HEAP_BYTES) this.#use(new Uint8Array(FIRST_HEAP_BYTES));
  }
}

/** Up to four bytes as one little-endian word, zeros after them. */
function word(view: DataView, place: number, length: number): number {
  if (length >= 4) return view.getInt32(place, true);
  if (place + 4 <= view.byteLength) return view.getInt32(place, true) & (LOW_BYTES[length] as number);
  let bits = 0;
  for (let at = 0; at < length; at += 1) bits |= view.getUint8(place + at) << (at * 8);
  return bits;
}
