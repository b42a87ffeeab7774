import type { FixedColumn } from '../../engine/spi/column-batch.ts';
import { BATCH_ROWS } from '../../engine/spi/column-batch.ts';
import type { ColumnWriter, StoredValue } from './column-writer.ts';
import { Nulls } from './column-writer.ts';
import { Misfit } from './misfit.ts';

/** Stores one value that is not NULL at its row, or throws `Misfit`. */
export type Store = (row: number, value: Exclude<StoredValue, null>) => void;

/** A column of fixed width over one typed array. */
export class FixedWriter implements ColumnWriter {
  readonly #data: Uint8Array;
  readonly #width: number;
  readonly #store: Store;
  readonly #nulls = new Nulls();
  bytes = 0;

  constructor(data: ArrayBufferView, store: Store) {
    this.#data = new Uint8Array(data.buffer);
    this.#width = this.#data.byteLength / BATCH_ROWS;
    this.#store = store;
  }

  put(row: number, value: StoredValue): void {
    if (value === null) this.#nulls.set(row);
    else this.#store(row, value);
  }

  take(rows: number): FixedColumn {
    this.bytes = rows * this.#width;
    return { layout: 'fixed', data: this.#data.subarray(0, this.bytes), validity: this.#nulls.take() };
  }
}

interface IntegerRange {
  readonly array: {
    new (length: number): Int8Array | Uint8Array | Int16Array | Uint16Array | Int32Array | Uint32Array;
  };
  readonly low: bigint;
  readonly high: bigint;
}

/** Integers of at most 32 bits. */
export const NARROW_INTEGERS: Readonly<Record<string, IntegerRange>> = {
  TINYINT: { array: Int8Array, low: -128n, high: 127n },
  UTINYINT: { array: Uint8Array, low: 0n, high: 255n },
  SMALLINT: { array: Int16Array, low: -32768n, high: 32767n },
  USMALLINT: { array: Uint16Array, low: 0n, high: 65535n },
  INTEGER: { array: Int32Array, low: -2147483648n, high: 2147483647n },
  UINTEGER: { array: Uint32Array, low: 0n, high: 4294967295n },
};

export function narrowIntegerWriter(range: IntegerRange): FixedWriter {
  const data = new range.array(BATCH_ROWS);
  return new FixedWriter(data, (row, value) => {
    if (typeof value !== 'bigint' || value < range.low || value > range.high) throw new Misfit();
    data[row] = Number(value);
  });
}

/** BIGINT holds every integer of SQLite; UBIGINT those that are not negative. */
export function bigintWriter(signed: boolean): FixedWriter {
  const data = new BigInt64Array(BATCH_ROWS);
  return new FixedWriter(data, (row, value) => {
    if (typeof value !== 'bigint' || (!signed && value < 0n)) throw new Misfit();
    data[row] = value;
  });
}

/** HUGEINT, and DECIMAL of more than 18 digits: two words, the low one first. */
export function wideWriter(toInteger: (value: Exclude<StoredValue, null>) => bigint): FixedWriter {
  const data = new BigInt64Array(BATCH_ROWS * 2);
  return new FixedWriter(data, (row, value) => {
    const whole = toInteger(value);
    data[row * 2] = BigInt.asIntN(64, whole);
    data[row * 2 + 1] = whole >> 64n;
  });
}

/** SQLite has no booleans: 0 and 1 are meant. */
export function booleanWriter(): FixedWriter {
  const data = new Uint8Array(BATCH_ROWS);
  return new FixedWriter(data, (row, value) => {
    if (value !== 0n && value !== 1n) throw new Misfit();
    data[row] = Number(value);
  });
}

/** Reals as they are; integers where a DOUBLE holds them exactly. */
export function doubleWriter(): FixedWriter {
  const data = new Float64Array(BATCH_ROWS);
  return new FixedWriter(data, (row, value) => {
    data[row] = exactDouble(value);
  });
}

/** FLOAT, where the value is one. */
export function floatWriter(): FixedWriter {
  const data = new Float32Array(BATCH_ROWS);
  return new FixedWriter(data, (row, value) => {
    const double = exactDouble(value);
    if (Math.fround(double) !== double && !Number.isNaN(double)) throw new Misfit();
    data[row] = double;
  });
}

function exactDouble(value: Exclude<StoredValue, null>): number {
  if (typeof value === 'number') return value;
  if (typeof value !== 'bigint' || BigInt(Number(value)) !== value) throw new Misfit();
  return Number(value);
}
