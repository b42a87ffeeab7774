import type { CellText } from '../breadth/table.ts';
import { type Columns, oneOf, withEnds } from './table-maker.ts';

/** What a source calls the types. */
interface WideTypes {
  readonly small: string;
  readonly big: string;
  /** DECIMAL(38,10); null where the source keeps no such digits. */
  readonly decimal: string | null;
  readonly double: string;
  readonly timestamp: string;
}

export const WIDE_POSTGRES: WideTypes = {
  small: 'smallint',
  big: 'bigint',
  decimal: 'numeric(38,10)',
  double: 'double precision',
  timestamp: 'timestamp',
};
export const WIDE_MARIADB: WideTypes = {
  small: 'smallint',
  big: 'bigint',
  decimal: 'decimal(38,10)',
  double: 'double',
  timestamp: 'datetime(6)',
};
export const WIDE_DUCKDB: WideTypes = {
  small: 'SMALLINT',
  big: 'BIGINT',
  decimal: 'DECIMAL(38,10)',
  double: 'DOUBLE',
  timestamp: 'TIMESTAMP',
};
export const WIDE_SQLITE: WideTypes = {
  small: 'INTEGER',
  big: 'INTEGER',
  decimal: null,
  double: 'REAL',
  timestamp: 'TIMESTAMP',
};

const NINES = '9'.repeat(28);
const SMALL = ['32767', '-32768', '0', '-1', '1'];
const BIG = ['9223372036854775807', '-9223372036854775808', '9007199254740993', '9007199254740992', '0'];
const TENTHS = [`${NINES}.9999999999`, `-${NINES}.9999999999`, '0.0000000001', '-0.0000000001', '0'];
const DOUBLES = [
  '0',
  '1.7976931348623157e308',
  '-1.7976931348623157e308',
  '2.2250738585072014e-308',
  '5e-324',
  '0.1',
  '9007199254740993',
  '0.30000000000000004',
  '0.3',
];
const DAYS = ['0001-01-01', '9999-12-31', '1582-10-15', '1582-10-04', '1970-01-01', '2000-02-29'];
const MOMENTS = [
  '0001-01-01 00:00:00',
  '9999-12-31 23:59:59.999999',
  '1969-12-31 23:59:59.999999',
  '1970-01-01 00:00:00',
  '2024-02-29 12:00:00.5',
];

/** Columns of the ends of types, named so that random queries take care not to overflow them. */
export function wideColumns(types: WideTypes): Columns {
  const sqlite = types === WIDE_SQLITE;
  // SQLite and MariaDB keep no negative zero; SQLite takes numbers for what they are given as.
  const doubles = sqlite || types === WIDE_MARIADB ? DOUBLES : [...DOUBLES, '-0'];
  const number = (text: string): CellText => (sqlite ? { native: Number(text), duck: text } : text);
  const integer = (text: string): CellText => (sqlite ? { native: text, duck: text } : text);
  const { decimal } = types;
  return [
    ['wide_s', types.small, sqlite ? 'BIGINT' : 'SMALLINT', oneOf(SMALL.map(integer))],
    ['wide_b', types.big, 'BIGINT', oneOf(BIG.map(integer))],
    ...(decimal === null ? [] : [['wide_n', decimal, 'DECIMAL(38,10)', oneOf(TENTHS)] as const]),
    ['wide_x', types.double, 'DOUBLE', oneOf(doubles.map(number))],
    ['day', sqlite ? 'DATE' : 'date', 'DATE', withEnds(oneOf(['2024-01-31', '2024-02-28']), DAYS, 0.6)],
    ['at', types.timestamp, 'TIMESTAMP', withEnds(oneOf(['2024-01-31 10:00:00']), MOMENTS, 0.7)],
  ];
}
