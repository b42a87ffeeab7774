import { afterAll, beforeAll, expect, test } from 'vitest';
import { Database } from '../duckdb/database.ts';
import { BIGINT, type DataType, INTEGER, typeToSql, VARCHAR } from '../types/data-type.ts';
import type { LiteralValue } from '../types/literal.ts';
import { literalSql, literalValue } from './literal-value.ts';

let db: Database;
beforeAll(async () => {
  db = await Database.open();
});
afterAll(() => db.close());

const CASES: readonly (readonly [DataType, LiteralValue, string])[] = [
  [BIGINT, '9007199254740993', '9007199254740993'],
  [VARCHAR, "it's", "'it''s'"],
  [{ id: 'DOUBLE' }, '-Infinity', "'-inf'::DOUBLE"],
  [{ id: 'DECIMAL', width: 38, scale: 10 }, '-0.0000000001', '-0.0000000001::DECIMAL(38,10)'],
  [{ id: 'BLOB' }, '00FF27', "'\\x00\\xFF\\x27'::BLOB"],
  [{ id: 'TIMESTAMP WITH TIME ZONE' }, '2024-02-29 01:02:03.4+02', "'2024-02-28 23:02:03.4+00'::TIMESTAMPTZ"],
  [{ id: 'ENUM', values: ['a', "b'"] }, "b'", "'b'''::ENUM('a', 'b''')"],
  [{ id: 'LIST', child: { id: 'LIST', child: INTEGER } }, [['1', null], null, []], '[[1, NULL], NULL, []]'],
  [{ id: 'ARRAY', child: { id: 'FLOAT' }, size: 2 }, ['1.1', null], '[1.1, NULL]::FLOAT[2]'],
  [
    {
      id: 'STRUCT',
      fields: [
        { name: 'x"y', type: { id: 'DATE' } },
        { name: 'z', type: { id: 'LIST', child: VARCHAR } },
      ],
    },
    ['2024-02-29', ['NULL', null]],
    "{'x\"y': DATE '2024-02-29', 'z': ['NULL', NULL]}",
  ],
  [{ id: 'MAP', key: VARCHAR, value: INTEGER }, ['k', '1', 'l', null], "MAP {'k': 1, 'l': NULL}"],
  [
    {
      id: 'UNION',
      members: [
        { name: 'n', type: INTEGER },
        { name: 's', type: VARCHAR },
      ],
    },
    ['s', '1'],
    "'1'::VARCHAR::UNION(n INTEGER, s VARCHAR)",
  ],
];

test.each(CASES.map(([type, value, sql]) => [typeToSql(type), type, value, sql] as const))(
  '%s is bound with its exact type and value',
  async (name, type, value, sql) => {
    const bound = await literalValue(db.connection, { type, value });
    const result = await db.connection.run(
      `SELECT $v IS NOT DISTINCT FROM (${sql}), typeof($v) = typeof(CAST(NULL AS ${name}))`,
      { v: bound.value },
      { v: bound.type },
    );
    expect(await result.getRows()).toEqual([[true, true]]);
    const text = await db.query(`SELECT ${literalSql({ type, value })} IS NOT DISTINCT FROM (${sql})`);
    expect(text.rows).toEqual([[true]]);
  },
);

test('NULL is bound as a bare NULL, which takes whatever type its place asks for', async () => {
  const bound = await literalValue(db.connection, { type: { id: 'DATE' }, value: null });
  const result = await db.connection.run(
    "SELECT typeof($v), coalesce($v, DATE '2024-02-29')::VARCHAR, $v IS NULL",
    { v: bound.value },
    { v: bound.type },
  );
  expect(await result.getRows()).toEqual([['"NULL"', '2024-02-29', true]]);
});
