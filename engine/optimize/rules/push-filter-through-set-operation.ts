import { filter } from '../../plan/builders.ts';
import type { PlanNode } from '../../plan/node.ts';
import { isMovable, partition } from '../movable.ts';
import type { Rule } from '../rule.ts';

/**
 * ```
 * filter p        union
 *   union     →     filter p
 *     x               x
 *     y             filter p
 *                     y
 * ```
 * For UNION, INTERSECT and EXCEPT, ALL or not: each judges rows by their whole value, and equal rows pass or fail
 * a predicate together. Not for predicates that may raise: DuckDB gives no order among the inputs' rows.
 */
export const pushFilterThroughSetOperation: Rule = {
  name: 'push-filter-through-set-operation',
  scope: 'node',
  apply(node, { ids }): PlanNode | null {
    if (node.kind !== 'filter' || node.child.kind !== 'set-operation') return null;
    const below = node.child;
    const [down, stay] = partition(node.predicates, isMovable);
    if (down.length === 0) return null;
    const inputs = below.inputs.map((input) => filter(input, down, ids.next()));
    const combined = { ...below, inputs };
    return stay.length === 0 ? combined : filter(combined, stay, node.id);
  },
};
