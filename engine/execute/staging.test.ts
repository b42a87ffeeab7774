import duckdb from '@duckdb/node-bindings';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Database } from '../duckdb/database.ts';
import { BATCH_ROWS, type ColumnBatch, type ColumnBuffer } from '../spi/column-batch.ts';
import { typeToSql, type DataType, type Field } from '../types/data-type.ts';
import { Stager } from './staging.ts';
import { fixedWidth } from './type-width.ts';

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

/** The raw vectors of a query's single chunk, as a connector would decode them. */
async function fixedColumn(sql: string, type: DataType): Promise<{ column: ColumnBuffer; rows: number }> {
  const result = await db.run(sql);
  const chunk = await result.fetchChunk();
  if (chunk === null) throw new Error('no rows');
  const vector = duckdb.data_chunk_get_vector(chunk.chunk, 0);
  const rows = chunk.rowCount;
  const data = Uint8Array.from(duckdb.vector_get_data(vector, rows * fixedWidth(type)));
  const validity = new BigUint64Array(Math.ceil(rows / 64));
  chunk.getColumnValues(0).forEach((value, row) => {
    const word = row >> 6;
    if (value !== null) validity[word] = (validity[word] ?? 0n) | (1n << BigInt(row & 63));
  });
  return { column: { layout: 'fixed', data, validity }, rows };
}

function stringColumn(values: readonly (Uint8Array | null)[]): ColumnBuffer {
  // Garbage where a row is NULL: nothing may depend on it.
  const entries = new Uint8Array(values.length * 16).fill(0xee);
  const view = new DataView(entries.buffer);
  const heap = Buffer.concat(values.flatMap((value) => (value !== null && value.length > 12 ? [value] : [])));
  const validity = new BigUint64Array(Math.ceil(values.length / 64) + 1);
  let offset = 0;
  values.forEach((value, row) => {
    if (value === null) return;
    validity[row >> 6] = (validity[row >> 6] ?? 0n) | (1n << BigInt(row & 63));
    entries.fill(0, row * 16, row * 16 + 16);
    view.setUint32(row * 16, value.length, true);
    entries.set(value.subarray(0, value.length > 12 ? 4 : 12), row * 16 + 4);
    if (value.length <= 12) return;
    view.setBigUint64(row * 16 + 8, BigInt(offset), true);
    offset += value.length;
  });
  return { layout: 'string', entries, heap: Uint8Array.from(heap), heapLength: heap.length, validity };
}

