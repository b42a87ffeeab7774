import duckdb from '@duckdb/node-bindings';
import { AtollError } from '../errors/atoll-error.ts';
import { BATCH_ROWS, type FixedColumn, type StringColumn, type Validity } from '../spi/column-batch.ts';

const ENTRY_BYTES = 16;
/** Strings up to this length stand in their entry; longer ones point into the heap. */
const INLINE_BYTES = 12;

/** Copies values of fixed width into a vector of a chunk that was reset; `width` is in bytes. */
export function copyFixed(vector: duckdb.Vector, column: FixedColumn, rows: number, width: number): void {
  const bytes = rows * width;
  if (column.data.byteLength < bytes) throw tooShort(column.data.byteLength, bytes);
  duckdb.copy_data_to_vector(vector, 0, bufferOf(column.data), column.data.byteOffset, bytes);
  copyValidity(vector, column.validity, rows);
}

/**
 * Copies VARCHAR and BLOB values: the whole heap becomes one string that the vector owns, and the entries of long
 * values get that string's address added to their offset. The entries are patched in a scratch copy, so that the
 * connector's buffer stays as it was.
 */
export class StringCopier {
  readonly #bytes = new Uint8Array(BATCH_ROWS * ENTRY_BYTES);
  readonly #words = new Uint32Array(this.#bytes.buffer);

  copy(vector: duckdb.Vector, column: StringColumn, rows: number): void {
    const bytes = rows * ENTRY_BYTES;
    if (column.entries.byteLength < bytes) throw tooShort(column.entries.byteLength, bytes);
    this.#bytes.set(column.entries.subarray(0, bytes));
    if (column.heapLength > 0) this.#point(rows, heapAddress(vector, column));
    duckdb.copy_data_to_vector(vector, 0, this.#bytes.buffer, 0, bytes);
    copyValidity(vector, column.validity, rows);
  }

  /** Adds a 64-bit address to the offsets of long values, in 32-bit halves: BigInt would cost ten times as much. */
  #point(rows: number, address: readonly [low: number, high: number]): void {
    const [low, high] = address;
    const words = this.#words;
    for (let at = 0; at < rows * 4; at += 4) {
      if ((words[at] ?? 0) <= INLINE_BYTES) continue;
      const sum = (words[at + 2] ?? 0) + low;
      words[at + 2] = sum;
      words[at + 3] = (words[at + 3] ?? 0) + high + (sum > 0xffffffff ? 1 : 0);
    }
  }
}

function heapAddress(vector: duckdb.Vector, column: StringColumn): readonly [number, number] {
  duckdb.vector_assign_string_element_len(vector, 0, column.heap.subarray(0, column.heapLength));
  const slot = duckdb.vector_get_data(vector, ENTRY_BYTES);
  const view = new DataView(slot.buffer, slot.byteOffset, ENTRY_BYTES);
  // DuckDB takes invalid UTF-8 for an empty string without a word.
  if (view.getUint32(0, true) !== column.heapLength || column.heapLength <= INLINE_BYTES) {
    throw new AtollError('value-misfit', 'A text value is not valid UTF-8.');
  }
  return [view.getUint32(8, true), view.getUint32(12, true)];
}

function copyValidity(vector: duckdb.Vector, validity: Validity, rows: number): void {
  if (validity === null) return;
  const bytes = Math.ceil(rows / 64) * 8;
  if (validity.byteLength < bytes) throw tooShort(validity.byteLength, bytes);
  duckdb.vector_ensure_validity_writable(vector);
  duckdb.copy_data_to_vector_validity(vector, 0, bufferOf(validity), validity.byteOffset, bytes);
}

/** The binding copies from ArrayBuffers only; shared memory is not one. */
function bufferOf(view: Uint8Array | BigUint64Array): ArrayBuffer {
  if (view.buffer instanceof ArrayBuffer) return view.buffer;
  throw new TypeError('A column buffer must not be shared memory.');
}

function tooShort(has: number, needs: number): Error {
  return new RangeError(`A column buffer has ${has} bytes where its rows need ${needs}.`);
}
