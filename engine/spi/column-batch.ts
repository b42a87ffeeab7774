/** Rows of one batch at most: DuckDB's vector size. */
export const BATCH_ROWS = 2048;

/**
 * Up to BATCH_ROWS rows, column by column, in the memory layout of DuckDB's vectors, so that staging copies whole
 * buffers. Buffers belong to the reader of the batch until it asks for the next one; then they may be reused.
 */
export interface ColumnBatch {
  readonly rows: number;
  readonly columns: readonly ColumnBuffer[];
  /** Bytes that came over the wire (or from the file) for these rows. */
  readonly bytes: number;
}

export type ColumnBuffer = FixedColumn | StringColumn | ValueColumn;

/**
 * Bit i (least significant first) of the little-endian words is 1 where row i is not NULL; null where no row is.
 * At least `ceil(rows / 64)` words.
 */
export type Validity = BigUint64Array | null;

/**
 * Values of fixed width, little-endian: BOOLEAN 1 byte; integers by their width; HUGEINT and UUID 16 bytes (UUID with
 * DuckDB's flipped top bit); FLOAT 4, DOUBLE 8; DECIMAL as int16, int32, int64 or int128 of the unscaled value by
 * width (up to 4, 9, 18, 38 digits); DATE int32 days since 1970; TIME int64 µs; TIME WITH TIME ZONE uint64
 * (µs << 24 | 57599 − offset seconds); TIMESTAMP variants int64 in their unit; INTERVAL {int32 months, int32 days,
 * int64 µs}; ENUM as uint8, uint16 or uint32 by the number of values. What stands where a row is NULL does not matter.
 */
export interface FixedColumn {
  readonly layout: 'fixed';
  readonly data: Uint8Array;
  readonly validity: Validity;
}

/**
 * VARCHAR (UTF-8, valid) and BLOB. 16 bytes a row: uint32 length, then up to 12 bytes in place with zeros after them;
 * longer values have 4 bytes of prefix and a uint64 offset into `heap`, to which staging adds the heap's address.
 */
export interface StringColumn {
  readonly layout: 'string';
  readonly entries: Uint8Array;
  readonly heap: Uint8Array;
  /** Bytes of `heap` in use. */
  readonly heapLength: number;
  readonly validity: Validity;
}

/**
 * The slow form, for nested types and rare ones: one JavaScript value a row, null for NULL. Scalars as the text that
 * DuckDB casts to the column's type (`LiteralValue`), lists as arrays of such.
 */
export interface ValueColumn {
  readonly layout: 'values';
  readonly values: readonly (null | string | readonly unknown[])[];
}
