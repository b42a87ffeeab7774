import { filter } from '../../plan/builders.ts';
import type { Expression } from '../../plan/expression.ts';
import type { PlanNode } from '../../plan/node.ts';
import { withoutCasts } from '../comparison-casts.ts';
import { withConditions } from '../with-conditions.ts';
import type { Rule } from '../rule.ts';

/**
 * ```
 * filter cast(day as TIMESTAMP) < '2020-03-01 00:00:00'    →    filter day < '2020-03-01'
 *   x                                                             x
 * ```
 * `DATE + INTERVAL` is a TIMESTAMP, so that a comparison with it casts the column: a cast that may raise keeps the
 * predicate from moving, and no index helps it. Also of integers cast to a wider type; also in the conditions of
 * joins. Not where the constant has no equal in the narrow type: another time of day, a number beyond its range.
 */
export const compareWithoutCast: Rule = {
  name: 'compare-without-cast',
  scope: 'node',
  apply(node): PlanNode | null {
    if (node.kind === 'filter') {
      const predicates = node.predicates.map(withoutCasts);
      return changed(predicates, node.predicates) ? filter(node.child, predicates, node.id) : null;
    }
    if (node.kind !== 'join') return null;
    const conditions = node.conditions.map(withoutCasts);
    return changed(conditions, node.conditions) ? withConditions(node, conditions) : null;
  },
};

function changed(after: readonly Expression[], before: readonly Expression[]): boolean {
  return after.some((one, at) => one !== before[at]);
}
