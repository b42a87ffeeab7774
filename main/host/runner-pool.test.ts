import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Database } from '../../engine/duckdb/database.ts';
import { column, fragment, placed } from '../../engine/execute/sample-source.fixture.ts';
import type { PlacedPlan } from '../../engine/plan/fragment.ts';
import { BIGINT, INTEGER } from '../../engine/types/data-type.ts';
import { DEFAULT_LIMITS, type SourceLimits } from '../../engine/types/limits.ts';
import { ResultStore } from './results/result-store.ts';
import { RunnerPool } from './runner-pool.ts';
import type { RunHandle, RunnerPoolOptions } from './runner-pool-options.ts';

let dir: string;
let pool: RunnerPool;
const openPool = (more: Partial<RunnerPoolOptions> = {}): Promise<RunnerPool> =>
  RunnerPool.open({
    workspaceDir: dir,
    stateDir: path.join(dir, '.atoll'),
    memoryBytes: 400_000_000,
    spillBytes: null,
    spillDir: null,
    maxRunning: 3,
    warm: 1,
    threads: 2,
    secret: () => Promise.resolve(null),
    ...more,
  });

beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'atoll-pool-'));
  pool = await openPool();
});
afterEach(async () => {
  await pool.close();
  await rm(dir, { recursive: true, force: true });
});

const N = column('n', BIGINT);
const count = (rows: number): PlacedPlan =>
  placed([], `SELECT range AS n FROM range(${rows}) ORDER BY n DESC`, [N]);
const ENDLESS = placed(
  [],
  'SELECT count(*) AS n FROM range(100000000) a, range(100000000) b WHERE a.range + b.range = 7',
  [N],
);
const runFolder = (): string => path.join(dir, '.atoll/run');
const results = (): Promise<string[]> => readdir(path.join(dir, '.atoll/results')).catch(() => []);

/** Files in the private folders of the runners, the folders themselves apart. */
async function leftovers(): Promise<string[]> {
  const names = await readdir(runFolder(), { recursive: true });
  return names.filter((name) => name.includes('/'));
}

async function begun(events: AsyncIterable<{ kind: string }>, kind = 'local-started'): Promise<void> {
  for await (const event of events) if (event.kind === kind) return;
}

describe('a run', () => {
  test('ends with its rows in the store, in order', async () => {
    const run = pool.run(count(5000), []);
    const outcome = await run.done;
    expect(outcome).toMatchObject({ rows: 5000, columns: [{ name: 'n', type: BIGINT }] });
    const reader = await new ResultStore(pool.resultsDir, 1e9).open(run.runId);
    const page = await reader?.page(4998, 10);
    expect(page?.flatMap((batch) => batch.column(0))).toEqual([1n, 0n]);
    reader?.close();
    const kinds: string[] = [];
    for await (const event of run.events) kinds.push(event.kind);
    expect(kinds.at(0)).toBe('local-started');
    expect(kinds.at(-1)).toBe('complete');
    expect(await leftovers()).toEqual([]);
  });

  test('reads a source of the workspace', async () => {
    const db = await Database.open(path.join(dir, 'local.duckdb'));
    await db.run('CREATE TABLE t AS SELECT range::INT AS id FROM range(100)');
    db.close();
    const part = fragment('f1', 'local', 'SELECT id FROM "local"."main"."t" WHERE id < 5', [
      column('id', INTEGER),
    ]);
    const plan = placed([part], 'SELECT sum(id)::BIGINT AS n FROM f1', [N]);
    const spec = { name: 'local', kind: 'duckdb', config: { path: 'local.duckdb' }, limits: DEFAULT_LIMITS };
    const outcome = await pool.run(plan, [spec]).done;
    expect(outcome.measurement.fragments['f1']).toMatchObject({ rows: 5 });
  });

  test('fails with the error of the engine, and the runner serves the next', async () => {
    const { pids } = pool;
    const failed = pool.run(placed([], "SELECT error('as told') AS n", [N]), []);
    await expect(failed.done).rejects.toMatchObject({
      report: { code: 'sql-execution', message: expect.stringContaining('as told') },
    });
    await pool.run(count(1), []).done;
    expect(pids).toHaveLength(1);
    expect(await leftovers()).toEqual([]);
  });

  test('queries one after the other share one process', async () => {
    const one = await openPool({ warm: 0 });
    const used = new Set<number>();
    for (let at = 0; at < 4; at += 1) {
      const run = one.run(count(at), []);
      for (const pid of one.pids) used.add(pid);
      await run.done;
    }
    expect(used.size).toBe(1);
    await one.close();
  });

  test('an unknown kind of source is told by name', async () => {
    const spec = { name: 'odd', kind: 'tape', config: {}, limits: DEFAULT_LIMITS };
    await expect(pool.run(count(1), [spec]).done).rejects.toMatchObject({
      report: { code: 'workspace-invalid', source: 'odd' },
    });
  });

  test('more than may run at once wait in line', async () => {
    const blocking = [1, 2, 3].map(() => pool.run(ENDLESS, []));
    await Promise.all(blocking.map((run) => begun(run.events)));
    const last = pool.run(count(3), []);
    const state = await Promise.race([last.done.then(() => 'done'), sleep(400).then(() => 'waits')]);
    expect(state).toBe('waits');
    blocking[0]?.cancel();
    expect((await last.done).rows).toBe(3);
    blocking.forEach((run) => run.cancel());
    await Promise.allSettled(blocking.map((run) => run.done));
  });

  test('a queued run is cancelled where it stands', async () => {
    const one = await openPool({ maxRunning: 1, warm: 0 });
    const first = one.run(ENDLESS, []);
    const queued = one.run(count(1), []);
    queued.cancel();
    await expect(queued.done).rejects.toMatchObject({ report: { code: 'cancelled' } });
    first.cancel();
    await expect(first.done).rejects.toMatchObject({ report: { code: 'cancelled' } });
    await one.close();
  });
});

