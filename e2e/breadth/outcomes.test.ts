import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Outcome } from '../../engine/types/explain.ts';
import { PUSHDOWN_MODES } from '../fixtures/federation.ts';
import { FUZZ_DATA } from '../fuzz/tables.ts';
import { BREADTH_CASES } from './cases.ts';
import { openWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld(FUZZ_DATA);
});
afterAll(() => world.close());

/** What an outcome must say, whatever it is of. */
function check({ outcome, sources, fragments, code, reason }: Outcome): void {
  const isDone = outcome === 'exact' || outcome === 'superset';
  expect([sources.length > 0, fragments.length > 0]).toEqual([isDone, isDone]);
  expect(code !== null).toBe(outcome === 'kept' || outcome === 'superset');
  if (outcome === 'exact') expect(reason).toBeNull();
  else expect(reason).toMatch(/^(?=.{5,200}$)(?!.*(~~|undefined|\[object)).*\.$/);
}

// Only planned: what the answers are is for the tests beside this one.
describe.each(Object.entries(BREADTH_CASES))('%s', (_, cases) => {
  test.each(cases)('$name', async ({ sql }) => {
    for (const mode of PUSHDOWN_MODES) {
      const { outcomes = [], notPushed } = await world.federation.plan(sql, mode);
      const operators = outcomes.filter(({ part }) => part === 'operator').map(({ node }) => node);
      expect(operators.length).toBeGreaterThan(0);
      expect(new Set(operators).size).toBe(operators.length);
      outcomes.forEach(check);
      // What the ledger says of a predicate is said of the user's own too.
      for (const { operator, reason } of notPushed)
        if (operator === 'filter') expect(outcomes.map((one) => one.reason)).toContain(reason);
    }
  });
});
