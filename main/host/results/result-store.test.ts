import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Database } from '../../../engine/duckdb/database.ts';
import { executePlan } from '../../../engine/execute/execute-plan.ts';
import type { ResultReader } from '../../../engine/execute/result-reader.ts';
import { column, placed } from '../../../engine/execute/sample-source.fixture.ts';
import { VARCHAR } from '../../../engine/types/data-type.ts';
import { publishResult } from './result-metadata.ts';
import { ResultStore } from './result-store.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'atoll-results-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

let clock = 0;
/** A finished result in the store, each later than the one before. */
async function made(sql: string, names: readonly string[]): Promise<string> {
  const runId = randomUUID();
  const file = path.join(dir, `${runId}.making`);
  const plan = placed(
    [],
    sql,
    names.map((name) => column(name, VARCHAR)),
  );
  const outcome = await executePlan({
    plan,
    sources: new Map(),
    limits: new Map(),
    resultPath: file,
    spillDir: path.join(dir, 'spill'),
    signal: new AbortController().signal,
    onProgress: () => undefined,
  });
  clock += 1000;
  const finishedAt = new Date(clock).toISOString();
  const { rows, columns, measurement } = outcome;
  await publishResult(file, dir, {
    runId,
    sql,
    columns,
    rows,
    measurement,
    finishedAt,
    ordered: false,
    nondeterminism: [],
    pinned: false,
  });
  await rm(path.join(dir, 'spill'), { recursive: true, force: true });
  return runId;
}

async function reading<T>(runId: string, use: (reader: ResultReader) => Promise<T>): Promise<T> {
  const reader = await new ResultStore(dir, 1e9).open(runId);
  if (reader === null) throw new Error('no such result');
  try {
    return await use(reader);
  } finally {
    reader.close();
  }
}

describe('reading', () => {
  const ROWS = 200_000;
  const many = (): Promise<string> =>
    made(`SELECT range AS n, 'row ' || range AS t FROM range(${ROWS}) ORDER BY hash(range)`, ['n', 't']);

  test('all rows in their order, in batches', async () => {
    const id = await many();
    const db = await Database.open();
    const want = (await db.query(`SELECT range FROM range(${ROWS}) ORDER BY hash(range)`)).rows.map(
      (row) => row[0],
    );
    db.close();
    const got = await reading(id, async (reader) => {
      const all: unknown[] = [];
      for await (const batch of reader.batches()) all.push(...batch.column(0));
      return all;
    });
    expect(got).toEqual(want);
  });

  test('pages anywhere, and past the end', async () => {
    const id = await many();
    await reading(id, async (reader) => {
      const page = await reader.page(ROWS - 3, 10, ['n']);
      expect(page.map((batch) => batch.rows)).toEqual([3]);
      expect(await reader.page(ROWS + 5, 10)).toEqual([]);
      await expect(reader.page(-1, 10)).rejects.toThrow('-1 is not a number of rows');
    });
  });

  test('exact values, natively and as text', async () => {
    const id = await made(
      "SELECT 9007199254740993 AS a, 0.1::DECIMAL(38,20) AS b, 'NaN'::DOUBLE AS c, NULL::DATE AS d, [1.5, NULL] AS e, '\\xFF'::BLOB AS f",
      ['a', 'b', 'c', 'd', 'e', 'f'],
    );
    await reading(id, async (reader) => {
      const [native] = await reader.page(0, 1);
      expect(native?.column(0)).toEqual([9_007_199_254_740_993n]);
      expect(String(native?.column(1)[0])).toBe('0.10000000000000000000');
      const [text] = await reader.page(0, 1, reader.textColumns);
      expect([0, 1, 2, 3, 4, 5].map((at) => text?.column(at)[0])).toEqual([
        '9007199254740993',
        '0.10000000000000000000',
        'nan',
        null,
        '[1.5, NULL]',
        '\\xFF',
      ]);
    });
  });

  test('copies to Parquet under unique names, whole or not at all', async () => {
    const id = await made('SELECT 1 AS a, 2 AS a, 3 AS "A", \'x"y\' AS "q"""', ['a', 'a', 'A', 'q"']);
    const file = path.join(dir, 'out.parquet');
    await reading(id, async (reader) => {
      expect(reader.columns.map(({ name }) => name)).toEqual(['a', 'a', 'A', 'q"']);
      await reader.copyTo(file, 'parquet');
      await expect(reader.copyTo(path.join(dir, 'missing/out.parquet'), 'parquet')).rejects.toMatchObject({
        report: { code: 'sql-execution' },
      });
    });
    const db = await Database.open();
    const { columns, rows } = await db.query(`SELECT * FROM '${file}'`);
    db.close();
    expect(columns.map(({ name }) => name)).toEqual(['a', 'a_1', 'A_2', 'q"']);
    expect(rows).toEqual([[1, 2, 3, 'x"y']]);
    expect((await readdir(dir)).filter((name) => name.includes('partial'))).toEqual([]);
  });

  test('an id that is a path reads nothing', async () => {
    await writeFile(path.join(dir, 'x.json'), '{}');
    const store = new ResultStore(path.join(dir, 'inner'), 1e9);
    expect(await store.get('../x')).toBeNull();
    expect(await store.open(randomUUID())).toBeNull();
  });

  test('two readers at once, in this process', async () => {
    const id = await made('SELECT 1 AS a', ['a']);
    const rows = await reading(id, (first) =>
      reading(id, async (second) => [await first.page(0, 1), await second.page(0, 1)]),
    );
    expect(rows.flat().map((batch) => batch.rows)).toEqual([1, 1]);
  });
});

describe('quota', () => {
  test('the oldest that are not pinned go first, never the newest one', async () => {
    const ids = [];
    for (let at = 0; at < 4; at += 1) ids.push(await made(`SELECT ${at} AS a`, ['a']));
    const [oldest, second, third, newest] = ids as [string, string, string, string];
    const [one] = await new ResultStore(dir, 0).list();
    const store = new ResultStore(dir, (one?.bytes ?? 0) * 2);
    await store.pin(oldest, true);
    await store.enforceQuota(newest);
    expect((await store.list()).map(({ runId }) => runId)).toEqual([newest, oldest]);
    await new ResultStore(dir, 0).enforceQuota(newest);
    expect((await store.list()).map(({ runId }) => runId)).toEqual([newest, oldest]);
    expect(await store.open(second)).toBeNull();
    expect((await readdir(dir)).filter((name) => name.startsWith(third))).toEqual([]);
  });

  test('rows that a dead process left are removed, those just being published are not', async () => {
    const [old, fresh] = [randomUUID(), randomUUID()];
    await writeFile(path.join(dir, `${old}.duckdb`), 'x');
    await writeFile(path.join(dir, `${fresh}.duckdb`), 'x');
    await utimes(path.join(dir, `${old}.duckdb`), 1, 1);
    await new ResultStore(dir, 1e9).enforceQuota(null);
    expect(await readdir(dir)).toEqual([`${fresh}.duckdb`]);
  });
});
