import type { Collation } from '../../../engine/types/catalog.ts';
import type { DataType, ScalarTypeId } from '../../../engine/types/data-type.ts';
import type { TimeForm } from '../fields.ts';

/** A column as information_schema has it. */
export interface NativeColumn {
  /** The type's bare name, such as `int`. */
  readonly dataType: string;
  /** The whole type, such as `int(10) unsigned`. */
  readonly columnType: string;
  readonly precision: number;
  readonly scale: number;
  /** MariaDB's JSON: a text with a check. */
  readonly json: boolean;
}

const INTEGERS: Readonly<Record<string, readonly [signed: ScalarTypeId, unsigned: ScalarTypeId]>> = {
  tinyint: ['TINYINT', 'UTINYINT'],
  smallint: ['SMALLINT', 'USMALLINT'],
  mediumint: ['INTEGER', 'UINTEGER'],
  int: ['INTEGER', 'UINTEGER'],
  bigint: ['BIGINT', 'UBIGINT'],
};

const SCALARS: Readonly<Record<string, ScalarTypeId>> = {
  float: 'FLOAT',
  double: 'DOUBLE',
  date: 'DATE',
  datetime: 'TIMESTAMP',
  timestamp: 'TIMESTAMP WITH TIME ZONE',
  year: 'SMALLINT',
  uuid: 'UUID',
  binary: 'BLOB',
  varbinary: 'BLOB',
  tinyblob: 'BLOB',
  blob: 'BLOB',
  mediumblob: 'BLOB',
  longblob: 'BLOB',
  vector: 'BLOB',
  geometry: 'BLOB',
  point: 'BLOB',
  linestring: 'BLOB',
  polygon: 'BLOB',
  multipoint: 'BLOB',
  multilinestring: 'BLOB',
  multipolygon: 'BLOB',
  geometrycollection: 'BLOB',
  geomcollection: 'BLOB',
};

const TIMES: Readonly<Record<TimeForm, DataType>> = {
  time: { id: 'TIME' },
  interval: { id: 'INTERVAL' },
  text: { id: 'VARCHAR' },
};

const MAX_DIGITS = 38;

/** The DuckDB type of a native one. Types that have no counterpart (ENUM, SET, addresses…) arrive as text. */
export function arrivingType(column: NativeColumn, time: TimeForm): DataType {
  const { dataType, columnType, precision, scale } = column;
  const integer = INTEGERS[dataType];
  if (integer !== undefined) return { id: integer[/\bunsigned\b/.test(columnType) ? 1 : 0] };
  const scalar = SCALARS[dataType];
  if (scalar !== undefined) return { id: scalar };
  if (dataType === 'json' || column.json) return { id: 'VARCHAR', alias: 'JSON' };
  if (dataType === 'decimal' && precision <= MAX_DIGITS) return { id: 'DECIMAL', width: precision, scale };
  if (dataType === 'bit') return precision === 1 ? { id: 'BOOLEAN' } : { id: 'UBIGINT' };
  if (dataType === 'time') return TIMES[time];
  return { id: 'VARCHAR' };
}

/** Types whose columns may hold what their DuckDB type does not: zero dates, and times of more than a day. */
const LOOSE: ReadonlySet<string> = new Set(['date', 'datetime', 'timestamp', 'time']);

export function isEnforced(dataType: string): boolean {
  return !LOOSE.has(dataType);
}

const CHARACTERS: ReadonlySet<string> = new Set([
  'char',
  'varchar',
  'tinytext',
  'text',
  'mediumtext',
  'longtext',
]);

/** Binary collations that do not pad: all others take `'a'` and `'a '` for the same, if not `'A'` too. */
const BYTES = /_(0900|nopad)_bin$/;
/** Of those, the ones in which the order of code points is that of bytes in UTF-8. */
const ORDERED = /^(utf8|utf8mb3|utf8mb4|ascii)_/;

/** How a column's text compares at its server; null for what does not arrive as text, and for JSON. */
export function collationOf(
  { dataType }: NativeColumn,
  type: DataType,
  name: string | null,
): Collation | null {
  if (type.id !== 'VARCHAR' || type.alias !== undefined) return null;
  if (name === null || !CHARACTERS.has(dataType)) {
    return { name: name ?? dataType, equalityIsBytes: false, orderIsBytes: false, padded: false };
  }
  const bytes = BYTES.test(name);
  return {
    name,
    equalityIsBytes: bytes,
    orderIsBytes: bytes && ORDERED.test(name),
    padded: dataType === 'char',
  };
}
