import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { typeToSql } from '../../types/data-type.ts';
import type { TypedLiteral } from '../../types/literal.ts';
import { parseExact } from '../exact-json.ts';
import { readLiteral } from '../read-literal.ts';
import { Conformance } from './conformance.fixture.ts';

/** Constants of every type as users write them; each is proven alone and within a list or struct where it can be. */
const CONSTANTS = [
  'true',
  'false',
  'NULL',
  '1',
  '-1',
  '0',
  '127::TINYINT',
  '(-128)::TINYINT',
  '32767::SMALLINT',
  '2147483647',
  '2147483648',
  '-9223372036854775808',
  '9007199254740993',
  '9223372036854775807',
  '170141183460469231731687303715884105727',
  '(-170141183460469231731687303715884105727)::HUGEINT',
  '255::UTINYINT',
  '65535::USMALLINT',
  '4294967295::UINTEGER',
  '18446744073709551615::UBIGINT',
  '340282366920938463463374607431768211455::UHUGEINT',
  '1.5',
  '-0.005',
  '0.10',
  '12345678901234567890.123456789',
  '99999999999999999999999999999999999999',
  '1.10::DECIMAL(38,10)',
  '-0.5::DECIMAL(4,4)',
  '1e10',
  '-1.5e-300',
  '1e308',
  "'nan'::DOUBLE",
  "'inf'::DOUBLE",
  "'-inf'::FLOAT",
  '-0.0::DOUBLE',
  '0.1::FLOAT',
  '0.1::DOUBLE',
  '1e-45::FLOAT',
  "''",
  "'it''s'",
  "'tab\tnew\nline'",
  "'Ω ☃ 😀'",
  "'back\\slash'",
  "E'a\\nb'",
  "$$dollar 'quoted'$$",
  "'%_'",
  "chr(0) || 'x'",
  "'\\x00\\xFF'::BLOB",
  "''::BLOB",
  "'abc'::BLOB",
  "'c6ea5dd4-6b1a-4b2a-9d0a-6b1a4b2a9d0a'::UUID",
  "'00000000-0000-0000-0000-000000000000'::UUID",
  "'ffffffff-ffff-ffff-ffff-ffffffffffff'::UUID",
  "'low'::ENUM('low', 'high')",
  "DATE '2020-02-29'",
  "DATE '0001-01-01'",
  "DATE '9999-12-31'",
  "'infinity'::DATE",
  "'-infinity'::DATE",
  "DATE '0044-03-15 (BC)'",
  "TIME '00:00:00'",
  "TIME '23:59:59.999999'",
  "TIME '24:00:00'",
  "'12:00:00.123456789'::TIME_NS",
  "'12:00:00+03:30'::TIMETZ",
  "TIMESTAMP '1969-12-31 23:59:59.999999'",
  "TIMESTAMP '2020-02-29 12:34:56.5'",
  "'infinity'::TIMESTAMP",
  "TIMESTAMPTZ '2020-02-29 12:34:56+02'",
  "TIMESTAMP_S '2020-01-01 00:00:01'",
  "TIMESTAMP_MS '2020-01-01 00:00:01.5'",
  "TIMESTAMP_NS '2020-01-01 00:00:01.123456789'",
  "TIMESTAMP '0044-03-15 (BC) 10:00:00'",
  'INTERVAL 3 DAY',
  "INTERVAL '1 year 2 months 3 days 04:05:06.789'",
  "INTERVAL '-1 month 5 days'",
  "INTERVAL '1' QUARTER",
  "'101'::BIT",
  '12345678901234567890123::BIGNUM',
  '[1, 2, NULL]',
  '[]',
  "['a', NULL]",
  '[[1], [], NULL]',
  '[1.5, 2]',
  "{'a': 1, 'b': NULL}",
  "{'a': {'b': [DATE '2020-01-01']}}",
  "MAP {'k': 1, 'l': NULL}",
  'MAP {}',
  '[1, 2]::INTEGER[2]',
  "union_value(k := 'x')",
  '\'{"a": [1]}\'::JSON',
  'NULL::INTEGER[]',
  'NULL::STRUCT(a INTEGER)',
  '1_000_000',
  "'2020-01-01'",
  "DATE '2020-01-01' + INTERVAL 1 MONTH",
  "CAST('12' AS INTEGER) + 1",
  "TRY_CAST('x' AS INTEGER)",
];

