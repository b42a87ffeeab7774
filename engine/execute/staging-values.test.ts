import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Database } from '../duckdb/database.ts';
import { BATCH_ROWS, type ColumnBatch, type ColumnBuffer } from '../spi/column-batch.ts';
import { typeToSql, type DataType, type Field } from '../types/data-type.ts';
import { Stager } from './staging.ts';

let db: Database;
beforeEach(async () => {
  db = await Database.open();
});
afterEach(() => db.close());

const TABLE = { catalog: 'memory', schema: 'main', name: 'f1' };

async function stage(columns: readonly Field[], batches: Iterable<ColumnBatch>): Promise<number> {
  const stager = await Stager.create(db.connection, TABLE, columns);
  for (const batch of batches) await stager.append(batch);
  return stager.finish();
}

const V = { id: 'VARCHAR' } as const;
const VALUES: readonly (readonly [DataType, readonly (null | string | readonly unknown[])[], string])[] = [
  [
    { id: 'BIGNUM' },
    ['123456789012345678901234567890123456789012', null],
    "['123456789012345678901234567890123456789012'::BIGNUM, NULL]",
  ],
  [{ id: 'BIT' }, ['010110'], "['010110'::BIT]"],
  [{ id: 'TIME_NS' }, ['01:02:03.000000001'], "['01:02:03.000000001'::TIME_NS]"],
  [{ id: 'BLOB' }, ['00FF'], "['\\x00\\xFF'::BLOB]"],
  [
    { id: 'LIST', child: { id: 'DATE' } },
    [['2024-02-29', null], [], null],
    "[['2024-02-29'::DATE, NULL], [], NULL]",
  ],
  [
    { id: 'LIST', child: V },
    [['a, "b]', "it's", '', 'NULL', null]],
    "[['a, \"b]', 'it''s', '', 'NULL', NULL]]",
  ],
  [
    { id: 'ARRAY', child: { id: 'DOUBLE' }, size: 2 },
    [['0.1', 'NaN'], null],
    "[['0.1'::DOUBLE, 'NaN'::DOUBLE]::DOUBLE[2], NULL]",
  ],
  [
    {
      id: 'STRUCT',
      fields: [
        { name: 'a', type: { id: 'BLOB' } },
        { name: 'b c', type: { id: 'LIST', child: V } },
      ],
    },
    [['FF', ['x', null]], [null, null], null],
    "[{'a': '\\xFF'::BLOB, 'b c': ['x', NULL]}, {'a': NULL, 'b c': NULL}, NULL]",
  ],
  [
    { id: 'MAP', key: V, value: { id: 'DECIMAL', width: 10, scale: 2 } },
    [['k', '1.25', 'l', null], [], null],
    "[MAP {'k': 1.25::DECIMAL(10,2), 'l': NULL}, MAP {}, NULL]",
  ],
  [
    {
      id: 'UNION',
      members: [
        { name: 'n', type: { id: 'INTEGER' } },
        { name: 's', type: V },
      ],
    },
    [['n', '1'], ['s', '1'], null],
    "[1, '1'::VARCHAR::UNION(n INTEGER, s VARCHAR), NULL]",
  ],
];

describe('values layout', () => {
  test.each(VALUES.map(([type, values, sql]) => [typeToSql(type), type, values, sql] as const))(
    '%s',
    async (_, type, values, sql) => {
      const column: ColumnBuffer = { layout: 'values', values };
      const id = new Uint8Array(Int32Array.from(values, (_value, at) => at).buffer);
      const batch = {
        rows: values.length,
        columns: [{ layout: 'fixed', data: id, validity: null } as const, column],
        bytes: 0,
      };
      await stage(
        [
          { name: 'id', type: { id: 'INTEGER' } },
          { name: 'v', type },
        ],
        [batch],
      );
      const want = await db.query(
        `SELECT typeof(v), v::VARCHAR FROM (SELECT unnest(CAST(${sql} AS ${typeToSql(type)}[])) AS v)`,
      );
      const got = await db.query('SELECT typeof(v), v::VARCHAR FROM f1 ORDER BY id');
      expect(got.rows).toEqual(want.rows);
      const same = await db.query(
        `SELECT bool_and(v IS NOT DISTINCT FROM w) FROM f1 JOIN (SELECT unnest(CAST(${sql} AS ${typeToSql(type)}[])) AS w, unnest(range(100)) AS i) ON i = id`,
      );
      expect(same.rows).toEqual([[true]]);
    },
  );

  test('a value that does not fit is a typed error and leaves no table', async () => {
    const stager = await Stager.create(db.connection, TABLE, [{ name: 'v', type: { id: 'DATE' } }]);
    await stager.append({ rows: 1, columns: [{ layout: 'values', values: ['not a day'] }], bytes: 0 });
    await expect(stager.finish()).rejects.toMatchObject({ report: { code: 'value-misfit' } });
    await stager.discard();
    expect((await db.query('SHOW TABLES')).rows).toEqual([]);
  });

  test('many batches of lists', async () => {
    const values = Array.from({ length: BATCH_ROWS }, (_, at) => [String(at), null]);
    const type: DataType = { id: 'LIST', child: { id: 'INTEGER' } };
    const batch: ColumnBatch = { rows: BATCH_ROWS, columns: [{ layout: 'values', values }], bytes: 0 };
    await stage([{ name: 'v', type }], [batch, batch, batch]);
    const got = await db.query('SELECT count(*)::INT, sum(v[1])::INT, sum(len(v))::INT FROM f1');
    expect(got.rows).toEqual([[6144, 3 * 1024 * 2047, 12_288]]);
  });
});
