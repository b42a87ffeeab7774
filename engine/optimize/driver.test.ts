import { describe, expect, test } from 'vitest';
import { filter, limit } from '../plan/builders.ts';
import { NodeIds } from '../plan/ids.ts';
import type { PlanNode } from '../plan/node.ts';
import { walk } from '../plan/walk.ts';
import { BOOLEAN } from '../types/data-type.ts';
import { optimize } from './driver.ts';
import type { Rule } from './rule.ts';
import { planOf } from './rule-test.fixture.ts';

/** A rule that leaves everything alone, and what it was asked. */
function watching(): { readonly rule: Rule; readonly asked: PlanNode[] } {
  const asked: PlanNode[] = [];
  const apply = (node: PlanNode): null => {
    asked.push(node);
    return null;
  };
  return { rule: { name: 'watch', scope: 'node', apply }, asked };
}

/** Puts a filter that keeps all under each limit that has none yet: it fires once for each. */
const underLimits: Rule = {
  name: 'under-limits',
  scope: 'node',
  apply(node, { ids }) {
    if (node.kind !== 'limit' || node.child.kind === 'filter') return null;
    const kept = filter(node.child, [{ kind: 'literal', type: BOOLEAN, value: 'true' }], ids.next());
    return limit(kept, node.limit, node.offset, node.percent, node.id);
  },
};

const JOINED = 'SELECT o.id FROM shop.orders o JOIN crm.tickets t ON o.id = t.id WHERE o.amount > 5';

describe('what a rule left alone', () => {
  test('is not asked about again, in no later round and batch', async () => {
    const plan = await planOf(JOINED);
    const { rule, asked } = watching();
    const batches = ['first', 'second'].map((name) => ({ name, rules: [rule] }));
    expect(optimize(plan, batches, { ids: NodeIds.after(plan) }).plan).toBe(plan);
    expect(asked).toEqual(walk(plan));
  });

  test('is asked about where something below has changed', async () => {
    const plan = await planOf(`SELECT * FROM (${JOINED} LIMIT 3) WHERE id > 7`);
    const { rule, asked } = watching();
    const rules = [rule, underLimits];
    const { plan: after, trace } = optimize(plan, [{ name: 'both', rules }], { ids: NodeIds.after(plan) });
    expect(trace).toHaveLength(1);
    const changed = walk(after).filter((node) => !walk(plan).includes(node));
    expect(changed.map(({ kind }) => kind)).toContain('limit');
    expect(asked).toEqual([...walk(plan), ...changed]);
  });
});

test('rules that undo each other are named', async () => {
  const plan = await planOf(JOINED);
  const again: Rule = { name: 'again', scope: 'plan', apply: (node) => ({ ...node }) };
  expect(() => optimize(plan, [{ name: 'loop', rules: [again] }], { ids: NodeIds.after(plan) })).toThrow(
    'The rules of loop do not come to an end: again, again',
  );
});
