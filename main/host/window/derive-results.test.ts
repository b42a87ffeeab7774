import { tableFromIPC } from 'apache-arrow';
import { z } from 'zod';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MIXED, type OpenRuns, openRuns } from '../../../e2e/fixtures/open-runs.ts';
import type { FILTER_OPERATORS } from '../../contract/choices.ts';

let open: OpenRuns;
let mixed: string;
beforeAll(async () => {
  open = await openRuns();
  mixed = await open.result(MIXED);
});
afterAll(() => open[Symbol.asyncDispose]());

const signal = new AbortController().signal;

interface Wish {
  readonly sort?: readonly (readonly [number, boolean])[];
  readonly filter?: readonly (readonly [number, (typeof FILTER_OPERATORS)[number], string | null])[];
}

const derive = (runId: string, { sort = [], filter = [] }: Wish) =>
  open.services.results.derive(
    runId,
    {
      sort: sort.map(([column, descending]) => ({ column, descending })),
      filter: filter.map(([column, operator, value]) => ({ column, operator, value })),
    },
    signal,
  );

async function columnOf(runId: string, column: number): Promise<unknown[]> {
  const page = await open.services.pages.page(runId, { from: 0, count: 100, columns: [column] });
  const vector = tableFromIPC(page.bytes).getChildAt(0);
  return [...(vector ?? [])].map((value) => (typeof value === 'bigint' ? Number(value) : value));
}

describe('derive', () => {
  test('sorts stably, NULLs last, and the same wish gives the same result', async () => {
    const { result, sql } = await derive(mixed, { sort: [[1, false]] });
    expect(await columnOf(result.runId, 0)).toEqual([-1, 2, Number(9007199254740993n), null]);
    expect(z.uuid().parse(result.runId)).toBe(result.runId);
    expect(result).toMatchObject({ rows: 4, ordered: true });
    expect(sql).toMatch(/^SELECT \* FROM \(\n[^]*-- the end\n\) AS result ORDER BY "price"$/);
    expect((await derive(mixed, { sort: [[1, false]] })).result).toEqual(result);
    expect((await derive(mixed, { sort: [[1, true]] })).result.runId).not.toBe(result.runId);
  });

  test.each<[string, Wish['filter'], number]>([
    ['equals', [[0, 'equals', '9007199254740993']], 1],
    ['differs, from NULL too', [[0, 'differs', '2']], 3],
    ['less', [[1, 'less', '1.5']], 2],
    ['at most', [[1, 'at-most', '1.50']], 3],
    ['a date', [[3, 'greater', '2026-01-01']], 2],
    ['an instant in another zone', [[4, 'at-least', '2026-07-02 12:30:00.5+02']], 1],
    ['a text with a quote', [[2, 'contains', 'Y "X"']], 1],
    ['its beginning', [[2, 'begins', 'A|B']], 1],
    ['part of a shown number', [[0, 'contains', '740993']], 1],
    ['part of a time in ISO 8601', [[4, 'begins', '2026-07-01T10']], 1],
    ['part of a list', [[6, 'contains', '[1,2']], 1],
    ['NULL', [[2, 'null', null]], 1],
    ['an empty text', [[2, 'equals', '']], 1],
    [
      'all of several',
      [
        [5, 'equals', 'true'],
        [0, 'not-null', null],
        [1, 'less', '1'],
      ],
      1,
    ],
  ])('filters by %s', async (_name, filter = [], rows) => {
    const { result, sql } = await derive(mixed, { filter });
    expect(result.rows).toBe(rows);
    expect(await open.ran(sql)).toMatchObject({ state: 'complete', rows });
  });

  test.each([
    [0, '1.5', 'big'],
    [0, '99999999999999999999', 'big'],
    [1, '0.255', 'price'],
    [1, 'x', 'price'],
    [3, '2026-13-01', 'day'],
    [5, 'perhaps', 'flag'],
  ])('says that column %i has no value %s', async (column, value, name) => {
    await expect(derive(mixed, { filter: [[column, 'equals', value]] })).rejects.toMatchObject({
      report: { code: 'value-misfit', message: expect.stringContaining(name), hint: expect.any(String) },
    });
  });

  test('tells columns of one name apart', async () => {
    const runId = await open.result('SELECT 1 AS a, 2 AS a, 3 AS "q""x"');
    const { sql, result } = await derive(runId, {
      filter: [
        [1, 'equals', '2'],
        [2, 'equals', '3'],
      ],
    });
    expect(result.columns.map(({ name }) => name)).toEqual(['a', 'a', 'q"x']);
    expect(await open.ran(sql)).toMatchObject({ state: 'complete', rows: 1 });
  });

  test('of a view is a view; views are no runs and go with their result', async () => {
    const runId = await open.result('SELECT range AS n FROM range(10)');
    const { result } = await derive(runId, { filter: [[0, 'less', '5']] });
    expect((await open.services.runs.list(500)).map((run) => run.runId)).not.toContain(result.runId);
    await open.services.runs.remove(runId);
    await expect(open.services.results.describe(result.runId)).rejects.toMatchObject({
      report: { code: 'result-missing' },
    });
  });
});
