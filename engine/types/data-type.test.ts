import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Database } from '../duckdb/database.ts';
import type { DataType } from './data-type.ts';
import { isScalarTypeId, SCALAR_TYPE_IDS, sameType, typeToSql } from './data-type.ts';
import { isExactNumeric, isFloat, isInteger, isNested, isSignedInteger, isText } from './type-class.ts';

const JSON_TYPE: DataType = { id: 'VARCHAR', alias: 'JSON' };
const INT: DataType = { id: 'INTEGER' };

const NESTED: readonly (readonly [DataType, string])[] = [
  [{ id: 'DECIMAL', width: 12, scale: 2 }, 'DECIMAL(12,2)'],
  [JSON_TYPE, 'JSON'],
  [{ id: 'ENUM', values: ["it's", 'b'] }, "ENUM('it''s', 'b')"],
  [{ id: 'LIST', child: { id: 'LIST', child: INT } }, 'INTEGER[][]'],
  [{ id: 'ARRAY', child: { id: 'FLOAT' }, size: 3 }, 'FLOAT[3]'],
  [
    {
      id: 'STRUCT',
      fields: [
        { name: 'a "b"', type: INT },
        { name: 'select', type: JSON_TYPE },
      ],
    },
    'STRUCT("a ""b""" INTEGER, "select" JSON)',
  ],
  [{ id: 'MAP', key: { id: 'VARCHAR' }, value: { id: 'LIST', child: INT } }, 'MAP(VARCHAR, INTEGER[])'],
  [
    {
      id: 'UNION',
      members: [
        { name: 'n', type: INT },
        { name: 's', type: { id: 'VARCHAR' } },
      ],
    },
    'UNION("n" INTEGER, "s" VARCHAR)',
  ],
];

let database: Database;
beforeAll(async () => {
  database = await Database.open();
});
afterAll(() => {
  database.close();
});

describe('the text of a type', () => {
  test.each(NESTED.map(([type, sql]) => [sql, type] as const))('%s', (sql, type) => {
    expect(typeToSql(type)).toBe(sql);
  });

  test('is what DuckDB takes in CREATE TABLE, and gives back', async () => {
    const types = [
      ...SCALAR_TYPE_IDS.filter((id) => id !== 'NULL').map((id): DataType => ({ id })),
      ...NESTED.map(([type]) => type),
    ];
    const columns = types.map((type, at) => `c${at} ${typeToSql(type)}`);
    await database.run(`CREATE TABLE every_type (${columns.join(', ')})`);
    const result = await database.query('FROM every_type');
    expect(result.columns.map((column) => typeToSql(column.type))).toEqual(types.map(typeToSql));
  });
});

test('types are equal by structure, aliases and names of fields included', () => {
  expect(sameType({ id: 'LIST', child: INT }, { id: 'LIST', child: { id: 'INTEGER' } })).toBe(true);
  expect(sameType(JSON_TYPE, { id: 'VARCHAR' })).toBe(false);
  expect(sameType({ id: 'DECIMAL', width: 10, scale: 2 }, { id: 'DECIMAL', width: 10, scale: 3 })).toBe(
    false,
  );
  const struct = (name: string): DataType => ({ id: 'STRUCT', fields: [{ name, type: INT }] });
  expect(sameType(struct('a'), struct('b'))).toBe(false);
});

test('classes of types', () => {
  const decimal: DataType = { id: 'DECIMAL', width: 4, scale: 1 };
  expect([isInteger({ id: 'UTINYINT' }), isInteger({ id: 'BIGNUM' }), isInteger(decimal)]).toEqual([
    true,
    false,
    false,
  ]);
  expect([isSignedInteger({ id: 'HUGEINT' }), isSignedInteger({ id: 'UHUGEINT' })]).toEqual([true, false]);
  expect([isFloat({ id: 'FLOAT' }), isFloat(decimal)]).toEqual([true, false]);
  expect([isExactNumeric(decimal), isExactNumeric({ id: 'DOUBLE' })]).toEqual([true, false]);
  expect([isText({ id: 'VARCHAR' }), isText(JSON_TYPE)]).toEqual([true, false]);
  expect([isNested({ id: 'MAP', key: INT, value: INT }), isNested({ id: 'BLOB' })]).toEqual([true, false]);
  expect([isScalarTypeId('TIMESTAMP WITH TIME ZONE'), isScalarTypeId('DECIMAL')]).toEqual([true, false]);
});