const names = (count: number): string[] => Array.from({ length: count }, (_, at) => `value ${at}`);
const FIXED: readonly (readonly [DataType, readonly string[]])[] = [
  [{ id: 'BOOLEAN' }, ['true', 'false']],
  [{ id: 'TINYINT' }, ['-128', '127']],
  [{ id: 'SMALLINT' }, ['-32768', '32767']],
  [{ id: 'INTEGER' }, ['-2147483648', '2147483647']],
  [{ id: 'BIGINT' }, ['-9223372036854775808', '9007199254740993']],
  [
    { id: 'HUGEINT' },
    ['-170141183460469231731687303715884105728', '170141183460469231731687303715884105727'],
  ],
  [{ id: 'UTINYINT' }, ['0', '255']],
  [{ id: 'USMALLINT' }, ['65535']],
  [{ id: 'UINTEGER' }, ['4294967295']],
  [{ id: 'UBIGINT' }, ['18446744073709551615']],
  [{ id: 'UHUGEINT' }, ['340282366920938463463374607431768211455']],
  [{ id: 'FLOAT' }, ['1.1', 'NaN', '-Infinity', '-0.0']],
  [{ id: 'DOUBLE' }, ['0.1', 'NaN', 'Infinity', '-0.0', '5e-324']],
  [{ id: 'DECIMAL', width: 4, scale: 2 }, ['-99.99']],
  [{ id: 'DECIMAL', width: 9, scale: 0 }, ['999999999']],
  [{ id: 'DECIMAL', width: 18, scale: 6 }, ['-999999999999.999999']],
  [{ id: 'DECIMAL', width: 38, scale: 38 }, ['0.99999999999999999999999999999999999999']],
  [{ id: 'UUID' }, ['00000000-0000-0000-0000-000000000001', 'ffffffff-ffff-ffff-ffff-ffffffffffff']],
  [{ id: 'DATE' }, ['0001-01-01', 'infinity', '-infinity', '9999-12-31']],
  [{ id: 'TIME' }, ['00:00:00.000001', '24:00:00']],
  [{ id: 'TIME WITH TIME ZONE' }, ['12:34:56.789+05:30', '00:00:00-15:59:59']],
  [{ id: 'TIMESTAMP' }, ['1969-12-31 23:59:59.999999', 'infinity']],
  [{ id: 'TIMESTAMP_S' }, ['2024-02-29 01:02:03']],
  [{ id: 'TIMESTAMP_MS' }, ['2024-02-29 01:02:03.004']],
  [{ id: 'TIMESTAMP_NS' }, ['2024-02-29 01:02:03.004005006']],
  [{ id: 'TIMESTAMP WITH TIME ZONE' }, ['2024-02-29 01:02:03.004005+00', '-infinity']],
  [{ id: 'INTERVAL' }, ['-3 months 5 days -00:00:00.000001']],
  [{ id: 'ENUM', values: names(255) }, ['value 0', 'value 254']],
  [{ id: 'ENUM', values: names(256) }, ['value 255']],
  [{ id: 'ENUM', values: names(65_536) }, ['value 65535']],
];

describe('fixed layout', () => {
  test.each(FIXED.map(([type, texts]) => [typeToSql(type).slice(0, 40), type, texts] as const))(
    '%s comes through bit by bit, with NULLs',
    async (_, type, texts) => {
      const rows = [null, ...texts, null].map((text) => (text === null ? '(0, NULL)' : `(0, '${text}')`));
      const sql = `SELECT CAST(t AS ${typeToSql(type)}) AS v FROM (VALUES ${rows.join(', ')}) AS x(o, t)`;
      const { column, rows: count } = await fixedColumn(sql, type);
      await stage([{ name: 'v', type }], [{ rows: count, columns: [column], bytes: 0 }]);
      const got = await db.query('SELECT typeof(v), v::VARCHAR FROM f1');
      const want = await db.query(`SELECT typeof(v), v::VARCHAR FROM (${sql})`);
      expect(got.rows).toEqual(want.rows);
      expect(got.rows.filter((row) => row[1] === null)).toHaveLength(2);
    },
  );

  test.each([0, 1, 2047, 2048])('a batch of %i rows, twice', async (rows) => {
    const data = new Uint8Array(Int32Array.from({ length: rows }, (_, at) => at).buffer);
    const batch: ColumnBatch = { rows, columns: [{ layout: 'fixed', data, validity: null }], bytes: 0 };
    expect(await stage([{ name: 'v', type: { id: 'INTEGER' } }], [batch, batch])).toBe(rows * 2);
    const got = await db.query(
      'SELECT count(*)::INT, coalesce(sum(v), 0)::INT, coalesce(max(rowid), -1)::INT FROM f1',
    );
    expect(got.rows).toEqual([[rows * 2, rows === 0 ? 0 : rows * (rows - 1), rows * 2 - 1]]);
  });

  test('no batch at all gives an empty table of the right types', async () => {
    expect(await stage([{ name: 'a b"', type: { id: 'VARCHAR', alias: 'JSON' } }], [])).toBe(0);
    expect((await db.query('DESCRIBE f1')).rows.map((row) => row.slice(0, 2))).toEqual([['a b"', 'JSON']]);
  });

  test('a buffer too short for its rows is refused, not read past its end', async () => {
    const column: ColumnBuffer = { layout: 'fixed', data: new Uint8Array(7), validity: null };
    await expect(
      stage([{ name: 'v', type: { id: 'BIGINT' } }], [{ rows: 1, columns: [column], bytes: 0 }]),
    ).rejects.toThrow('7 bytes where its rows need 8');
  });
});

