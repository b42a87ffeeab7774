import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { tableFromIPC } from 'apache-arrow';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Database } from '../../../engine/duckdb/database.ts';
import { ResultReader } from '../../services/results/result-reader.ts';
import { FORMATS, type FormatName } from './formats.ts';

let dir: string;
let files = 0;
beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'atoll-formats-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

/** A result of one query, as the executor would store it. */
async function stored(sql: string): Promise<ResultReader> {
  files += 1;
  const file = path.join(dir, `result-${files}.duckdb`);
  const db = await Database.open();
  try {
    await db.run(`ATTACH '${file}' AS r (STORAGE_VERSION 'latest')`);
    await db.run(`CREATE TABLE r.result AS ${sql}`);
    const { columns } = await db.query('SELECT * FROM r.result LIMIT 0');
    const counted = await db.query('SELECT count(*) FROM r.result');
    return await ResultReader.open({
      file,
      rows: Number(counted.rows[0]?.[0]),
      columns: columns.map(({ name, type }) => ({ name, field: name, type })),
    });
  } finally {
    db.close();
  }
}

async function written(format: FormatName, sql: string, width: number | null = null): Promise<Buffer> {
  await using reader = await stored(sql);
  const pieces: Uint8Array[] = [];
  for await (const piece of FORMATS[format](reader, { width })) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
}

async function json(sql: string): Promise<Record<string, unknown>[]> {
  return JSON.parse((await written('json', sql)).toString()) as Record<string, unknown>[];
}

const one = async (expression: string): Promise<unknown> =>
  (await json(`SELECT ${expression} AS x`))[0]?.['x'];

