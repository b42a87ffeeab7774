import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startPostgres, type TestPostgres } from '../../e2e/fixtures/postgres.ts';
import { AtollError } from '../../engine/errors/atoll-error.ts';
import { column, fragment, placed } from '../../engine/execute/sample-source.fixture.ts';
import type { PlacedPlan } from '../../engine/plan/fragment.ts';
import { BIGINT, INTEGER, VARCHAR } from '../../engine/types/data-type.ts';
import { DEFAULT_LIMITS, type SourceLimits } from '../../engine/types/limits.ts';
import { RunnerPool } from './runner-pool.ts';
import type { RunHandle } from './runner-pool-options.ts';
import type { SourceSpec } from './runner/source-spec.ts';

let server: TestPostgres;
let dir: string;
let pool: RunnerPool;
let password: () => Promise<string | null>;
beforeAll(async () => {
  server = await startPostgres();
  await server.createDatabase('shop');
  const client = await server.connect('shop');
  await client.query(
    'CREATE TABLE orders AS SELECT g AS id, repeat(md5(g::text), 4) AS note FROM generate_series(1, 200000) g',
  );
  await client.end();
});
afterAll(() => server.stop());
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'atoll-runner-'));
  password = () => Promise.resolve(server.password);
  pool = await RunnerPool.open({
    workspaceDir: dir,
    stateDir: dir,
    memoryBytes: 400_000_000,
    spillBytes: null,
    spillDir: null,
    maxRunning: 3,
    warm: 1,
    threads: 2,
    secret: () => password(),
  });
});
afterEach(async () => {
  await pool.close();
  await rm(dir, { recursive: true, force: true });
});

const spec = (limits: Partial<SourceLimits> = {}): SourceSpec => ({
  name: 'shop',
  kind: 'postgres',
  config: { host: server.host, port: server.port, database: 'shop', user: server.user },
  limits: { ...DEFAULT_LIMITS, ...limits },
});
const ID = column('id', INTEGER);
const N = column('n', BIGINT);
const read = (sql: string, columns = [ID]): PlacedPlan =>
  placed([fragment('f1', 'shop', sql, columns)], 'SELECT count(*) AS n FROM f1', [N]);
const ORDERS = 'SELECT id, note FROM orders ORDER BY id';
const ASLEEP = 'SELECT 1 AS id FROM (SELECT pg_sleep(60)) AS s';

/** Statements of ours that the server runs now. */
async function atWork(): Promise<number> {
  const client = await server.connect('postgres');
  try {
    const found = await client.query<{ n: number }>(
      "SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = 'shop' AND state = 'active'",
    );
    return found.rows[0]?.n ?? -1;
  } finally {
    await client.end();
  }
}

/** Waits until the run's statement works at the server; a run that ends before that is the error. */
async function whenAsleep(run: RunHandle): Promise<void> {
  let ended: unknown = null;
  run.done.catch((error: unknown) => {
    ended = error;
  });
  await expect.poll(async () => ended ?? (await atWork()), { timeout: 25_000 }).toBe(1);
  // The host learns of a session's connections within a tenth of a second.
  await sleep(200);
}

/** The server's processes that serve us, oldest first. */
async function backends(): Promise<readonly number[]> {
  const client = await server.connect('postgres');
  try {
    const { rows } = await client.query<{ pid: number }>(
      "SELECT pid FROM pg_stat_activity WHERE application_name = 'atoll' ORDER BY backend_start",
    );
    return rows.map(({ pid }) => pid);
  } finally {
    await client.end();
  }
}

const asAdmin = (sql: string): Promise<void> => server.run('shop', sql);

const connectMs = async (source: SourceSpec): Promise<number> => {
  const { measurement } = await pool.run(read('SELECT id FROM orders LIMIT 1'), [source]).done;
  return measurement.fragments['f1']?.connectMs ?? Number.NaN;
};

