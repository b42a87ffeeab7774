import { filter, project } from '../../plan/builders.ts';
import { substituteColumns } from '../../plan/expression-children.ts';
import type { PlanNode } from '../../plan/node.ts';
import { isMovable, partition } from '../movable.ts';
import type { Rule } from '../rule.ts';

/**
 * ```
 * filter p(c)              project e as c
 *   project e as c   →       filter p(e)
 *     x                        x
 * ```
 * Not for predicates that, with the project's expressions put in, may raise or are volatile.
 */
export const pushFilterThroughProject: Rule = {
  name: 'push-filter-through-project',
  scope: 'node',
  apply(node, { ids }): PlanNode | null {
    if (node.kind !== 'filter' || node.child.kind !== 'project') return null;
    const below = node.child;
    const moved = node.predicates.map((predicate) => ({
      predicate,
      inside: substituteColumns(predicate, below.expressions),
    }));
    const [down, stay] = partition(moved, (one) => isMovable(one.inside));
    if (down.length === 0) return null;
    const filtered = filter(
      below.child,
      down.map((one) => one.inside),
      ids.next(),
    );
    const names = below.columns.map((column) => column.name);
    const projected = project(filtered, below.expressions, names, below.id);
    return stay.length === 0
      ? projected
      : filter(
          projected,
          stay.map((one) => one.predicate),
          node.id,
        );
  },
};
