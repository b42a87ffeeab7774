/**
 * The values that a stored result gives, by their DuckDB type. NULL is null everywhere. BOOLEAN is a boolean;
 * integers up to 32 bits, FLOAT and DOUBLE are numbers; BIGINT, UBIGINT, HUGEINT, UHUGEINT and BIGNUM are bigints;
 * VARCHAR and ENUM are strings. All others are the shapes below.
 */
export interface StoredDecimal {
  /** Unscaled. */
  readonly value: bigint;
  readonly scale: number;
}

/** DATE: days since 1970-01-01; the greatest 32-bit number and its negative stand for the infinities. */
export interface StoredDate {
  readonly days: number;
}

/** TIME, TIMESTAMP, TIMESTAMP WITH TIME ZONE: microseconds since midnight or since 1970-01-01 UTC. */
export interface StoredMicros {
  readonly micros: bigint;
}

/** TIMESTAMP_S. */
export interface StoredSeconds {
  readonly seconds: bigint;
}

/** TIMESTAMP_MS. */
export interface StoredMillis {
  readonly millis: bigint;
}

/** TIME_NS, TIMESTAMP_NS. */
export interface StoredNanos {
  readonly nanos: bigint;
}

/** TIME WITH TIME ZONE: local time, and seconds east of UTC. */
export interface StoredTimeTz extends StoredMicros {
  readonly offset: number;
}

export interface StoredInterval {
  readonly months: number;
  readonly days: number;
  readonly micros: bigint;
}

export interface StoredBlob {
  readonly bytes: Uint8Array;
}

/** LIST and ARRAY. */
export interface StoredItems {
  readonly items: readonly unknown[];
}

/** STRUCT: fields by `structKey`. */
export interface StoredStruct {
  readonly entries: Readonly<Record<string, unknown>>;
}

export interface StoredMap {
  readonly entries: readonly { readonly key: unknown; readonly value: unknown }[];
}

export interface StoredUnion {
  readonly tag: string;
  readonly value: unknown;
}
