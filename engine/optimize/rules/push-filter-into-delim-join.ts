import { filter } from '../../plan/builders.ts';
import type { PlanNode } from '../../plan/node.ts';
import { isMovable, partition, readsOnly } from '../movable.ts';
import type { Rule } from '../rule.ts';

const KEEPS_LEFT: ReadonlySet<string> = new Set(['inner', 'left', 'semi', 'anti', 'mark', 'single']);

/**
 * ```
 * filter p(left)      delim-join
 *   delim-join    →     filter p
 *     left                left
 *     right             right
 * ```
 * Rows of the left side that the filter removes feed no key to the right side: nothing else could use them. Not for
 * right and full joins.
 */
export const pushFilterIntoDelimJoin: Rule = {
  name: 'push-filter-into-delim-join',
  scope: 'node',
  apply(node, { ids }): PlanNode | null {
    if (node.kind !== 'filter' || node.child.kind !== 'delim-join') return null;
    const below = node.child;
    if (!KEEPS_LEFT.has(below.joinType)) return null;
    const width = below.left.columns.length;
    const [down, stay] = partition(
      node.predicates,
      (predicate) => isMovable(predicate) && readsOnly(predicate, 0, width),
    );
    if (down.length === 0) return null;
    const joined = { ...below, left: filter(below.left, down, ids.next()) };
    return stay.length === 0 ? joined : filter(joined, stay, node.id);
  },
};
