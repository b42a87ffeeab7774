import { filter } from '../../plan/builders.ts';
import { columnsUsed, substituteColumns } from '../../plan/expression-children.ts';
import type { AggregateNode, PlanNode } from '../../plan/node.ts';
import { isMovable, partition } from '../movable.ts';
import type { Rule } from '../rule.ts';

/**
 * ```
 * filter p(group)            aggregate [group]
 *   aggregate [group]   →      filter p
 *     x                          x
 * ```
 * Only predicates on groups that stand in every grouping set: elsewhere the group is NULL in rows that the
 * predicate would judge otherwise. A predicate without columns stays: below, it would not remove the one row of
 * an aggregate without groups.
 */
export const pushFilterThroughAggregate: Rule = {
  name: 'push-filter-through-aggregate',
  scope: 'node',
  apply(node, { ids }): PlanNode | null {
    if (node.kind !== 'filter' || node.child.kind !== 'aggregate') return null;
    const below = node.child;
    const [down, stay] = partition(node.predicates, (predicate) => {
      const used = [...columnsUsed(predicate)];
      const onGroups = used.length > 0 && used.every((index) => isInEverySet(below, index));
      return onGroups && isMovable(substituteColumns(predicate, below.groups));
    });
    if (down.length === 0) return null;
    const moved = down.map((predicate) => substituteColumns(predicate, below.groups));
    const aggregated: AggregateNode = { ...below, child: filter(below.child, moved, ids.next()) };
    return stay.length === 0 ? aggregated : filter(aggregated, stay, node.id);
  },
};

function isInEverySet(node: AggregateNode, index: number): boolean {
  return index < node.groups.length && node.groupingSets.every((set) => set.includes(index));
}