/** As `json_serialize_plan` writes folded constants (DuckDB 1.5.6), and the text of the literal that each becomes. */
const SERIALISED: readonly (readonly [string, TypedLiteral['value']])[] = [
  ['{"type":{"id":"HUGEINT"},"is_null":false,"value":{"upper":-1,"lower":18446744073709551613}}', '-3'],
  [
    '{"type":{"id":"UHUGEINT"},"is_null":false,"value":{"upper":18446744073709551615,"lower":18446744073709551615}}',
    '340282366920938463463374607431768211455',
  ],
  [
    '{"type":{"id":"DECIMAL","type_info":{"type":"DECIMAL_TYPE_INFO","alias":"","width":30,"scale":2}},"is_null":false,"value":{"upper":-1,"lower":18446744073709550382}}',
    '-12.34',
  ],
  [
    '{"type":{"id":"DECIMAL","type_info":{"type":"DECIMAL_TYPE_INFO","alias":"","width":4,"scale":3}},"is_null":false,"value":-5}',
    '-0.005',
  ],
  ['{"type":{"id":"DATE"},"is_null":false,"value":18262}', '2020-01-01'],
  ['{"type":{"id":"DATE"},"is_null":false,"value":2147483647}', 'infinity'],
  ['{"type":{"id":"TIME"},"is_null":false,"value":45296500000}', '12:34:56.5'],
  [
    '{"type":{"id":"TIMESTAMP_NS"},"is_null":false,"value":1577836800000000001}',
    '2020-01-01 00:00:00.000000001',
  ],
  ['{"type":{"id":"TIMESTAMP"},"is_null":false,"value":-1}', '1969-12-31 23:59:59.999999'],
  [
    '{"type":{"id":"TIMESTAMP WITH TIME ZONE"},"is_null":false,"value":1577836800000000}',
    '2020-01-01 00:00:00+00',
  ],
  [
    '{"type":{"id":"INTERVAL"},"is_null":false,"value":{"months":1,"days":2,"micros":-3000000}}',
    '1 months 2 days -3000000 microseconds',
  ],
  [
    '{"type":{"id":"UUID"},"is_null":false,"value":{"upper":5109999894116584234,"lower":11315974774396198154}}',
    'c6ea5dd4-6b1a-4b2a-9d0a-6b1a4b2a9d0a',
  ],
  ['{"type":{"id":"BLOB"},"is_null":false,"value":"\\\\xAA\\\\x00b"}', 'AA0062'],
  ['{"type":{"id":"DOUBLE"},"is_null":false,"value":NaN}', 'NaN'],
  ['{"type":{"id":"DOUBLE"},"is_null":false,"value":-Infinity}', '-Infinity'],
  ['{"type":{"id":"DOUBLE"},"is_null":false,"value":-0.0}', '-0.0'],
  ['{"type":{"id":"VARCHAR"},"is_null":false,"value":": NaN, Infinity"}', ': NaN, Infinity'],
  ['{"type":{"id":"BIGINT"},"is_null":false,"value":9007199254740993}', '9007199254740993'],
  ['{"type":{"id":"INTEGER"},"is_null":true}', null],
];

describe('constants', () => {
  let conformance: Conformance;
  beforeAll(async () => {
    conformance = await Conformance.open();
  });
  afterAll(() => conformance.close());
  it.each(CONSTANTS)('%s', async (constant) => {
    await conformance.proves(`SELECT ${constant} AS value`);
    await conformance.proves(`SELECT id, ${constant} AS value FROM shop.facts WHERE id < 3`);
    await conformance.proves(`SELECT * FROM (VALUES (1, ${constant}), (2, NULL)) v(n, value)`);
  });
  it.each(SERIALISED)('%s', (json, value) => {
    expect(readLiteral(parseExact(json)).value).toEqual(value);
  });
  it.each(SERIALISED.filter(([, value]) => value !== null))('%s casts back', async (json, value) => {
    const { type } = readLiteral(parseExact(json));
    if (type.id === 'BLOB' || typeof value !== 'string') return;
    const { rows } = await conformance.rows(`SELECT CAST('${value}' AS ${typeToSql(type)}) IS NOT NULL`);
    expect(rows).toEqual(['[true]']);
  });
  it.each([
    '{"type":{"id":"BIT"},"is_null":false,"value":"101"}',
    '{"type":{"id":"BIGNUM"},"is_null":false,"value":"3"}',
    '{"type":{"id":"GEOMETRY"},"is_null":false,"value":""}',
    '{"type":{"id":"INTEGER"},"is_null":false,"value":1,"more":2}',
    '{"type":{"id":"VARCHAR","type_info":{"type":"STRING_TYPE_INFO","alias":"","collation":"nocase"}},"is_null":false,"value":"x"}',
  ])('refuses %s', (json) => {
    expect(() => readLiteral(parseExact(json))).toThrow();
  });
});
