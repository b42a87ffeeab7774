import { tableFromIPC } from 'apache-arrow';
import { describe, expect, test } from 'vitest';
import { type ValuePage, valuePage } from '../../../../e2e/fixtures/value-page.ts';
import { valueReader } from './value-text.ts';

/** Every type that a result may have, each with edges, NULL, and what stands inside of others. */
const COLUMNS: readonly (readonly string[])[] = [
  ['true', 'false'],
  ['(-128)::TINYINT', '127::TINYINT'],
  ['(-32768)::SMALLINT', '32767::SMALLINT'],
  ['(-2147483648)::INTEGER', '7::INTEGER'],
  ['9007199254740993::BIGINT', '(-9007199254740991)::BIGINT'],
  ['255::UTINYINT', '0::UTINYINT'],
  ['65535::USMALLINT', '1::USMALLINT'],
  ['4294967295::UINTEGER', '1::UINTEGER'],
  ['18446744073709551615::UBIGINT', '5::UBIGINT'],
  ["'170141183460469231731687303715884105727'::HUGEINT", '(-5)::HUGEINT'],
  ["'340282366920938463463374607431768211455'::UHUGEINT", '5::UHUGEINT'],
  ['-1.50::DECIMAL(4,2)', '0.07::DECIMAL(4,2)'],
  ['99999999999999999999999999999999999999::DECIMAL(38,0)', '-1::DECIMAL(38,0)'],
  ["'-0.00000000000000000000000000000000000001'::DECIMAL(38,38)", '0::DECIMAL(38,38)'],
  ['0.1::FLOAT', "'-inf'::FLOAT"],
  ['1e21::DOUBLE', "'-0.0'::DOUBLE"],
  ["'nan'::DOUBLE", '0.1::DOUBLE + 0.2::DOUBLE'],
  ["''", '\'é, "q" 漢 😀\' || chr(10) || chr(27)'],
  ["'\\xAA\\x00\\xFF'::BLOB", "''::BLOB"],
  ["'0101'::BIT", "'1'::BIT"],
  ["'b0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::UUID", "'00000000-0000-0000-0000-000000000000'::UUID"],
  ['\'{"a": 1.0}\'::JSON', "'[]'::JSON"],
  ["'x'::ENUM('x', 'y,(')", "'y,('::ENUM('x', 'y,(')"],
  ["DATE '2026-07-01'", "DATE '0044-03-15 (BC)'"],
  ["'infinity'::DATE", "'-infinity'::DATE"],
  ["TIME '09:30:00.000001'", "TIME '24:00:00'"],
  ["'09:30:00+02:00'::TIMETZ", "'23:59:59.5-03:30'::TIMETZ"],
  ["TIMESTAMP '1969-12-31 23:59:59.999999'", "'infinity'::TIMESTAMP"],
  ["'2026-07-01 09:30:00'::TIMESTAMP_S", "'1900-01-01 00:00:00'::TIMESTAMP_S"],
  ["'2026-07-01 09:30:00.001'::TIMESTAMP_MS", "'1900-01-01 00:00:00.999'::TIMESTAMP_MS"],
  ["'2026-07-01 09:30:00.000000001'::TIMESTAMP_NS", "'1900-01-01 00:00:00.999999999'::TIMESTAMP_NS"],
  ["'2026-03-29 00:59:59.5+02'::TIMESTAMPTZ", "'-infinity'::TIMESTAMPTZ"],
  ["INTERVAL '1 year 2 months -3 days 4 hours 5 minutes 6.5 seconds'", "INTERVAL '-1 microsecond'"],
  ["INTERVAL '0 days'", "INTERVAL '-14 months'"],
  ['[1, NULL, 9007199254740993]', '[]::BIGINT[]'],
  ["['a', NULL, '']", '[]::VARCHAR[]'],
  ["[[5::HUGEINT], ['9007199254740993'::HUGEINT]]", 'NULL'],
  ['[1.5, 2.5]::DECIMAL(3,1)[2]', '[NULL, 0]::DECIMAL(3,1)[2]'],
  ["{'a b': 1, 'c\"d': [DATE '2026-07-01'], 'n': {'d': 'nan'::DOUBLE}}", 'NULL'],
  ["map{'k': 1::UHUGEINT, 'l': NULL}", 'map{}::MAP(VARCHAR, UHUGEINT)'],
  ['union_value(n := 1)::UNION(n INTEGER, t VARCHAR)', "union_value(t := 'x')::UNION(n INTEGER, t VARCHAR)"],
  ["{'u': union_value(n := 1)::UNION(n INTEGER, t VARCHAR), 'b': true}", 'NULL'],
  ["['\\x00'::BLOB]", "[INTERVAL '1 day']::VARCHAR[]::BLOB[]"],
];

function rowOf(at: number): string {
  return `SELECT ${COLUMNS.map((values, column) => `${values[at] ?? 'NULL'} AS c${column}`).join(', ')}`;
}

function textsOf(page: ValuePage): (string | null)[][] {
  const table = tableFromIPC(page.arrow);
  const readers = page.types.map((type, at) => {
    const [data] = table.getChildAt(at)?.data ?? [];
    return data === undefined ? () => 'no data' : valueReader(data, type);
  });
  return Array.from({ length: page.rows }, (_, row) => readers.map((read) => read(row)));
}

/** A value of the command line's JSON as the text of a cell. */
function cellOf(value: unknown): string | null {
  return value === null || typeof value === 'string' ? value : JSON.stringify(value);
}

describe('cells agree with the JSON of the command line', () => {
  test('for every type', async () => {
    const sql = `${rowOf(0)} UNION ALL ${rowOf(1)} UNION ALL ${rowOf(2)}`;
    const page = await valuePage(sql);
    expect(page.printed).toHaveLength(3);
    expect(textsOf(page)).toEqual(page.printed.map((row) => row.map(cellOf)));
  });
});
