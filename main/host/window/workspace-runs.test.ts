import { tableFromIPC } from 'apache-arrow';
import { createServer } from 'node:net';
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { startPostgres } from '../../../e2e/fixtures/postgres.ts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RunState } from '../../contract/api/queries.ts';
import { exceeded } from '../../services/runs/foresee.ts';
import { type OpenRuns, openRuns } from '../../../e2e/fixtures/open-runs.ts';

let open: OpenRuns;
beforeEach(async () => {
  open = await openRuns();
});
afterEach(() => open[Symbol.asyncDispose]());

/** Keeps a runner at work until it is stopped. */
const ENDLESS =
  'SELECT count(*) AS n FROM range(100000000) a, range(100000000) b WHERE a.range + b.range = 7';
const isRunning = ({ state }: RunState): boolean => state === 'running';
const isOver = ({ ms }: RunState): boolean => ms !== null;

/** The states of a run in the order in which they were told, each once. */
function told(runId: string): string[] {
  const states = open.events.flatMap((event) =>
    event.kind === 'run' && event.run.runId === runId ? [event.run.state] : [],
  );
  return states.filter((state, at) => state !== states[at - 1]);
}

describe('a run', () => {
  test('goes from its start to its rows, with a report', async () => {
    const run = await open.ran('-- By digit\nSELECT digit, count(*) AS n FROM local.numbers GROUP BY digit', {
      tab: 't1',
    });
    expect(run).toMatchObject({
      state: 'complete',
      title: 'By digit',
      tab: 't1',
      rows: 10,
      columns: [
        { name: 'digit', type: 'BIGINT' },
        { name: 'n', type: 'BIGINT' },
      ],
      error: null,
      stored: true,
      fragments: [{ source: 'local', state: 'done' }],
    });
    expect(run.report?.fragments[0]?.actual?.rows).toBe(10);
    expect(told(run.runId)[0]).toBe('queued');
    expect(told(run.runId).slice(-2)).toEqual(['running', 'complete']);
  });

  test("that fails says why, and where in the user's own text", async () => {
    const wrong = 'SELECT n,\n nope FROM local.numbers';
    const failed = await open.ran(wrong);
    expect(failed).toMatchObject({
      state: 'failed',
      error: { code: 'sql-unknown-column', line: 2, column: 2 },
    });
    const sampled = await open.ran(wrong, { sample: 5 });
    expect(sampled.error).toMatchObject({ line: 2, column: 2 });
  });

  test('as a sample stops after its rows, at the source', async () => {
    const run = await open.ran('SELECT * FROM crm.tickets; -- all', { sample: 2 });
    expect(run).toMatchObject({
      state: 'complete',
      sample: 2,
      rows: 2,
      sql: 'SELECT * FROM crm.tickets; -- all',
    });
    expect(run.report?.fragments[0]?.sql).toMatch(/LIMIT 2$/);
    expect(run.report?.fragments[0]?.actual?.rows).toBe(2);
  });

  test('whose runner dies fails alone, and the next one works', async () => {
    const lost = open.start(ENDLESS);
    const other = open.start(`${ENDLESS} AND a.range > 1`);
    await Promise.all([open.until(lost, isRunning), open.until(other, isRunning)]);
    await expect.poll(() => killRunnerAtWork()).toBe(true);
    const over = await Promise.race([open.until(lost, isOver), open.until(other, isOver)]);
    expect(over).toMatchObject({ state: 'failed', error: { code: 'runner-lost' } });
    expect(await open.ran('SELECT 1 AS x')).toMatchObject({ state: 'complete' });
    const left = over.runId === lost ? other : lost;
    expect((await open.services.runs.get(left)).state).toBe('running');
  });

  test('is planned beside others, each for itself', async () => {
    const texts = Array.from({ length: 10 }, (_, at) =>
      at % 3 === 0
        ? `SELECT ${at} AS x, count(*) AS n FROM local.numbers WHERE n < ${at}`
        : `PIVOT (SELECT ${at} AS x, digit FROM local.numbers WHERE n < ${at}) ON x USING count(*)`,
    );
    const runs = texts.map((sql) => open.start(sql));
    for (const [at, runId] of runs.entries()) {
      expect(await open.until(runId, isOver)).toMatchObject({ state: 'complete' });
      const { bytes } = await open.services.pages.page(runId, { from: 0, count: 1, columns: null });
      expect(Number(tableFromIPC(bytes).getChildAt(1)?.get(0))).toBe(at % 3 === 0 ? at : 1);
    }
  });

  test('that is removed while it runs leaves nothing and is not heard of again', async () => {
    const runId = open.start(ENDLESS);
    await open.until(runId, isRunning);
    await open.services.runs.remove(runId);
    const heard = told(runId);
    await expect(open.services.runs.get(runId)).rejects.toMatchObject({ report: { code: 'result-missing' } });
    await open.services.runs.close();
    expect(told(runId)).toEqual(heard);
    expect(heard).not.toContain('cancelled');
  });

  test('ends as it began though the sources change meanwhile', async () => {
    const running = open.start(
      'SELECT count(*) AS n FROM local.numbers a, local.numbers b WHERE a.n + b.n < 3000000',
    );
    await open.until(running, isRunning);
    const file = path.join(open.dir, 'atoll.yaml');
    await writeFile(file, (await readFile(file, 'utf8')).replace('local:', 'moved:'));
    await open.workspace.reload();
    expect(await open.ran('SELECT count(*) AS n FROM moved.numbers')).toMatchObject({ state: 'complete' });
    await open.services.runs.cancel(running);
    expect(await open.until(running, isOver)).toMatchObject({ state: 'cancelled' });
  });
});

