import { afterAll, beforeAll, expect, test } from 'vitest';
import { NO_MARIADB } from '../fixtures/mariadb.ts';
import { Checker, waysOf } from './check.ts';
import { generateQuery } from './generate.ts';
import { seedOf } from './seeds.ts';
import { openFuzzWorld, type FuzzWorld } from './world.ts';

const COUNT = 500;
const BATCH = 50;

/**
 * Tests of half a thousand random queries, in all modes, over servers of their own: two files of them run side by side.
 * `npm run fuzz -- --count 1 --from N` shows a query that differs, made smaller, with the rows.
 */
export function fuzzSuite(first: number): void {
  let world: FuzzWorld;
  let checker: Checker;
  beforeAll(async () => {
    world = await openFuzzWorld();
    checker = new Checker(world);
  }, 120_000);
  afterAll(() => world.close());

  let rejected = 0;

  test.each(Array.from({ length: COUNT / BATCH }, (_, index) => first + index * BATCH))(
    'random queries from %d on',
    async (from) => {
      for (let index = from; index < from + BATCH; index += 1) {
        const { sql } = generateQuery(seedOf(1, index));
        const verdict = await checker.check(sql, waysOf(index));
        if (verdict.kind === 'rejected') rejected += 1;
        else expect(verdict, `query ${index}: ${sql}`).toMatchObject({ kind: 'equal' });
      }
    },
    300_000,
  );

  test('few of them are refused by DuckDB itself', () => {
    expect(rejected).toBeLessThan(COUNT * 0.02);
  });

  // Otherwise they prove little of what is new between sources.
  test.skipIf(NO_MARIADB !== null).each([
    ['several sources', COUNT / 4],
    ['key sets sent', COUNT / 50],
    ['split aggregates', COUNT / 50],
    ['semi join', COUNT / 200],
    ['anti join', COUNT / 200],
    ['left join', COUNT / 50],
    ['aggregate', COUNT / 10],
    ['window', COUNT / 100],
    ['top-n', COUNT / 100],
    ['distinct', COUNT / 100],
  ])('plans have %s at least %d times', (name, least) => {
    expect(checker.tally.count(name)).toBeGreaterThanOrEqual(least);
  });
}