describe('connections of runners', { timeout: 60_000 }, () => {
  test('are kept for the next query, and left clean', async () => {
    const first = await connectMs(spec());
    const before = await backends();
    expect(before).toHaveLength(1);
    const sql =
      "SELECT id FROM (SELECT 1 AS id, pg_advisory_lock(7), set_config('search_path', 'nowhere', false)) AS s";
    await pool.run(read(sql), [spec()]).done;
    const second = await connectMs(spec());
    expect(await backends()).toEqual(before);
    expect(second).toBeLessThan(first);
    const client = await server.connect('shop');
    const { rows } = await client.query('SELECT count(*)::int AS n FROM pg_locks WHERE locktype = $1', [
      'advisory',
    ]);
    await client.end();
    expect(rows).toEqual([{ n: 0 }]);
  });

  test('that died meanwhile are replaced, without a word', async () => {
    await connectMs(spec());
    const [dead = 0] = await backends();
    await asAdmin(`SELECT pg_terminate_backend(${dead})`);
    const { measurement } = await pool.run(read(ORDERS, [ID, column('note', VARCHAR)]), [spec()]).done;
    expect(measurement.fragments['f1']).toMatchObject({ rows: 200_000, retries: 0 });
    expect(await backends()).not.toContain(dead);
  });

  test('made with another secret or another configuration are not used again', async () => {
    await connectMs({ ...spec(), secretVersion: 'a' });
    const [first] = await backends();
    password = () => Promise.resolve('not any more');
    await expect(connectMs({ ...spec(), secretVersion: 'b' })).rejects.toMatchObject({
      report: { code: 'secret-rejected', step: 'login' },
    });
    password = () => Promise.resolve(server.password);
    const other = { ...spec(), config: { ...spec().config, database: 'postgres' } };
    await expect(connectMs(other)).rejects.toMatchObject({ report: { code: 'source-drift' } });
    expect(await backends()).not.toContain(first);
  });

  test('are never more than the limit, over all queries, and queries wait for each other', async () => {
    await asAdmin(`CREATE ROLE two LOGIN PASSWORD 'two' CONNECTION LIMIT 2; GRANT SELECT ON orders TO two`);
    password = () => Promise.resolve('two');
    const two = { ...spec({ connections: 2 }), config: { ...spec().config, user: 'two' } };
    const runs = Array.from({ length: 6 }, () =>
      pool.run(read(ORDERS, [ID, column('note', VARCHAR)]), [two]),
    );
    const outcomes = await Promise.all(runs.map((run) => run.done));
    expect(outcomes.map(({ measurement }) => measurement.fragments['f1']?.rows)).toEqual(
      runs.map(() => 200_000),
    );
  });

  test('a query that waits for a connection can be cancelled, and is overtaken by none for the same', async () => {
    const one = spec({ connections: 1 });
    const asleep = pool.run(read(ASLEEP), [one]);
    await whenAsleep(asleep);
    const waiting = pool.run(read(ORDERS, [ID, column('note', VARCHAR)]), [one]);
    const next = pool.run(read('SELECT id FROM orders LIMIT 3'), [one]);
    await sleep(300);
    expect(await backends()).toHaveLength(1);
    waiting.cancel();
    await expect(waiting.done).rejects.toMatchObject({ report: { code: 'cancelled' } });
    asleep.cancel();
    await expect(asleep.done).rejects.toMatchObject({ report: { code: 'cancelled' } });
    expect((await next.done).measurement.fragments['f1']?.rows).toBe(3);
  });
});

describe('PostgreSQL in a runner', { timeout: 60_000 }, () => {
  test('rows come through, with the secret asked for', async () => {
    const outcome = await pool.run(read(ORDERS, [ID, column('note', VARCHAR)]), [spec()]).done;
    expect(outcome.measurement.fragments['f1']).toMatchObject({ rows: 200_000, retries: 0 });
    expect(outcome.measurement.fragments['f1']?.bytes).toBeGreaterThan(200_000 * 128);
    expect(outcome.measurement.fragments['f1']?.connectMs).toBeGreaterThan(0);
  });

  test('a secret that cannot be had fails the query by its own code', async () => {
    password = () =>
      Promise.reject(new AtollError('secret-missing', 'There is no password for shop.', { source: 'shop' }));
    await expect(pool.run(read(ORDERS), [spec()]).done).rejects.toMatchObject({
      report: { code: 'secret-missing' },
    });
  });

  test.each([
    ['limit-rows', { rows: 1000 }],
    ['limit-bytes', { bytes: 100_000 }],
    ['limit-time', { timeoutMs: 300 }],
  ] as const)('%s stops the statement', async (code, limits) => {
    const sql = code === 'limit-time' ? ASLEEP : ORDERS;
    const columns = code === 'limit-time' ? [ID] : [ID, column('note', VARCHAR)];
    const run = pool.run(read(sql, columns), [spec(limits)]);
    await expect(run.done).rejects.toMatchObject({ report: { code, source: 'shop' } });
    await expect.poll(atWork, { timeout: 5000 }).toBe(0);
  });

  test('cancel while the source sleeps: nothing of ours is left there, the next query works', async () => {
    const run = pool.run(read(ASLEEP), [spec()]);
    await whenAsleep(run);
    run.cancel();
    await expect(run.done).rejects.toMatchObject({ report: { code: 'cancelled' } });
    await expect.poll(atWork, { timeout: 5000 }).toBe(0);
    expect((await pool.run(read('SELECT id FROM orders'), [spec()]).done).rows).toBe(1);
  });

  test.each(['SIGKILL', 'SIGSTOP'] as const)(
    '%s of the runner while the source sleeps: the host stops the statement',
    async (signal) => {
      const run = pool.run(read(ASLEEP), [spec()]);
      await whenAsleep(run);
      process.kill(pool.pids[0] ?? 0, signal);
      if (signal === 'SIGSTOP') run.cancel();
      await expect(run.done).rejects.toMatchObject({
        report: { code: signal === 'SIGSTOP' ? 'cancelled' : 'runner-lost' },
      });
      await expect.poll(atWork, { timeout: 5000 }).toBe(0);
      expect(
        (await readdir(path.join(dir, 'run'), { recursive: true })).filter((name) => name.includes('/')),
      ).toEqual([]);
    },
  );

  test('the kill switch stops the fragment and names the source', async () => {
    const run = pool.run(read(ASLEEP), [spec()]);
    await whenAsleep(run);
    pool.killSource('shop');
    await expect(run.done).rejects.toMatchObject({ report: { code: 'source-killed', source: 'shop' } });
    await expect.poll(atWork, { timeout: 5000 }).toBe(0);
  });

  test('the connection is cut in mid-stream: a typed error, no result', async () => {
    const run = pool.run(read(ASLEEP), [spec()]);
    await whenAsleep(run);
    const client = await server.connect('postgres');
    await client.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'shop' AND state = 'active'",
    );
    // It is read once more, since no row had come; the second cut is the end of it.
    await whenAsleep(run);
    await client.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'shop' AND state = 'active'",
    );
    await client.end();
    await expect(run.done).rejects.toMatchObject({ report: { code: 'source-lost', source: 'shop' } });
    expect(await readdir(path.join(dir, 'results')).catch(() => [])).toEqual([]);
  });
});