describe('JSON values are exact', () => {
  test.each([
    ['9007199254740991::BIGINT', 9007199254740991],
    ['9007199254740992::BIGINT', '9007199254740992'],
    ['-9007199254740993::BIGINT', '-9007199254740993'],
    ['18446744073709551615::UBIGINT', '18446744073709551615'],
    ["'-170141183460469231731687303715884105728'::HUGEINT", '-170141183460469231731687303715884105728'],
    ['5::HUGEINT', 5],
    ['1.50::DECIMAL(10,2)', '1.50'],
    ['-0.05::DECIMAL(4,2)', '-0.05'],
    ['7::DECIMAL(10,0)', '7'],
    ["'99999999999999999999999999999999999999'::DECIMAL(38,0)", '99999999999999999999999999999999999999'],
    ["'nan'::DOUBLE", 'NaN'],
    ["'inf'::DOUBLE", 'Infinity'],
    ["'-inf'::FLOAT", '-Infinity'],
    ['-0.0::DOUBLE', '-0'],
    ['1e300::DOUBLE', 1e300],
    ['0.1::FLOAT', 0.1],
    ['16777217::FLOAT', 16777216],
    ["DATE '2026-07-01'", '2026-07-01'],
    ["DATE '0044-03-15 (BC)'", '-000043-03-15'],
    ["DATE '0001-01-01 (BC)'", '0000-01-01'],
    ["DATE '12345-01-01'", '+012345-01-01'],
    ["'infinity'::DATE", 'infinity'],
    ["'-infinity'::TIMESTAMP", '-infinity'],
    ["'infinity'::TIMESTAMPTZ", 'infinity'],
    ["TIME '24:00:00'", '24:00:00.000000'],
    ["'01:02:03.123456789'::TIME_NS", '01:02:03.123456789'],
    ["'01:02:03-02:30'::TIMETZ", '01:02:03.000000-02:30'],
    ["TIMESTAMP '1969-12-31 23:59:59.999999'", '1969-12-31T23:59:59.999999'],
    ["'2026-01-01 00:00:01'::TIMESTAMP_S", '2026-01-01T00:00:01'],
    ["'2026-01-01'::TIMESTAMP_MS", '2026-01-01T00:00:00.000'],
    ["'2026-01-01'::TIMESTAMP_NS", '2026-01-01T00:00:00.000000000'],
    ["TIMESTAMPTZ '2026-03-29 01:59:59.5+01'", '2026-03-29T00:59:59.500000Z'],
    ["INTERVAL '14 months -3 days 4.5 seconds'", 'P1Y2M-3DT4.5S'],
    ["INTERVAL '-25:00:00.000001'", 'PT-25H-0.000001S'],
    ["INTERVAL '0 days'", 'PT0S'],
    [String.raw`'\x00\xFF'::BLOB`, 'AP8='],
    ["'0101'::BIT", '0101'],
    ['\'{"n": 12345678901234567890}\'::JSON', '{"n": 12345678901234567890}'],
    ['[1, NULL]::BIGINT[]', [1, null]],
    ["{'a': 1.5::DECIMAL(3,1), 'b': NULL}", { a: '1.5', b: null }],
    ["[{'a': [9007199254740993]}]", [{ a: ['9007199254740993'] }]],
    ["map{'k': {'a': 1}}", [{ key: 'k', value: { a: 1 } }]],
    ['union_value(num := 2)', { tag: 'num', value: 2 }],
    ["union_value(s := {'a': 1})", { tag: 's', value: { a: 1 } }],
    ['NULL::STRUCT(a INTEGER)', null],
    ["'a'::ENUM('a', 'b')", 'a'],
    ["'3f2504e0-4f89-11d3-9a0c-0305e82c3301'::UUID", '3f2504e0-4f89-11d3-9a0c-0305e82c3301'],
  ])('%s', async (expression, expected) => {
    expect(await one(expression)).toEqual(expected);
  });

  test('whatever a column or a field is called', async () => {
    const text = (
      await written('json', `SELECT 1 AS "__proto__", 2 AS "constructor", {'__proto__': 3} AS s`)
    ).toString();
    expect(text).toBe('[\n{"__proto__":1,"constructor":2,"s":{"__proto__":3}}\n]\n');
  });

  test('doubles and bigints of every size read back as DuckDB has them', async () => {
    const pair = fc.tuple(fc.double(), fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }));
    await fc.assert(
      fc.asyncProperty(fc.array(pair, { minLength: 1, maxLength: 40 }), async (pairs) => {
        const values = pairs
          .map(([d, n]) => `('${Object.is(d, -0) ? '-0' : d}'::DOUBLE, '${n}'::BIGINT)`)
          .join(', ');
        const rows = await json(`SELECT * FROM (VALUES ${values}) AS t (d, n)`);
        for (const [at, [d, n]] of pairs.entries()) {
          expect(Number(rows[at]?.['d'])).toBe(d);
          expect(BigInt(String(rows[at]?.['n']))).toBe(n);
        }
      }),
      { numRuns: 15 },
    );
  });

  test('timestamps of every year read back through DuckDB where it can parse them', async () => {
    const micros = fc.bigInt({ min: -62_135_596_800_000_000n, max: 253_402_300_799_999_999n });
    await fc.assert(
      fc.asyncProperty(fc.array(micros, { minLength: 1, maxLength: 40 }), async (counts) => {
        const values = counts.map((count) => `(make_timestamp(${count}))`).join(', ');
        const rows = await json(`SELECT t, CAST(t AS DATE) AS d FROM (VALUES ${values}) AS v (t)`);
        const db = await Database.open();
        const texts = rows
          .map(({ t, d }) => `(epoch_us(TIMESTAMP '${String(t)}'), '${String(d)}'::DATE)`)
          .join(', ');
        const back = await db.query(`SELECT a, epoch_us(b) FROM (VALUES ${texts}) AS v (a, b)`);
        db.close();
        for (const [at, count] of counts.entries()) {
          expect(back.rows[at]?.[0]).toBe(count);
          const day = 86_400_000_000n;
          expect(back.rows[at]?.[1]).toBe(count - (((count % day) + day) % day));
        }
      }),
      { numRuns: 15 },
    );
  });
});

describe('CSV', () => {
  test('keeps NULL and the empty text apart, and quotes as RFC 4180 says', async () => {
    const text = await written(
      'csv',
      `SELECT NULL AS a, '' AS b, 'x,"y"' || chr(13) || chr(10) AS "c,d", [1] AS e`,
    );
    expect(text.toString()).toBe('a,b,"c,d",e\r\n,"","x,""y""\r\n",[1]\r\n');
  });

  test('reads back what was written, whatever the text', async () => {
    const words = fc.array(fc.tuple(fc.option(fc.string({ unit: 'binary' })), fc.integer()), {
      minLength: 1,
      maxLength: 20,
    });
    await fc.assert(
      fc.asyncProperty(words, async (rows) => {
        // A text may hold no NUL in DuckDB's own CSV reader.
        const clean = rows.map(([text, n]) => [text?.replaceAll('\0', '') ?? null, n] as const);
        const sql = clean.map(
          ([text, n]) => `(${text === null ? 'NULL' : `'${text.replaceAll("'", "''")}'`}, ${n})`,
        );
        const file = path.join(dir, 'back.csv');
        await writeFile(file, await written('csv', `SELECT * FROM (VALUES ${sql.join(', ')}) AS v (t, n)`));
        const db = await Database.open();
        const back = await db.query(
          `SELECT t, n FROM read_csv('${file}', header = true, columns = {'t': 'VARCHAR', 'n': 'INTEGER'}, delim = ',',
             quote = '"', escape = '"', new_line = '\\r\\n', force_not_null = [], allow_quoted_nulls = false, auto_detect = false)`,
        );
        db.close();
        expect(back.rows).toEqual(clean.map(([text, n]) => [text, n]));
      }),
      { numRuns: 15 },
    );
  });
});

