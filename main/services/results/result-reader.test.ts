import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Database } from '../../../engine/duckdb/database.ts';
import { ResultReader, type StoredResult } from './result-reader.ts';

let dir: string;
let db: Database;
beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'atoll-reader-'));
  db = await Database.open();
});
afterAll(async () => {
  db.close();
  await rm(dir, { recursive: true, force: true });
});

let files = 0;
/** A result of one query as the executor stores it, under the user's names. */
async function stored(sql: string, names: readonly string[]): Promise<StoredResult> {
  files += 1;
  const file = path.join(dir, `${files}.duckdb`);
  await db.run(`ATTACH '${file}' AS made (STORAGE_VERSION 'latest')`);
  await db.run(`CREATE TABLE made.result AS ${sql}`);
  const { columns } = await db.query('SELECT * FROM made.result LIMIT 0');
  const counted = await db.query('SELECT count(*) FROM made.result');
  await db.run('DETACH made');
  return {
    file,
    rows: Number(counted.rows[0]?.[0]),
    columns: columns.map(({ name, type }, at) => ({ name: names[at] ?? name, field: name, type })),
  };
}

const ROWS = 200_000;
const many = (): Promise<StoredResult> =>
  stored(`SELECT range AS n, 'row ' || range AS t FROM range(${ROWS}) ORDER BY hash(range)`, ['n', 't']);

test('gives all rows in their order, in batches and in pages', async () => {
  const want = (await db.query(`SELECT range FROM range(${ROWS}) ORDER BY hash(range)`)).rows.flat();
  await using reader = await ResultReader.open(await many());
  const columns: unknown[] = [];
  for await (const batch of reader.batches()) columns.push(...batch.column(0));
  expect(columns).toEqual(want);
  const rows: unknown[] = [];
  for await (const page of reader.pages()) rows.push(...page.map(([n]) => n));
  expect(rows).toEqual(want);
});

test('gives pages anywhere, and past the end', async () => {
  await using reader = await ResultReader.open(await many());
  expect((await reader.page(ROWS - 3, 10)).map(({ rowCount }) => rowCount)).toEqual([3]);
  expect(await reader.page(ROWS + 5, 10)).toEqual([]);
  await expect(reader.page(-1, 10)).rejects.toThrow('-1 is not a number of rows');
});

test('stops when it is told to', async () => {
  await using reader = await ResultReader.open(await many());
  await expect(reader.page(0, 10, AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough');
});

test('a file with fewer rows than the result had is an error, not a short answer', async () => {
  await using reader = await ResultReader.open({ ...(await many()), rows: ROWS + 1 });
  const readAll = async (): Promise<void> => {
    for await (const page of reader.pages()) expect(page.length).toBeGreaterThan(0);
  };
  await expect(readAll()).rejects.toThrow(`gave ${ROWS} of ${ROWS + 1} rows`);
});

test('gives exact values', async () => {
  const result = await stored(
    "SELECT 9007199254740993 AS a, 0.1::DECIMAL(38,20) AS b, 'NaN'::DOUBLE AS c, NULL::DATE AS d",
    ['a', 'b', 'c', 'd'],
  );
  await using reader = await ResultReader.open(result);
  const [batch] = await reader.page(0, 1);
  expect(batch?.rows()[0]?.map(String)).toEqual([
    '9007199254740993',
    '0.10000000000000000000',
    'NaN',
    'null',
  ]);
});

test('copies under unique names, or says why not', async () => {
  const result = await stored("SELECT 1 AS c0, 2 AS c1, 3 AS c2, 'x\"y' AS c3", ['a', 'a', 'A', 'q"']);
  await using reader = await ResultReader.open(result);
  const file = path.join(dir, 'out.parquet');
  const all = reader.columns.map(({ sql }) => sql);
  await reader.copy(file, all, 'FORMAT parquet');
  const { columns, rows } = await db.query(`SELECT * FROM '${file}'`);
  expect(columns.map(({ name }) => name)).toEqual(['a', 'a_1', 'A_2', 'q"']);
  expect(rows).toEqual([[1, 2, 3, 'x"y']]);
  await expect(reader.copy(path.join(dir, 'none/out'), all, 'FORMAT parquet')).rejects.toThrow('Cannot open');
});

test('two readers at once, in this process', async () => {
  const result = await stored('SELECT 1 AS a', ['a']);
  await using first = await ResultReader.open(result);
  await using second = await ResultReader.open(result);
  expect((await Promise.all([first.page(0, 1), second.page(0, 1)])).map((page) => page.length)).toEqual([
    1, 1,
  ]);
});