/** Kills one of the processes that work for this one; a workspace gives no way to tell which run is whose. */
async function killRunnerAtWork(): Promise<boolean> {
  const children = await readFile(`/proc/self/task/${process.pid}/children`, 'utf8');
  for (const pid of children.trim().split(' ').map(Number)) {
    const [, , , ...rest] = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(' ');
    const spent = Number(rest[10]);
    const isRunner = (await readFile(`/proc/${pid}/cmdline`, 'utf8')).includes('runner/runner.ts');
    if (isRunner && spent > 20) return process.kill(pid, 'SIGKILL');
  }
  return false;
}

describe('cancel', () => {
  test('stops a run at work within a second; others and the next go on', async () => {
    const other = open.start(ENDLESS);
    const runId = open.start(ENDLESS);
    await Promise.all([open.until(runId, isRunning), open.until(other, isRunning)]);
    const begun = performance.now();
    await open.services.runs.cancel(runId);
    expect(await open.until(runId, isOver)).toMatchObject({ state: 'cancelled', error: null, stored: false });
    expect(performance.now() - begun).toBeLessThan(1000);
    expect(await open.ran('SELECT 1 AS x')).toMatchObject({ state: 'complete' });
    expect(await open.services.runs.get(other)).toMatchObject({ state: 'running' });
  });

  test('stops one that waits for a runner', async () => {
    const blocking = [1, 2, 3, 4, 5, 6, 7, 8].map((at) => open.start(`${ENDLESS} AND a.range > ${at}`));
    const waiting = blocking.at(-1) ?? '';
    await open.until(waiting, ({ columns, state }) => columns !== null && state === 'queued');
    await open.services.runs.cancel(waiting);
    expect(await open.until(waiting, isOver)).toMatchObject({ state: 'cancelled' });
  });

  test('stops one that waits for a silent source', async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    const { port } = await new Promise<{ port: number }>((resolve) =>
      silent.once('listening', () => resolve(silent.address() as { port: number })),
    );
    await appendFile(
      path.join(open.dir, 'atoll.yaml'),
      `  slow: { kind: postgres, host: 127.0.0.1, port: ${port}, database: d, user: u }\n`,
    );
    await open.workspace.reload();
    const runId = open.start('SELECT * FROM slow.t');
    await open.until(runId, ({ state }) => state === 'planning');
    const begun = performance.now();
    await open.services.runs.cancel(runId);
    expect(await open.until(runId, isOver)).toMatchObject({ state: 'cancelled' });
    expect(performance.now() - begun).toBeLessThan(1000);
    expect(await open.ran('SELECT count(*) AS n FROM crm.tickets')).toMatchObject({ state: 'complete' });
    silent.close();
  });
});

