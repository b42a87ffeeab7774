import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Oracle } from '../fixtures/oracle.ts';
import { differenceOf } from '../oracle/compare.ts';
import { BREADTH_CASES } from './cases.ts';
import { loadOracle } from './load.ts';
import { FUZZ_DATA } from '../fuzz/tables.ts';

let oracle: Oracle;
beforeAll(async () => {
  oracle = await loadOracle(FUZZ_DATA);
});
afterAll(() => oracle.close());

const ALL = Object.values(BREADTH_CASES).flat();

test('there are at least 300 cases and their names are unique', () => {
  expect(ALL.length).toBeGreaterThanOrEqual(300);
  expect(new Set(ALL.map((item) => item.name)).size).toBe(ALL.length);
});

// Run twice: an answer that is not the same twice in one DuckDB can't be held against another engine.
describe.each(Object.entries(BREADTH_CASES))('%s', (_, cases) => {
  test.each(cases)('$name', async (item) => {
    const first = await oracle.run(item.sql, { pushdown: 'none' });
    const second = await oracle.run(item.sql, { pushdown: 'none' });
    expect(differenceOf(second, first, item)).toBeUndefined();
    const positions = Array.isArray(item.ordered) ? item.ordered : [];
    for (const position of positions) expect(position).toBeLessThan(first.columns.length);
  });
});

test('few cases come out empty, so that most could tell a difference', async () => {
  let empty = 0;
  // One after the other: the oracle has one connection.
  for (const item of ALL) {
    const { rows } = await oracle.run(item.sql, { pushdown: 'none' });
    if (rows.length === 0) empty += 1;
  }
  expect(empty).toBeLessThan(ALL.length / 20);
});
