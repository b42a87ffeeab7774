import { filter, join } from '../../plan/builders.ts';
import type { Expression } from '../../plan/expression.ts';
import type { JoinNode, JoinType, PlanNode } from '../../plan/node.ts';
import { rejectsNulls } from '../../plan/null-rejection.ts';
import type { Rule } from '../rule.ts';
import { withConditions } from '../with-conditions.ts';

/**
 * ```
 * filter p(right)        filter p(right)
 *   left join       →      inner join
 *     left                   left
 *     right                  right
 * ```
 * Where the predicate can't be true while all columns of the side are NULL, the rows that the outer join adds do not
 * pass it. A right join in the same way, a full join by one side or by both; also under the conditions of an inner or
 * semi join. Never for predicates that may be true of NULLs: IS NULL, COALESCE, CASE, IS DISTINCT FROM; not for ASOF and
 * positional joins.
 */
export const outerToInnerJoin: Rule = {
  name: 'outer-to-inner-join',
  scope: 'node',
  apply(node): PlanNode | null {
    if (node.kind === 'filter') {
      const below = narrowed(node.child, node.predicates, 0);
      return below === null ? null : filter(below, node.predicates, node.id);
    }
    if (node.kind !== 'join' || node.asof || (node.joinType !== 'inner' && node.joinType !== 'semi'))
      return null;
    const left = narrowed(node.left, node.conditions, 0);
    const right = narrowed(node.right, node.conditions, node.left.columns.length);
    if (left === null && right === null) return null;
    return withConditions(node, node.conditions, left ?? node.left, right ?? node.right);
  },
};

/** The outer join without the rows that no predicate lets pass; its columns stand at `offset` of the predicates' input. */
function narrowed(node: PlanNode, predicates: readonly Expression[], offset: number): JoinNode | null {
  if (node.kind !== 'join' || node.asof) return null;
  const width = node.left.columns.length;
  const rejects = (from: number, to: number): boolean =>
    predicates.some((one) => rejectsNulls(one, (index) => index >= offset + from && index < offset + to));
  const joinType = withoutAdded(node.joinType, {
    left: () => rejects(0, width),
    right: () => rejects(width, width + node.right.columns.length),
  });
  return joinType === node.joinType ? null : join(joinType, node.left, node.right, node.conditions, node.id);
}

/** The join's type once rows whose left (right) columns are all NULL do not count. */
function withoutAdded(
  joinType: JoinType,
  rejects: { readonly left: () => boolean; readonly right: () => boolean },
): JoinType {
  switch (joinType) {
    case 'left':
      return rejects.right() ? 'inner' : 'left';
    case 'right':
      return rejects.left() ? 'inner' : 'right';
    case 'full': {
      const [left, right] = [rejects.left(), rejects.right()];
      if (left && right) return 'inner';
      if (left) return 'left';
      return right ? 'right' : 'full';
    }
    default:
      return joinType;
  }
}
