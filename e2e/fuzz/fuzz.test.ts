import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, type World } from '../breadth/world.ts';
import { PUSHDOWN_MODES } from '../fixtures/federation.ts';
import { checkQuery } from './check.ts';
import { generateQuery } from './generate.ts';
import { seedOf } from './seeds.ts';
import { FUZZ_DATA } from './tables.ts';

const COUNT = 500;
const BATCH = 25;

let world: World;
beforeAll(async () => {
  world = await openWorld(FUZZ_DATA);
});
afterAll(() => world.close());

let rejected = 0;

// `npm run fuzz -- --count 1 --from N` shows the query, smaller, with the rows that differ.
test.each(Array.from({ length: COUNT / BATCH }, (_, index) => index * BATCH))(
  'random queries from %d on',
  async (from) => {
    for (let index = from; index < from + BATCH; index += 1) {
      const { sql } = generateQuery(seedOf(1, index));
      // All of them pushed as far as possible; the other modes take turns.
      const modes = ['full', PUSHDOWN_MODES[1 + (index % 2)] ?? 'none'] as const;
      for (const pushdown of modes) {
        const verdict = await checkQuery(world.federation, world.oracle, sql, pushdown);
        if (verdict.kind === 'rejected') rejected += 1;
        else expect(verdict, `query ${index}, pushdown ${pushdown}: ${sql}`).toMatchObject({ kind: 'equal' });
      }
    }
  },
  120_000,
);

test('few of them are refused by DuckDB itself', () => {
  console.log(`${rejected / 2} of ${COUNT} random queries were rejected by DuckDB`);
  expect(rejected / 2).toBeLessThan(COUNT * 0.02);
});
