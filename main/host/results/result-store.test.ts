import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { executePlan } from '../../../engine/execute/execute-plan.ts';
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

test('a result is read as it was stored; an id that is a path reads nothing', async () => {
  const id = await made('SELECT range AS n FROM range(3)', ['n']);
  const store = new ResultStore(dir, 1e9);
  await using reader = await store.open(id);
  expect((await reader?.page(1, 5))?.flatMap((batch) => batch.column(0))).toEqual([1n, 2n]);
  await writeFile(path.join(dir, 'x.json'), '{}');
  const inner = new ResultStore(path.join(dir, 'inner'), 1e9);
  expect(await inner.get('../x')).toBeNull();
  expect(await store.open(randomUUID())).toBeNull();
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
