import { expect, test } from 'vitest';
import { join } from '../../plan/builders.ts';
import type { JoinType, PlanNode } from '../../plan/node.ts';
import { printPlan } from '../../plan/print-plan.ts';
import { apply, planOf } from '../rule-test.fixture.ts';
import { pushConditionIntoSide } from './push-condition-into-side.ts';

/*
 * DuckDB's binder writes most of these conditions into the sides itself, so the joins are built here: orders joined to
 * customers by key, with a condition on the left (`id > customer`), one on the right and one that may raise.
 */
async function joined(joinType: JoinType, condition: string, asof = false): Promise<PlanNode> {
  const inner = await planOf(
    `SELECT * FROM shop.orders o JOIN shop.customers c ON o.customer = c.id WHERE ${condition}`,
  );
  const filter = inner.kind === 'project' ? inner.child : inner;
  if (filter.kind !== 'filter' || filter.child.kind !== 'join') throw new Error(printPlan(inner));
  const { left, right, conditions } = filter.child;
  return join(joinType, left, right, [...conditions, ...filter.predicates], 'n99', { asof });
}

const LEFT = 'o.weight > 1';
const RIGHT = 'c.credit > 1';

test.each<JoinType>(['inner', 'semi', 'right'])(
  '%s: a condition on the left filters the left',
  async (type) => {
    const { plan, fired } = apply(pushConditionIntoSide, await joined(type, LEFT));
    expect(fired).toBe(true);
    expect(printPlan(plan).split('\n').slice(0, 3)).toEqual([
      `${type} join on (customer#0 = id#5)`,
      '  filter (weight#1 > 1.0)',
      '    scan shop.orders [customer, weight, id, amount, status]',
    ]);
  },
);

test.each<JoinType>(['inner', 'semi', 'anti', 'left', 'single'])(
  '%s: a condition on the right filters the right',
  async (type) => {
    const { plan, fired } = apply(pushConditionIntoSide, await joined(type, RIGHT));
    expect(fired).toBe(true);
    expect(printPlan(plan).split('\n').slice(2)).toEqual([
      '  filter (credit#1 > 1)',
      '    scan shop.customers [id, credit, name, region]',
    ]);
  },
);

test.each<[JoinType, string]>([
  ['left', LEFT],
  ['anti', LEFT],
  ['single', LEFT],
  ['full', LEFT],
  ['mark', LEFT],
  ['positional', LEFT],
  ['right', RIGHT],
  ['full', RIGHT],
  ['mark', RIGHT],
  ['positional', RIGHT],
])('never in a %s join on %s', async (type, condition) => {
  expect(apply(pushConditionIntoSide, await joined(type, condition)).fired).toBe(false);
});

test('never in an ASOF join: the closest row is chosen among all', async () => {
  expect(apply(pushConditionIntoSide, await joined('left', RIGHT, true)).fired).toBe(false);
});

test('not for what may raise, is volatile or reads both sides', async () => {
  for (const condition of ['CAST(c.name AS INTEGER) = 1', 'c.credit > random()', 'o.weight > c.credit']) {
    expect(apply(pushConditionIntoSide, await joined('inner', condition)).fired).toBe(false);
  }
});

test('an inner join that keeps no condition is a cross join', async () => {
  const built = await joined('inner', RIGHT);
  if (built.kind !== 'join') throw new Error(printPlan(built));
  const { plan } = apply(pushConditionIntoSide, { ...built, conditions: built.conditions.slice(1) });
  expect(printPlan(plan).split('\n')[0]).toBe('cross join');
});
