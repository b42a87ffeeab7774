import type { DataType } from './data-type.ts';

/**
 * A constant as plain data that survives JSON and a process border without loss. Scalars are the text that
 * `CAST('…' AS type)` of DuckDB turns into exactly that value: integers and decimals in digits, doubles as the
 * shortest text that reads back the same (`NaN`, `Infinity`, `-Infinity`), dates and times in ISO form,
 * BLOB as upper-case hexadecimal digits (two a byte, no prefix). A nested value is the list of its parts:
 * LIST and ARRAY by element, STRUCT by field, MAP as alternating key and value, UNION as [tag, value].
 */
export type LiteralValue = null | string | readonly LiteralValue[];

/** A typed constant. */
export interface TypedLiteral {
  readonly type: DataType;
  readonly value: LiteralValue;
}
