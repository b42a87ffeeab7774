import { filter, join } from '../../plan/builders.ts';
import type { Column } from '../../plan/column.ts';
import type { Expression } from '../../plan/expression.ts';
import type { PlanNode } from '../../plan/node.ts';
import { isNullable } from '../../plan/nullability.ts';
import type { Rule } from '../rule.ts';

/**
 * ```
 * join on a is not distinct from b    →    join on a = b
 * ```
 * Where at least one of the two can't be NULL: then a NULL on the other side matches nothing either way. Sources
 * can use indexes and hash joins for `=` alone. In a mark join both must be free of NULL, since there an unknown
 * condition is told from a false one; not in a mark join of several conditions, which all being equalities would make
 * IN over rows, that no dialect prints. Also for predicates of a filter.
 */
export const nullSafeToEqual: Rule = {
  name: 'null-safe-to-equal',
  scope: 'node',
  apply(node): PlanNode | null {
    if (node.kind === 'filter') {
      const predicates = node.predicates.map((one) => toEqual(one, node.child.columns, false));
      return changed(predicates, node.predicates) ? filter(node.child, predicates, node.id) : null;
    }
    if (node.kind !== 'join' || (node.joinType === 'mark' && node.conditions.length > 1)) return null;
    const input = [...node.left.columns, ...node.right.columns];
    const conditions = node.conditions.map((one) => toEqual(one, input, node.joinType === 'mark'));
    if (!changed(conditions, node.conditions)) return null;
    const mark = node.joinType === 'mark' ? node.columns.at(-1)?.name : undefined;
    return join(node.joinType, node.left, node.right, conditions, node.id, {
      asof: node.asof,
      ...(mark === undefined ? {} : { mark }),
    });
  },
};

function toEqual(predicate: Expression, input: readonly Column[], needsBoth: boolean): Expression {
  if (predicate.kind !== 'compare' || predicate.op !== 'is not distinct from') return predicate;
  const nullable = [predicate.left, predicate.right].filter((side) => isNullable(side, input)).length;
  return nullable <= (needsBoth ? 0 : 1) ? { ...predicate, op: '=' } : predicate;
}

function changed(after: readonly Expression[], before: readonly Expression[]): boolean {
  return after.some((one, at) => one !== before[at]);
}
