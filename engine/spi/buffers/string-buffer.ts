import type { StringColumn } from '../column-batch.ts';
import { Nulls } from './nulls.ts';

const INLINE_BYTES = 12;
const FIRST_HEAP_BYTES = 64 * 1024;
/** A heap grown past this for one batch is not kept for the next. */
const KEPT_HEAP_BYTES = 4 * 1024 * 1024;
/** From this length on, copying by the runtime beats a loop. */
const BULK_COPY_BYTES = 96;
const LOW_BYTES = [0, 0xff, 0xffff, 0xffffff];

/** VARCHAR and BLOB in DuckDB's 16-byte entries; values of over 12 bytes go to one heap a batch. */
export class StringBuffer {
  readonly nulls: Nulls;
  readonly #entries: Int32Array<ArrayBuffer>;
  #heap = new Uint8Array(FIRST_HEAP_BYTES);
  #heapView = new DataView(this.#heap.buffer);
  #used = 0;

  constructor(rows: number) {
    this.nulls = new Nulls(rows);
    this.#entries = new Int32Array(rows * 4);
  }

  /** The bytes from `place` on as the value of a row; `view` is over `bytes`. */
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
