import type { DataType, ScalarTypeId } from '../types/data-type.ts';

const WIDTHS: Partial<Record<ScalarTypeId, number>> = {
  BOOLEAN: 1,
  TINYINT: 1,
  UTINYINT: 1,
  SMALLINT: 2,
  USMALLINT: 2,
  // A column of bare NULLs is a column of INTEGER to DuckDB.
  NULL: 4,
  INTEGER: 4,
  UINTEGER: 4,
  FLOAT: 4,
  DATE: 4,
  BIGINT: 8,
  UBIGINT: 8,
  DOUBLE: 8,
  TIME: 8,
  TIME_NS: 8,
  'TIME WITH TIME ZONE': 8,
  TIMESTAMP: 8,
  TIMESTAMP_S: 8,
  TIMESTAMP_MS: 8,
  TIMESTAMP_NS: 8,
  'TIMESTAMP WITH TIME ZONE': 8,
  HUGEINT: 16,
  UHUGEINT: 16,
  UUID: 16,
  INTERVAL: 16,
};

/** Bytes that one value takes in a vector of the `fixed` layout. Throws for types that have no such layout. */
export function fixedWidth(type: DataType): number {
  if (type.id === 'DECIMAL') return decimalWidth(type.width);
  if (type.id === 'ENUM') return enumWidth(type.values.length);
  const scalars: Partial<Record<string, number>> = WIDTHS;
  const width = scalars[type.id];
  if (width === undefined) throw new TypeError(`Values of ${type.id} have no fixed width.`);
  return width;
}

function decimalWidth(digits: number): number {
  if (digits <= 4) return 2;
  if (digits <= 9) return 4;
  return digits <= 18 ? 8 : 16;
}

/** DuckDB's rule: 255 values are the most that one byte takes. */
function enumWidth(values: number): number {
  if (values <= 0xff) return 1;
  return values <= 0xffff ? 2 : 4;
}
