import type { DataType } from '../types/data-type.ts';
import type { ColumnEstimate } from './column-estimate.ts';

/** PostgreSQL's guess for text of unbounded length (get_typavgwidth). */
const TEXT_BYTES = 32;
/** A list has some elements. */
const LIST_ELEMENTS = 4;

const WIDTHS: Readonly<Record<string, number>> = {
  NULL: 1,
  BOOLEAN: 1,
  TINYINT: 1,
  UTINYINT: 1,
  SMALLINT: 2,
  USMALLINT: 2,
  INTEGER: 4,
  UINTEGER: 4,
  FLOAT: 4,
  DATE: 4,
  HUGEINT: 16,
  UHUGEINT: 16,
  UUID: 16,
  INTERVAL: 16,
  BIGNUM: 16,
  ENUM: 8,
  VARCHAR: TEXT_BYTES,
  BLOB: TEXT_BYTES,
  BIT: TEXT_BYTES,
};

/** Mean bytes of a column's values: as its source counts them, else by the type; NULLs have none. */
export function columnBytes(column: ColumnEstimate | null, type: DataType): number {
  const width = column?.averageBytes ?? typeBytes(type);
  return width * (1 - (column?.nulls ?? 0));
}

/** Bytes of one value of a type, of text a guess. */
export function typeBytes(type: DataType): number {
  switch (type.id) {
    case 'DECIMAL':
      return type.width <= 18 ? 8 : 16;
    case 'LIST':
      return LIST_ELEMENTS * typeBytes(type.child);
    case 'ARRAY':
      return type.size * typeBytes(type.child);
    case 'STRUCT':
      return type.fields.reduce((sum, field) => sum + typeBytes(field.type), 0);
    case 'MAP':
      return LIST_ELEMENTS * (typeBytes(type.key) + typeBytes(type.value));
    case 'UNION':
      return 1 + Math.max(0, ...type.members.map((member) => typeBytes(member.type)));
    default:
      return WIDTHS[type.id] ?? 8;
  }
}