describe('pages', () => {
  const rowsOf = (bytes: Uint8Array): unknown[] =>
    tableFromIPC(bytes)
      .toArray()
      .map((row) => ({ ...row }));

  test('come from anywhere in a finished result, in the columns wanted', async () => {
    const { runId } = await open.ran('SELECT n, digit AS n FROM local.numbers ORDER BY numbers.n');
    const page = await open.services.pages.page(runId, { from: 199_998, count: 100, columns: [1] });
    expect(page).toMatchObject({ rows: 200_000, provisional: false });
    expect(rowsOf(page.bytes)).toEqual([{ n: 8n }, { n: 9n }]);
    const all = await open.services.pages.page(runId, { from: 0, count: 1_000_000, columns: null });
    expect(tableFromIPC(all.bytes).numRows).toBe(65_536);
  });

  test('are of bounded size: fewer rows, and long cells cut and marked', async () => {
    const { runId } = await open.ran(
      "SELECT range AS n, repeat('ä', CASE range WHEN 1 THEN 10000000 ELSE 30000 END::BIGINT) AS t FROM range(1000)",
    );
    const page = await open.services.pages.page(runId, { from: 0, count: 1000, columns: null });
    expect(page.bytes.byteLength).toBeLessThan(4_100_000);
    const table = tableFromIPC(page.bytes);
    expect(table.numRows).toBeGreaterThan(10);
    expect(String(table.get(1)?.['t'])).toHaveLength(32_768);
    expect(table.schema.fields[1]?.metadata.get('atoll:cut')).toBe('[1]');
  });

  test('of a run that has not ended are provisional, whole when it has', { timeout: 60_000 }, async () => {
    await using server = await startPostgres();
    // 40,000 rows at once, then more every 50 ms.
    await server.run(
      'postgres',
      `CREATE VIEW slow AS SELECT g::int4 AS id FROM generate_series(1, 300000) g
      WHERE g <= 40000 OR (g % 5000 = 0 AND pg_sleep(0.05) IS NOT NULL) OR g % 10 = 0`,
    );
    const { host, port, user, password } = server;
    await writeFile(path.join(open.dir, 'secret'), password, { mode: 0o600 });
    await appendFile(
      path.join(open.dir, 'atoll.yaml'),
      `  shop: { kind: postgres, host: ${host}, port: ${port}, database: postgres, user: ${user}, secret: 'file:secret' }\n`,
    );
    await open.workspace.reload();
    const runId = open.start('SELECT id FROM shop.slow');
    const early = await open.until(runId, ({ rows, ms }) => rows > 0 || ms !== null);
    expect(early).toMatchObject({ state: 'running', columns: [{ name: 'id', type: 'INTEGER' }] });
    const page = await open.services.pages.page(runId, { from: 2, count: 3, columns: null });
    expect(page.provisional).toBe(true);
    expect(rowsOf(page.bytes)).toEqual([{ id: 3 }, { id: 4 }, { id: 5 }]);
    expect(await open.until(runId, isOver)).toMatchObject({ state: 'complete', rows: 66_000 });
    expect(await open.services.pages.page(runId, { from: 0, count: 1, columns: null })).toMatchObject({
      provisional: false,
      rows: 66_000,
    });
    const progress = open.events.filter((event) => event.kind === 'run' && event.run.runId === runId);
    expect(progress.length).toBeLessThan(60);
  });

  test('of no result are an error', async () => {
    const wish = { from: 0, count: 1, columns: null };
    await expect(open.services.pages.page('x', wish)).rejects.toMatchObject({
      report: { code: 'result-missing' },
    });
    const runId = open.start(ENDLESS);
    await expect(open.services.pages.page(runId, wish)).rejects.toMatchObject({
      report: { code: 'result-unfinished' },
    });
  });
});

describe('after a restart', () => {
  test('results are there with their text, title and report, pinned or removed', async () => {
    const first = await open.ran('SELECT 1 AS x /* one */', { tab: 't7', sample: 3 });
    const second = await open.ran('SELECT 2 AS x');
    await open.services.runs.pin(first.runId, true);
    open = await open.reopen();
    const runs = await open.services.runs.list(10);
    expect(runs.map(({ runId }) => runId)).toEqual([second.runId, first.runId]);
    expect(runs[1]).toMatchObject({ ...first, pinned: true, localFraction: null });
    const page = await open.services.pages.page(first.runId, { from: 0, count: 1, columns: null });
    expect(tableFromIPC(page.bytes).get(0)?.['x']).toBe(1);
    await open.services.runs.remove(first.runId);
    await expect(open.services.runs.get(first.runId)).rejects.toMatchObject({
      report: { code: 'result-missing' },
    });
    expect(await open.services.runs.list(10)).toHaveLength(1);
  });
});

test('limits are per source, lower for production, and unknown figures ask nothing', () => {
  const fragment = (source: string, rows: number | null, bytes: number | null) =>
    ({ source, estimated: { rows, bytes } }) as never;
  const ask = { bytes: '1MB', rows: 1000, time: '1s' };
  const sources = [
    { name: 'a', production: false },
    { name: 'b', production: true },
  ];
  const report = { fragments: [fragment('a', 900, null), fragment('b', 101, 2), fragment('b', null, null)] };
  expect(exceeded(report, ask, sources)).toEqual([
    { what: 'rows', source: 'b', estimated: 101, limit: 100, production: true },
  ]);
  expect(exceeded({ fragments: [fragment('a', 900, 1), fragment('c', 900, 1)] }, ask, sources)).toEqual([
    { what: 'rows', source: null, estimated: 1800, limit: 1000, production: false },
  ]);
  expect(exceeded({ fragments: [fragment('a', null, null)] }, ask, sources)).toEqual([]);
});
