import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PUSHDOWN_MODES } from '../fixtures/federation.ts';
import { differenceOf } from '../oracle/compare.ts';
import { BREADTH_CASES } from './cases.ts';
import { qualified } from './load.ts';
import { FUZZ_DATA } from '../fuzz/tables.ts';
import { openWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld(FUZZ_DATA);
});
afterAll(() => world.close());

describe('whole tables arrive as they are', () => {
  test.each(FUZZ_DATA.map(qualified))('%s', async (table) => {
    const sql = `SELECT * FROM ${table}`;
    const expected = await world.oracle.run(sql, { pushdown: 'none' });
    const actual = await world.federation.run(sql, { pushdown: 'full' });
    expect(differenceOf(actual, expected, { signOfZero: true })).toBeUndefined();
  });
});

describe.each(Object.entries(BREADTH_CASES))('%s', (_, cases) => {
  test.each(cases)('$name', async (item) => {
    const expected = await world.oracle.run(item.sql, { pushdown: 'none' });
    for (const pushdown of PUSHDOWN_MODES) {
      const actual = await world.federation.run(item.sql, { pushdown });
      expect(differenceOf(actual, expected, item), `pushdown ${pushdown}`).toBeUndefined();
    }
  });
});
