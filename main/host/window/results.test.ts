import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MIXED, type OpenRuns, openRuns } from '../../../e2e/fixtures/open-runs.ts';

let open: OpenRuns;
let mixed: string;
/** Two hundred thousand rows. */
let numbers: string;
beforeAll(async () => {
  open = await openRuns();
  mixed = await open.result(MIXED);
  numbers = await open.result('SELECT n, digit, n::VARCHAR AS t FROM local.numbers ORDER BY numbers.n');
});
afterAll(() => open[Symbol.asyncDispose]());

const signal = new AbortController().signal;

describe('find', () => {
  const find = (text: string, row: number, column: number, backwards = false) =>
    open.services.results.find(numbers, { text, row, column, backwards }, signal);

  test('goes on cell by cell, both ways, to the end', async () => {
    expect(await find('199999', 0, 0)).toEqual({ row: 199_999, column: 0 });
    expect(await find('199999', 199_999, 0)).toEqual({ row: 199_999, column: 2 });
    expect(await find('199999', 199_999, 2)).toBeNull();
    expect(await find('12345', 199_999, 2, true)).toEqual({ row: 123_459, column: 2 });
    expect(await find('12345', 12_345, 2, true)).toEqual({ row: 12_345, column: 0 });
    expect(await find('12345', 12_345, 0, true)).toBeNull();
  });
});

describe('measure', () => {
  const measure = (columns: readonly number[], from = 0, to = 4) =>
    open.services.results.measure(mixed, { columns, from, to }, signal);

  test('is exact', async () => {
    expect(await measure([0])).toEqual({
      cells: 4,
      nulls: 1,
      distinct: 3,
      sum: '9007199254740994',
      average: '3002399751580331.333333',
      least: '-1',
      greatest: '9007199254740993',
    });
    expect(await measure([0, 1], 1)).toMatchObject({
      cells: 6,
      nulls: 2,
      sum: '1.50',
      average: '0.375',
      least: null,
    });
    expect(await measure([3])).toMatchObject({ sum: null, least: '2025-01-31', greatest: '2026-07-01' });
    expect(await measure([6])).toMatchObject({ cells: 4, nulls: 1, least: null });
  });

  test('does without a sum that no type holds', async () => {
    const runId = await open.result(
      "SELECT '99999999999999999999999999999999999999'::DECIMAL(38,0) AS d FROM range(20)",
    );
    const area = { columns: [0], from: 0, to: 20 };
    expect(await open.services.results.measure(runId, area, signal)).toMatchObject({ cells: 20, sum: null });
  });
});

describe('cells', () => {
  test('are given whole, with their value', async () => {
    const cell = (row: number, column: number, limit = 100) =>
      open.services.results.cell(mixed, row, column, limit, signal);
    expect(await cell(0, 0)).toEqual({
      type: 'BIGINT',
      text: '9007199254740993',
      length: 16,
      value: '9007199254740993',
    });
    expect(await cell(0, 6)).toMatchObject({ type: 'INTEGER[]', text: '[1,2]', value: [1, 2] });
    expect(await cell(0, 2, 3)).toMatchObject({ text: 'a|b', length: 5, value: null });
    expect(await cell(2, 0)).toMatchObject({ text: null, value: null });
    await expect(cell(4, 0)).rejects.toMatchObject({ report: { code: 'usage' } });
    const { cells } = await open.services.results.record(mixed, 1, signal);
    expect(cells.map(({ text }) => text)).toEqual(['-1', '0.25', '', null, null, 'false', null]);
  });
});

describe('profile', () => {
  const profile = (column: number) => open.services.results.profile(numbers, column, signal);

  test('numbers have bins of equal width, few values one each', async () => {
    const wide = await profile(0);
    expect(wide).toMatchObject({
      rows: 200_000,
      nulls: 0,
      least: '0',
      greatest: '199999',
      shape: 'histogram',
    });
    expect(wide.bins).toHaveLength(20);
    expect(wide.bins[0]).toEqual({ label: '0 – 9999', count: 10_000 });
    const narrow = await profile(1);
    expect(narrow).toMatchObject({ distinct: 10 });
    expect(narrow.bins.map(({ label }) => label)).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
  });

  test('texts have their most frequent values, times bins', async () => {
    const runId = await open.result(
      "SELECT CASE range % 4 WHEN 0 THEN 'x' WHEN 1 THEN NULL ELSE 'y' END AS t, DATE '2026-01-01' + (range % 40)::INT AS d FROM range(1000)",
    );
    expect(await open.services.results.profile(runId, 0, signal)).toMatchObject({
      nulls: 250,
      distinct: 2,
      shape: 'frequent',
      bins: [
        { label: 'y', count: 500 },
        { label: 'x', count: 250 },
      ],
    });
    const days = await open.services.results.profile(runId, 1, signal);
    expect(days.bins[0]).toEqual({ label: '2026-01-01 – 2026-01-02', count: 50 });
    expect(days.bins.reduce((sum, { count }) => sum + count, 0)).toBe(1000);
    expect(await open.services.results.profile(mixed, 6, signal)).toMatchObject({ shape: 'none', nulls: 1 });
  });
});

test('work over a result stops when nobody waits any more, and the next works', async () => {
  const runId = await open.result('SELECT md5(range::VARCHAR) AS t FROM range(3000000)');
  const stop = new AbortController();
  const sorting = open.services.results.derive(
    runId,
    { sort: [{ column: 0, descending: false }], filter: [] },
    stop.signal,
  );
  setTimeout(() => stop.abort(), 300);
  const begun = performance.now();
  await expect(sorting).rejects.toMatchObject({ report: { code: 'cancelled' } });
  expect(performance.now() - begun).toBeLessThan(1500);
  expect((await open.services.results.measure(runId, { columns: [0], from: 0, to: 10 }, signal)).cells).toBe(
    10,
  );
});