describe('string layout', () => {
  const texts = [
    '',
    'a',
    'twelve bytes',
    'thirteen byte',
    'ß∂ƒ'.repeat(9),
    null,
    'x'.repeat(100_000),
    '\u0000nul inside it',
  ];

  test('short, long, empty and NULL text', async () => {
    const column = stringColumn(texts.map((text) => (text === null ? null : Buffer.from(text))));
    await stage(
      [{ name: 'v', type: { id: 'VARCHAR' } }],
      [{ rows: texts.length, columns: [column], bytes: 0 }],
    );
    expect((await db.query('SELECT v FROM f1')).rows.map((row) => row[0])).toEqual(texts);
  });

  test('BLOB takes any bytes, JSON keeps its type', async () => {
    const blobs = [Buffer.from([0, 255, 254]), Buffer.alloc(40, 0xc3), null];
    const json = ['{"a":1}', '{"long":"0123456789abcdef"}', null].map((text) =>
      text === null ? null : Buffer.from(text),
    );
    await stage(
      [
        { name: 'b', type: { id: 'BLOB' } },
        { name: 'j', type: { id: 'VARCHAR', alias: 'JSON' } },
      ],
      [{ rows: 3, columns: [stringColumn(blobs), stringColumn(json)], bytes: 0 }],
    );
    const got = await db.query("SELECT hex(b), typeof(j), coalesce(j->>'a', j->>'long') FROM f1");
    expect(got.rows).toEqual([
      ['00FFFE', 'JSON', '1'],
      ['C3'.repeat(40), 'JSON', '0123456789abcdef'],
      [null, 'JSON', null],
    ]);
  });

  test('a heap that is not UTF-8 is a typed error', async () => {
    const column = stringColumn([Buffer.alloc(40, 0xc3)]);
    const staged = stage(
      [{ name: 'v', type: { id: 'VARCHAR' } }],
      [{ rows: 1, columns: [column], bytes: 0 }],
    );
    await expect(staged).rejects.toMatchObject({ report: { code: 'value-misfit' } });
  });
});

test('discard leaves nothing, also after rows have been flushed', async () => {
  const data = new Uint8Array(BATCH_ROWS * 8);
  const stager = await Stager.create(db.connection, TABLE, [{ name: 'v', type: { id: 'BIGINT' } }]);
  const batch: ColumnBatch = {
    rows: BATCH_ROWS,
    columns: [{ layout: 'fixed', data, validity: null }],
    bytes: 0,
  };
  for (let at = 0; at < 300; at += 1) await stager.append(batch);
  expect(stager.rows).toBe(300 * BATCH_ROWS);
  await stager.discard();
  expect((await db.query('SHOW TABLES')).rows).toEqual([]);
});

test('a hundred thousand rows keep their order and their text', async () => {
  const columns: Field[] = [
    { name: 'id', type: { id: 'INTEGER' } },
    { name: 'text', type: { id: 'VARCHAR' } },
  ];
  const rows = 2000;
  const batches = Array.from({ length: 50 }, (_, batch): ColumnBatch => {
    const ids = Array.from({ length: rows }, (_row, at) => batch * rows + at);
    const text = ids.map((id) =>
      id % 7 === 0 ? null : Buffer.from(`row number ${'x'.repeat(id % 30)} ${id}`),
    );
    const id = new Uint8Array(Int32Array.from(ids).buffer);
    return { rows, columns: [{ layout: 'fixed', data: id, validity: null }, stringColumn(text)], bytes: 0 };
  });
  expect(await stage(columns, batches)).toBe(100_000);
  const got = await db.query(`SELECT count(*)::INT, bool_and(rowid = id),
    bool_and(text IS NOT DISTINCT FROM CASE WHEN id % 7 <> 0 THEN 'row number ' || repeat('x', id % 30) || ' ' || id END) FROM f1`);
  expect(got.rows).toEqual([[100_000, true, true]]);
});
