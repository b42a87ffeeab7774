import { filter } from '../../plan/builders.ts';
import type { Expression } from '../../plan/expression.ts';
import type { PlanNode } from '../../plan/node.ts';
import { factored } from '../disjunctions.ts';
import { withConditions } from '../with-conditions.ts';
import type { Rule } from '../rule.ts';

/**
 * ```
 * filter (a and b) or (a and c)    →    filter a, b or c
 *   x                                     x
 * ```
 * What all branches share can go its own way: a join's equality above all. Also in the conditions of joins, where a
 * cross product may become an equi-join; not in mark joins, whose several conditions no dialect prints, nor in ASOF
 * ones. Not where a part may raise or is volatile: other rows would evaluate it.
 */
export const factorDisjunctions: Rule = {
  name: 'factor-disjunctions',
  scope: 'node',
  apply(node): PlanNode | null {
    if (node.kind === 'filter') {
      const predicates = node.predicates.flatMap(factored);
      return changed(predicates, node.predicates) ? filter(node.child, predicates, node.id) : null;
    }
    if (node.kind !== 'join' || node.asof || node.joinType === 'mark') return null;
    const conditions = node.conditions.flatMap(factored);
    return changed(conditions, node.conditions) ? withConditions(node, conditions) : null;
  },
};

function changed(after: readonly Expression[], before: readonly Expression[]): boolean {
  return after.length !== before.length || after.some((one, at) => one !== before[at]);
}
