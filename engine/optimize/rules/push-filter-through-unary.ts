import { withChildren } from '../../plan/children.ts';
import { filter } from '../../plan/builders.ts';
import type { Expression } from '../../plan/expression.ts';
import { readsOnly } from '../movable.ts';
import type { PlanNode } from '../../plan/node.ts';
import { isMovable, partition } from '../movable.ts';
import type { Rule } from '../rule.ts';

/**
 * ```
 * filter p       sort
 *   sort     →     filter p
 *     x              x
 * ```
 * The same for distinct (whole rows), model markers, unnest (predicates on the child's columns) and the body of a
 * CTE. Never through limit, top-n, sample or DISTINCT ON, which count or choose among all rows; never through
 * `governed`, whose barrier has its own rules.
 */
export const pushFilterThroughUnary: Rule = {
  name: 'push-filter-through-unary',
  scope: 'node',
  apply(node, { ids }): PlanNode | null {
    if (node.kind !== 'filter') return null;
    const below = node.child;
    const [down, stay] = partition(node.predicates, (predicate) => commutes(predicate, below));
    if (down.length === 0) return null;
    const lowered = lower(below, (child) => filter(child, down, ids.next()));
    return stay.length === 0 ? lowered : filter(lowered, stay, node.id);
  },
};

function commutes(predicate: Expression, below: PlanNode): boolean {
  if (!isMovable(predicate)) return false;
  switch (below.kind) {
    case 'sort':
    case 'model':
    case 'cte':
      return true;
    case 'distinct':
      return below.on === null;
    case 'unnest':
      return readsOnly(predicate, 0, below.child.columns.length);
    default:
      return false;
  }
}

function lower(below: PlanNode, wrap: (child: PlanNode) => PlanNode): PlanNode {
  if (below.kind === 'cte') return { ...below, body: wrap(below.body) };
  return 'child' in below && below.child !== null ? withChildren(below, [wrap(below.child)]) : below;
}
