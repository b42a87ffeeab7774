import { withChildren } from '../../plan/children.ts';
import { columnsUsed, remapColumns } from '../../plan/expression-children.ts';
import { expressionsOf, mapNodeExpressions } from '../../plan/node-expressions.ts';
import type { AggregateNode, JoinNode, PlanNode } from '../../plan/node.ts';
import { isMovable } from '../movable.ts';
import type { Rule } from '../rule.ts';
import { fixedRightColumns, isUniqueOn } from './single-join-to-left-join.ts';

/**
 * ```
 * project f(left)            project f(left)
 *   left join on l = k   →     left
 *     left
 *     scan t [k]
 * ```
 * A left or single join whose right side has one row at most for each left one (the conditions fix a unique key, or the groups
 * of an aggregate), of which nothing above uses a column, adds nothing; a mark join whose mark nobody reads, and an ASOF
 * left join, never do. Under an aggregate that repeated rows do not change (no calls, min, max, DISTINCT), any left join
 * goes. Not for inner and semi joins, which remove rows; not where a condition may raise or is volatile.
 */
export const dropUnusedJoin: Rule = {
  name: 'drop-unused-join',
  scope: 'node',
  apply(node): PlanNode | null {
    if ((node.kind !== 'project' && node.kind !== 'aggregate') || node.child.kind !== 'join') return null;
    const below = node.child;
    const used = new Set(expressionsOf(node).flatMap((one) => [...columnsUsed(one)]));
    if (!below.conditions.every(isMovable)) return null;
    const repeatsCount = node.kind === 'project' || !ignoresRepeats(node);
    const width = below.left.columns.length;
    if (addsNothingRight(below, repeatsCount) && [...used].every((index) => index < width))
      return withChildren(node, [below.left]);
    if (below.joinType !== 'right' || below.asof || repeatsCount || [...used].some((index) => index < width))
      return null;
    const moved = mapNodeExpressions(node, (one) => remapColumns(one, (index) => index - width));
    return withChildren(moved, [below.right]);
  },
};

/** Whether each left row comes out, once, or once or more where repeats do not count. */
function addsNothingRight(node: JoinNode, repeatsCount: boolean): boolean {
  if (node.joinType === 'mark') return true;
  if (node.joinType === 'left')
    return node.asof || !repeatsCount || isUniqueOn(node.right, fixedRightColumns(node));
  return node.joinType === 'single' && isUniqueOn(node.right, fixedRightColumns(node));
}

const IGNORES_REPEATS: ReadonlySet<string> = new Set(['min', 'max', 'bool_and', 'bool_or']);

function ignoresRepeats(node: AggregateNode): boolean {
  return node.aggregates.every((call) => call.distinct || IGNORES_REPEATS.has(call.name));
}
