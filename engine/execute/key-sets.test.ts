import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Fragment, KeyedText } from '../plan/fragment.ts';
import { BIGINT, INTEGER } from '../types/data-type.ts';
import { DEFAULT_LIMITS } from '../types/limits.ts';
import { PlanBench } from './plan-bench.fixture.ts';
import { column, fragment, placed, SampleSource } from './sample-source.fixture.ts';

const bench = new PlanBench();
beforeEach(() => bench.open());
afterEach(() => bench.close());

const ID = column('id', INTEGER);

/** A text that says in its rows in which form the keys were asked for: 20 by a list, 300 by a range, else all. */
function text(set: string): KeyedText {
  const before = 'SELECT range::INT FROM range(5000) WHERE ';
  const forms = { list: 'range < 20', range: 'range < 300', none: 'true' };
  const test = { set, at: before.length, length: forms.list.length, forms };
  return { sql: before + forms.list, params: [], slots: [], tests: [test], partition: null };
}

/** `f2` at `desk`: 5,000 rows whole, 20 by a list of the keys of `f1`, 300 by a range. */
function cut(from: string, rows: number | null, distinct: number | null): Fragment {
  const whole = fragment('f2', 'desk', 'SELECT range::INT FROM range(5000)', [ID]);
  const sql = `SELECT DISTINCT id AS key FROM ${from} WHERE id IS NOT NULL`;
  const set = { name: 'f2 keys 1', from, columns: [{ name: 'id', type: INTEGER }], sql, distinct };
  return { ...whole, keys: { sets: [set], text: text(set.name), rows, costs: { key: 2, test: 0 } } };
}

const numbers = (sql: string): Fragment => fragment('f1', 'shop', sql, [ID]);
const COUNT = [column('n', BIGINT)];
const counting = (first: Fragment, second: Fragment): ReturnType<typeof placed> =>
  placed([second, first], 'SELECT count(*) AS n FROM f2', COUNT);

test.each([
  ['few keys as a list', 10, 5000, 20, 'list'],
  ['no more keys than rows of unknown number', 10, null, 20, 'list'],
  ['keys that cost more than the rows that they save as a range', 3000, 5000, 300, 'range'],
  ['no keys: nothing is read', 0, 5000, 0, 'none'],
] as const)('%s', async (_, keys, rows, expected, as) => {
  const desk = new SampleSource('desk');
  const plan = counting(numbers(`SELECT range::INT FROM range(${keys})`), cut('f1', rows, null));
  const { measurement } = await bench.run(plan, [new SampleSource('shop'), desk]);
  expect(await bench.rowsOf('SELECT n::INT FROM r.result')).toEqual([[expected]]);
  expect(measurement.keys?.['f2']).toMatchObject({
    read: keys > 0,
    sets: [{ from: 'f1', column: 'id', keys, as }],
  });
  expect(desk.events.includes('end f2')).toBe(keys > 0);
});

test('NULL is no key', async () => {
  const plan = counting(numbers('SELECT NULL::INT FROM range(10)'), cut('f1', 5000, null));
  const { measurement } = await bench.run(plan, [new SampleSource('shop'), new SampleSource('desk')]);
  expect(measurement.fragments['f2']).toMatchObject({ rows: 0, bytes: 0 });
});

test('keys that are all values of the column are not sent as a list', async () => {
  const plan = counting(numbers('SELECT range::INT FROM range(100)'), cut('f1', 5000, 100));
  const { measurement } = await bench.run(plan, [new SampleSource('shop'), new SampleSource('desk')]);
  expect(measurement.keys?.['f2']?.sets[0]?.as).toBe('range');
});

test('a source of one connection is not held by what waits', async () => {
  const own = { ...cut('f1', 5000, null), source: 'shop' };
  const shop = new SampleSource('shop', { delayMs: 5 });
  const limits = new Map([['shop', { ...DEFAULT_LIMITS, connections: 1 }]]);
  const plan = counting(numbers('SELECT range::INT FROM range(10)'), own);
  const { measurement } = await bench.run(plan, [shop], { limits });
  expect(shop.events).toEqual(['begin', 'end f1', 'stop f1', 'end f2', 'stop f2', 'close']);
  expect(measurement.fragments['f2']?.rows).toBe(20);
});

test('where the keys never come, what waits for them fails with the same error', async () => {
  const shop = new SampleSource('shop', { lostAfter: 0 });
  const desk = new SampleSource('desk');
  const plan = counting(numbers('SELECT range::INT FROM range(10)'), cut('f1', 5000, null));
  await expect(bench.run(plan, [shop, desk])).rejects.toMatchObject({
    report: { code: 'source-lost', source: 'shop' },
  });
  expect(desk.events).not.toContain('end f2');
  await bench.nothingLeft();
});

test('a cancel ends the waiting', async () => {
  const shop = new SampleSource('shop', { deaf: true });
  const begun = performance.now();
  const plan = counting(numbers('SELECT range::INT FROM range(10)'), cut('f1', 5000, null));
  const running = bench.run(plan, [shop, new SampleSource('desk')], { signal: AbortSignal.timeout(200) });
  await expect(running).rejects.toMatchObject({ report: { code: 'cancelled' } });
  expect(performance.now() - begun).toBeLessThan(2500);
  await bench.nothingLeft();
});
