import { Buffer } from 'node:buffer';
import type { StringColumn } from '../../engine/spi/column-batch.ts';
import { BATCH_ROWS } from '../../engine/spi/column-batch.ts';
import type { ColumnWriter, StoredValue } from './column-writer.ts';
import { Nulls } from './column-writer.ts';

/** Strings up to this many bytes stand in their entry. */
const INLINE = 12;

/** Gives the text or bytes to keep for a stored value, or throws `Misfit`. */
export type ToBytes = (value: Exclude<StoredValue, null>) => string | Uint8Array;

/** A column of VARCHAR or BLOB: entries of 16 bytes, longer values in a heap that grows as needed. */
export class StringWriter implements ColumnWriter {
  readonly #entries = new Uint8Array(BATCH_ROWS * 16);
  readonly #view = new DataView(this.#entries.buffer);
  readonly #nulls = new Nulls();
  readonly #convert: ToBytes;
  #heap = Buffer.allocUnsafe(32_768);
  #used = 0;
  #inline = 0;
  bytes = 0;
  /** True once a text held U+FFFD: then the file's bytes may not have been UTF-8, which the binding replaces silently. */
  suspicious = false;

  constructor(convert: ToBytes) {
    this.#convert = convert;
  }

  put(row: number, value: StoredValue): void {
    if (value === null) {
      this.#nulls.set(row);
      return;
    }
    const kept = this.#convert(value);
    if (typeof kept === 'string') this.#putText(row, kept);
    else this.#putBytes(row, kept);
  }

  take(rows: number): StringColumn {
    this.bytes = this.#used + this.#inline;
    const column: StringColumn = {
      layout: 'string',
      entries: this.#entries.subarray(0, rows * 16),
      heap: this.#heap,
      heapLength: this.#used,
      validity: this.#nulls.take(),
    };
    this.#used = 0;
    this.#inline = 0;
    return column;
  }

  #putText(row: number, text: string): void {
    if (text.length <= INLINE && this.#putAscii(row, text)) return;
    if (text.includes('\uFFFD')) this.suspicious = true;
    this.#reserve(text.length * 3);
    this.#entry(row, this.#heap.write(text, this.#used, 'utf8'));
  }

  #putBytes(row: number, bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#heap.set(bytes, this.#used);
    this.#entry(row, bytes.length);
  }

  /** The common case without an encoder: short and ASCII. False where it is not. */
  #putAscii(row: number, text: string): boolean {
    const at = row * 16;
    const entries = this.#entries;
    const length = text.length;
    for (let index = 0; index < length; index += 1) {
      const unit = text.charCodeAt(index);
      if (unit > 127) return false;
      entries[at + 4 + index] = unit;
    }
    entries.fill(0, at + 4 + length, at + 16);
    this.#view.setUint32(at, length, true);
    this.#inline += length;
    return true;
  }

  /** The entry of the `length` bytes that were just written at the heap's end. */
  #entry(row: number, length: number): void {
    const at = row * 16;
    const start = this.#used;
    this.#view.setUint32(at, length, true);
    if (length <= INLINE) {
      this.#entries.fill(0, at + 4, at + 16);
      this.#entries.set(this.#heap.subarray(start, start + length), at + 4);
      this.#inline += length;
      return;
    }
    this.#entries.set(this.#heap.subarray(start, start + 4), at + 4);
    this.#view.setUint32(at + 8, start, true);
    this.#view.setUint32(at + 12, 0, true);
    this.#used = start + length;
  }

  #reserve(bytes: number): void {
    const needed = this.#used + bytes;
    if (needed <= this.#heap.length) return;
    const grown = Buffer.allocUnsafe(Math.max(needed, this.#heap.length * 2));
    this.#heap.copy(grown, 0, 0, this.#used);
    this.#heap = grown;
  }
}
