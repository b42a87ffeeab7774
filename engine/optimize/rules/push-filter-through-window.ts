import { filter } from '../../plan/builders.ts';
import { columnsUsed } from '../../plan/expression-children.ts';
import type { PlanNode, WindowNode } from '../../plan/node.ts';
import { isMovable, partition } from '../movable.ts';
import type { Rule } from '../rule.ts';

/**
 * ```
 * filter p(key)                       window … partition by key
 *   window … partition by key    →      filter p
 *     x                                   x
 * ```
 * Only predicates on columns that every call of the node partitions by: such a predicate takes or leaves whole
 * partitions. Any other would change what the calls see.
 */
export const pushFilterThroughWindow: Rule = {
  name: 'push-filter-through-window',
  scope: 'node',
  apply(node, { ids }): PlanNode | null {
    if (node.kind !== 'filter' || node.child.kind !== 'window') return null;
    const below = node.child;
    const [down, stay] = partition(node.predicates, (predicate) => {
      const used = [...columnsUsed(predicate)];
      return used.length > 0 && used.every((index) => isPartitionKey(below, index)) && isMovable(predicate);
    });
    if (down.length === 0) return null;
    const windowed: WindowNode = { ...below, child: filter(below.child, down, ids.next()) };
    return stay.length === 0 ? windowed : filter(windowed, stay, node.id);
  },
};

function isPartitionKey(node: WindowNode, index: number): boolean {
  return node.windows.every((call) =>
    call.partitionBy.some((key) => key.kind === 'column' && key.index === index),
  );
}