test('queries at work share the memory setting', async () => {
  const limit = placed([], "SELECT current_setting('memory_limit') AS n", [N]);
  const asked = async (): Promise<unknown> => {
    const run = pool.run(limit, []);
    await run.done;
    const reader = await new ResultStore(pool.resultsDir, 1e9).open(run.runId);
    const [batch] = (await reader?.page(0, 1)) ?? [];
    reader?.close();
    return batch?.column(0)[0];
  };
  expect(await asked()).toBe('381.4 MiB');
  const other = pool.run(ENDLESS, []);
  await begun(other.events);
  expect(await asked()).toBe('190.7 MiB');
  other.cancel();
  await expect(other.done).rejects.toThrow();
  expect(await asked()).toBe('381.4 MiB');
});

describe('ending early', () => {
  test('cancel of a cross join takes less than two seconds, leaves nothing, and the runner lives', async () => {
    const run = pool.run(ENDLESS, []);
    await begun(run.events);
    const [pid] = pool.pids;
    const start = performance.now();
    run.cancel();
    await expect(run.done).rejects.toMatchObject({ report: { code: 'cancelled' } });
    expect(performance.now() - start).toBeLessThan(2000);
    expect(await leftovers()).toEqual([]);
    expect(await results()).toEqual([]);
    expect(pool.pids).toContain(pid);
  });

  test('a runner that hears nothing is killed after a second', async () => {
    const run = pool.run(ENDLESS, []);
    await begun(run.events);
    const [pid] = pool.pids;
    process.kill(pid ?? 0, 'SIGSTOP');
    run.cancel();
    await expect(run.done).rejects.toMatchObject({ report: { code: 'cancelled' } });
    expect(() => process.kill(pid ?? 0, 0)).toThrow();
    expect(await leftovers()).toEqual([]);
  });

  test('a source that works in the runner itself and gives no rows is stopped with it', async () => {
    const db = new DatabaseSync(path.join(dir, 'ledger.db'));
    db.exec('CREATE TABLE t (id INTEGER)');
    db.close();
    const endless =
      'WITH RECURSIVE c (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) AS n FROM c';
    const ledger = (limits: SourceLimits): RunHandle => {
      const spec = { name: 'ledger', kind: 'sqlite', config: { path: 'ledger.db' }, limits };
      return pool.run(placed([fragment('f1', 'ledger', endless, [N])], 'SELECT n FROM f1', [N]), [spec]);
    };
    const run = ledger(DEFAULT_LIMITS);
    await begun(run.events, 'fragment-started');
    await sleep(300);
    const start = performance.now();
    run.cancel();
    await expect(run.done).rejects.toMatchObject({ report: { code: 'cancelled' } });
    expect(performance.now() - start).toBeLessThan(2500);
    const limited = ledger({ ...DEFAULT_LIMITS, timeoutMs: 200 });
    await expect(limited.done).rejects.toMatchObject({ report: { code: 'limit-time', source: 'ledger' } });
    expect(await leftovers()).toEqual([]);
  });

  test('kill -9 in mid-query: that one is lost, the other is not, and the pool goes on', async () => {
    const other = pool.run(
      placed([], 'SELECT count(*) AS n FROM range(10000) a, range(10000) b WHERE a.range + b.range = 7', [N]),
      [],
    );
    const run = pool.run(placed([], 'SELECT range AS n FROM range(50000000) ORDER BY hash(range)', [N]), []);
    await Promise.all([begun(run.events), begun(other.events)]);
    const [, pid] = pool.pids;
    await sleep(300);
    process.kill(pid ?? 0, 'SIGKILL');
    await expect(run.done).rejects.toMatchObject({
      report: { code: 'runner-lost', message: expect.stringContaining('SIGKILL') },
    });
    expect((await other.done).rows).toBe(1);
    expect((await pool.run(count(7), []).done).rows).toBe(7);
    expect((await readdir(runFolder())).filter((name) => name.includes(`-${pid}-`))).toEqual([]);
    expect(await leftovers()).toEqual([]);
    expect((await results()).filter((name) => name.endsWith('.json'))).toHaveLength(2);
  });

  test('an idle runner that dies is replaced', async () => {
    await pool.run(count(1), []).done;
    const [pid] = pool.pids;
    process.kill(pid ?? 0, 'SIGKILL');
    await expect.poll(() => pool.pids.length > 0 && !pool.pids.includes(pid ?? 0)).toBe(true);
    expect((await pool.run(count(2), []).done).rows).toBe(2);
  });

  test('runners end with their host, and their folders with them', async () => {
    const program = `
      const { RunnerPool } = await import(${JSON.stringify(path.join(import.meta.dirname, 'runner-pool.ts'))});
      const pool = await RunnerPool.open({ workspaceDir: '.', stateDir: process.argv[1], memoryBytes: 4e8, spillBytes: null,
        maxRunning: 2, warm: 1, threads: 1, secret: async () => null });
      const run = pool.run(JSON.parse(process.argv[2]), []);
      for await (const event of run.events) if (event.kind === 'local-started') console.log(pool.pids.join(' '));`;
    const state = path.join(dir, 'other');
    const host = spawn(
      process.execPath,
      ['--input-type=module', '-e', program, state, JSON.stringify(ENDLESS)],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const pids = await new Promise<number[]>((resolve) =>
      host.stdout.once('data', (text) => resolve(String(text).trim().split(' ').map(Number))),
    );
    expect(pids.length).toBeGreaterThan(0);
    host.kill('SIGKILL');
    const alive = (): number =>
      pids.filter((pid) => {
        try {
          return process.kill(pid, 0);
        } catch {
          return false;
        }
      }).length;
    await expect.poll(alive, { timeout: 5000 }).toBe(0);
    expect(await readdir(path.join(state, 'run'))).toEqual([]);
  });

  test('folders of dead runners are swept at the start, those of living ones stay', async () => {
    await pool.run(count(1), []).done;
    const mine = await readdir(runFolder());
    const stale = [`runner-${process.pid}-1`, 'runner-999999999-5'];
    for (const name of stale) {
      await mkdir(path.join(runFolder(), name, 'spill'), { recursive: true });
      await writeFile(path.join(runFolder(), name, 'spill/page.tmp'), 'x');
    }
    const second = await openPool({ warm: 0 });
    const now = await readdir(runFolder());
    expect(now).toEqual(expect.arrayContaining(mine));
    expect(now.filter((name) => stale.includes(name))).toEqual([]);
    await second.close();
  });
});

test('no secret of the host reaches the environment or the arguments of a runner', async () => {
  process.env['CRM_PASSWORD'] = 'canary-4711';
  try {
    const other = await openPool();
    await other.run(count(1), []).done;
    for (const pid of other.pids) {
      const seen = `${await readFile(`/proc/${pid}/environ`, 'utf8')}${await readFile(`/proc/${pid}/cmdline`, 'utf8')}`;
      expect(seen).toContain('UV_THREADPOOL_SIZE=16');
      expect(seen).not.toContain('canary-4711');
    }
    await other.close();
  } finally {
    delete process.env['CRM_PASSWORD'];
  }
});
