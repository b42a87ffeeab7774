import type { NodeId, PlanNode } from '../../plan/node.ts';
import type { BoundPlan } from './bound-plan.ts';
import type { PlacedOperators, Standing } from './placed-operators.ts';

/**
 * The joins of the placed plan that bring together what a user's join brings together: those with something of its left
 * side on one side and something of its right side on the other. Regrouping makes other joins in another order, of which
 * no one is the user's own; what each of them joins is still told by the tables below. Where both have met further down,
 * as in a semi join that went into one side, what is joined to them later is another join's.
 */
export function joinsApart(
  node: Extract<PlanNode, { left: PlanNode }>,
  bound: BoundPlan,
  placed: PlacedOperators,
): readonly Standing[] {
  const left = bound.leavesBelow(node.left);
  // The outer rows that a subquery reads are those of the left side.
  const right = new Set([...bound.leavesBelow(node.right)].filter((leaf) => !left.has(leaf)));
  const meetings = placed.all.flatMap((standing): readonly Meeting[] => {
    const { node: one } = standing;
    if (one.kind !== 'join' && one.kind !== 'delim-join') return [];
    const [first, second] = [placed.leavesBelow(one.left), placed.leavesBelow(one.right)];
    const sides = [meet(left, first), meet(right, first), meet(left, second), meet(right, second)];
    const [leftFirst, rightFirst, leftSecond, rightSecond] = sides;
    if (!((leftFirst && rightSecond) || (leftSecond && rightFirst))) return [];
    return [{ standing, isFirst: sides.filter(Boolean).length === 2 }];
  });
  // Of a fragment that is read in place of two, both sides have the leaves of both.
  const first = meetings.filter(({ isFirst }) => isFirst);
  return (first.length > 0 ? first : meetings).map(({ standing }) => standing);
}

interface Meeting {
  readonly standing: Standing;
  /** Neither side has something of both. */
  readonly isFirst: boolean;
}

/** Whether two sets have something in common. */
export function meet(some: ReadonlySet<NodeId>, others: ReadonlySet<NodeId>): boolean {
  return [...some].some((one) => others.has(one));
}
