import type { NodeId, PlanNode } from '../../plan/node.ts';
import type { BoundPlan } from './bound-plan.ts';
import type { PlacedOperators, Standing } from './placed-operators.ts';

/**
 * The joins of the placed plan that bring together what a user's join brings together: those with something of its left
 * side on one side and something of its right side on the other. Regrouping makes other joins in another order, of which
 * no one is the user's own; what each of them joins is still told by the tables below.
 */
export function joinsApart(
  node: Extract<PlanNode, { left: PlanNode }>,
  bound: BoundPlan,
  placed: PlacedOperators,
): readonly Standing[] {
  const left = bound.leavesBelow(node.left);
  const right = bound.leavesBelow(node.right);
  return placed.all.filter(({ node: one }) => {
    if (one.kind !== 'join' && one.kind !== 'delim-join') return false;
    const [first, second] = [placed.leavesBelow(one.left), placed.leavesBelow(one.right)];
    return (meet(left, first) && meet(right, second)) || (meet(left, second) && meet(right, first));
  });
}

/** Whether two sets have something in common. */
export function meet(some: ReadonlySet<NodeId>, others: ReadonlySet<NodeId>): boolean {
  return [...some].some((one) => others.has(one));
}
