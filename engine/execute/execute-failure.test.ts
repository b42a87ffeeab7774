import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AtollError } from '../errors/atoll-error.ts';
import { BIGINT, INTEGER, VARCHAR } from '../types/data-type.ts';
import { DEFAULT_LIMITS, type SourceLimits } from '../types/limits.ts';
import { PlanBench } from './plan-bench.fixture.ts';
import { column, fragment, placed, SampleSource } from './sample-source.fixture.ts';

const bench = new PlanBench();
beforeEach(() => bench.open());
afterEach(() => bench.close());

const ID = column('id', INTEGER);
const NAME = column('name', VARCHAR);
const numbers = (count: number): ReturnType<typeof fragment> =>
  fragment('f1', 'shop', `SELECT range::INT FROM range(${count})`, [ID]);

const limits = (more: Partial<SourceLimits>): ReadonlyMap<string, SourceLimits> =>
  new Map([['shop', { ...DEFAULT_LIMITS, ...more }]]);

describe('limits', () => {
  const scan = placed([numbers(50_000)], 'SELECT count(*) AS n FROM f1', [column('n', BIGINT)]);

  test.each([
    ['limit-rows', { rows: 9000 }, 'rows'],
    ['limit-bytes', { bytes: 20_000 }, 'bytes'],
    ['limit-time', { timeoutMs: 150 }, 'timeout'],
  ] as const)('%s names the source and the setting', async (code, limit, field) => {
    const shop = new SampleSource('shop', { delayMs: 30 });
    const error = await bench.run(scan, [shop], { limits: limits(limit) }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      report: { code, source: 'shop', hint: expect.stringContaining(`limits: { ${field}: … }`) },
    });
    expect(shop.events).toContain('stop f1');
    expect(shop.events).not.toContain('end f1');
    await bench.nothingLeft();
  });

  test('a source that hears nothing is given up after its time and a second', async () => {
    const begun = performance.now();
    const deaf = new SampleSource('shop', { deaf: true });
    await expect(bench.run(scan, [deaf], { limits: limits({ timeoutMs: 100 }) })).rejects.toMatchObject({
      report: { code: 'limit-time' },
    });
    expect(performance.now() - begun).toBeLessThan(2500);
  });

  test('a source that is slow to begin does not hold up a cancel, and its late session is closed', async () => {
    const slow = new SampleSource('shop', { beginMs: 800 });
    const begun = performance.now();
    const running = bench.run(scan, [slow], { signal: AbortSignal.timeout(100) });
    await expect(running).rejects.toMatchObject({ report: { code: 'cancelled' } });
    expect(performance.now() - begun).toBeLessThan(700);
    await expect.poll(() => slow.events).toEqual(['begin', 'close']);
  });

  test('no more fragments at once than connections', async () => {
    const shop = new SampleSource('shop', { delayMs: 5 });
    const parts = ['f1', 'f2', 'f3', 'f4', 'f5'].map((id) =>
      fragment(id, 'shop', 'SELECT range::INT FROM range(5000)', [ID]),
    );
    const plan = placed(parts, 'SELECT count(*) AS n FROM f1, f5 WHERE f1.id = f5.id', [column('n', BIGINT)]);
    await bench.run(plan, [shop], { limits: limits({ connections: 2 }) });
    expect(shop.mostReading).toBe(2);
    expect(shop.events.filter((event) => event === 'begin')).toHaveLength(1);
  });

  test('memory: typed, nothing left', async () => {
    const sql = 'SELECT list(range) AS l FROM range(60000000)';
    await expect(
      bench.run(placed([], sql, [NAME]), [], { memoryLimit: '64MB', threads: 2 }),
    ).rejects.toMatchObject({ report: { code: 'limit-memory' } });
    await bench.nothingLeft();
  });

  test('8 MB of disk: typed, nothing left', async () => {
    const sql = 'SELECT range AS id, hash(range) AS h FROM range(20000000) ORDER BY h';
    const limited = bench.run(placed([], sql, [ID, NAME]), [], {
      memoryLimit: '64MB',
      spillLimit: '8MB',
      threads: 2,
    });
    await expect(limited).rejects.toMatchObject({ report: { code: 'limit-disk' } });
    await bench.nothingLeft();
  });

  test('a sort larger than memory spills and comes out right', async () => {
    const sql = 'SELECT range AS id, hash(range) AS h FROM range(6000000) ORDER BY h';
    const outcome = await bench.run(placed([], sql, [column('id', BIGINT), column('h', BIGINT)]), [], {
      memoryLimit: '100MB',
      threads: 2,
    });
    expect(outcome.rows).toBe(6_000_000);
    expect(
      await bench.rowsOf(
        'SELECT bool_and(h >= p) FROM (SELECT h, lag(h, 1, 0) OVER (ORDER BY rowid) AS p FROM r.result)',
      ),
    ).toEqual([[true]]);
    expect(await readdir(path.join(bench.folder, 'spill'))).toEqual([]);
  });
});

describe('failure', () => {
  const both = placed(
    [numbers(50_000), fragment('f2', 'desk', 'SELECT range::INT FROM range(50000)', [ID])],
    'SELECT f1.id FROM f1, f2',
    [ID],
  );

  test('the first real error is reported, the others are stopped', async () => {
    const desk = new SampleSource('desk', { delayMs: 40 });
    const shop = new SampleSource('shop', { lostAfter: 2 });
    await expect(bench.run(both, [shop, desk])).rejects.toMatchObject({
      report: { code: 'source-lost', source: 'shop' },
    });
    expect(desk.events).toEqual(['begin', 'stop f2', 'close']);
    await bench.nothingLeft();
  });

  test('the kill switch stops one source and names it', async () => {
    const kill = new AbortController();
    setTimeout(
      () => kill.abort(new AtollError('source-killed', 'shop was stopped.', { source: 'shop' })),
      100,
    );
    const shop = new SampleSource('shop', { delayMs: 20 });
    const killed = bench.run(both, [shop, new SampleSource('desk', { delayMs: 20 })], {
      killSwitch: (name) => (name === 'shop' ? kill.signal : new AbortController().signal),
    });
    await expect(killed).rejects.toMatchObject({ report: { code: 'source-killed', source: 'shop' } });
    expect(shop.reading).toBe(0);
  });

  test("an error of the local part is told in DuckDB's words", async () => {
    const failed = bench.run(placed([], "SELECT CAST('x' || range AS INT) AS id FROM range(3)", [ID]), []);
    await expect(failed).rejects.toMatchObject({
      report: {
        code: 'sql-execution',
        message: expect.stringContaining("Could not convert string 'x0' to INT32"),
      },
    });
    await bench.nothingLeft();
  });

  test('cancel stops the sources, or the local part, within a second', async () => {
    for (const plan of [
      both,
      placed(
        [],
        'SELECT count(*) AS n FROM range(10000000) a, range(10000000) b WHERE a.range + b.range = 3',
        [ID],
      ),
    ]) {
      const controller = new AbortController();
      const shop = new SampleSource('shop', { delayMs: 30 });
      const running = bench.run(plan, [shop, new SampleSource('desk', { delayMs: 30 })], {
        signal: controller.signal,
      });
      setTimeout(() => controller.abort(), 200);
      const begun = performance.now();
      await expect(running).rejects.toMatchObject({ report: { code: 'cancelled' } });
      expect(performance.now() - begun).toBeLessThan(1200);
      expect(shop.reading).toBe(0);
      await bench.nothingLeft();
    }
  });
});