describe('the table', () => {
  test('shows NULL, keeps terminals safe and aligns numbers', async () => {
    const text = (
      await written(
        'table',
        `SELECT * FROM (VALUES (1, NULL), (22, ''), (3, chr(27) || '[31mred' || chr(10)), (4, 'NULL')) AS v (n, t)`,
      )
    ).toString();
    expect(text).toBe(
      [' n  t', '──  ─────────────', ' 1  NULL', '22', String.raw` 3  \x1b[31mred\n`, ' 4  "NULL"', ''].join(
        '\n',
      ),
    );
  });

  test('fits the terminal: breaks headings first, then cuts cells and marks them', async () => {
    const text = (
      await written('table', "SELECT repeat('x', 200) AS long_text, 5 AS a_long_number_name", 40)
    ).toString();
    for (const line of text.trimEnd().split('\n')) expect(line.length).toBeLessThanOrEqual(40);
    expect(text).toContain('x…');
  });

  test('has a heading without rows too', async () => {
    expect((await written('table', 'SELECT 1 AS a WHERE false')).toString()).toBe('a\n─\n');
  });
});

describe('Parquet and Arrow', () => {
  const EDGES = `SELECT * FROM (VALUES
    (9007199254740993, 170141183460469231731687303715884105727::HUGEINT, 5::HUGEINT, 'nan'::DOUBLE, TIMESTAMPTZ '2026-03-29 00:59:59.5+00', INTERVAL '-1 month', 1.5::DECIMAL(38,1), ['a', NULL], {'x': 1}, map{'k': 2}),
    (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)) AS v (b, h, s, d, t, i, n, l, st, m)`;

  test('Parquet reads back exactly', async () => {
    const file = path.join(dir, 'back.parquet');
    await writeFile(file, await written('parquet', EDGES));
    const db = await Database.open();
    const back = await db.query(
      `SELECT b, h, CAST(s AS VARCHAR), isnan(d), epoch_us(t), i, CAST(n AS VARCHAR), CAST(l AS VARCHAR), st.x, m['k'] FROM '${file}'`,
    );
    db.close();
    expect(back.rows).toEqual([
      [
        9007199254740993n,
        '170141183460469231731687303715884105727',
        '5',
        true,
        1774745999500000n,
        '-1 month',
        '1.5',
        '[a, NULL]',
        1,
        2,
      ],
      [null, null, null, null, null, null, null, null, null, null],
    ]);
  });

  test('Arrow reads back exactly', async () => {
    const table = tableFromIPC(await written('arrow', EDGES));
    const first = table.get(0)?.toJSON() ?? {};
    expect(table.numRows).toBe(2);
    expect(table.schema.fields.map(({ type }) => String(type))).toEqual([
      'Int64',
      'Utf8',
      'Decimal[38e0]',
      'Float64',
      'Timestamp<MICROSECOND, UTC>',
      'Interval<MONTH_DAY_NANO>',
      'Decimal[38e+1]',
      'List<Utf8>',
      'Struct<{x:Int32}>',
      'Map<{key:Utf8, value:Int32}>',
    ]);
    expect(first['b']).toBe(9007199254740993n);
    expect(first['h']).toBe('170141183460469231731687303715884105727');
    expect(Number(first['t'])).toBe(1774745999500);
    expect(Array.from(first['i'] as Int32Array)).toEqual([-1, 0, 0, 0]);
    expect(Array.from(first['n'] as Uint32Array)).toEqual([15, 0, 0, 0]);
    expect([...(first['l'] as Iterable<unknown>)]).toEqual(['a', null]);
    expect(table.getChildAt(0)?.get(1)).toBe(null);
    expect(table.getChildAt(9)?.get(1)).toBe(null);
  });

  test('come in pages, and whole', async () => {
    const table = tableFromIPC(
      await written('arrow', "SELECT range AS n, {'a': range} AS s FROM range(20000)"),
    );
    expect(table.numRows).toBe(20000);
    expect(table.batches.length).toBe(3);
    expect(table.getChild('n')?.get(19999)).toBe(19999n);
    expect(table.getChild('s')?.get(19999)).toMatchObject({ a: 19999n });
  });

  test('have their columns without rows too', async () => {
    const table = tableFromIPC(await written('arrow', 'SELECT 1 AS a WHERE false'));
    expect([table.numRows, table.schema.fields.map(({ name }) => name)]).toEqual([0, ['a']]);
  });
});
