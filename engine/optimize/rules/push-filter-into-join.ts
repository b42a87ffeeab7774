import { filter, join } from '../../plan/builders.ts';
import type { Expression } from '../../plan/expression.ts';
import { remapColumns } from '../../plan/expression-children.ts';
import type { JoinNode, JoinType, PlanNode } from '../../plan/node.ts';
import { isMovable, readsOnly } from '../movable.ts';
import type { Rule } from '../rule.ts';

/** Joins whose every output row carries an unchanged left (right) row, so that a predicate on that side commutes. */
const KEEPS_LEFT: ReadonlySet<JoinType> = new Set([
  'inner',
  'cross',
  'left',
  'semi',
  'anti',
  'mark',
  'single',
]);
const KEEPS_RIGHT: ReadonlySet<JoinType> = new Set(['inner', 'cross', 'right']);

/**
 * ```
 * filter p(left), q(right), r(both)        inner join on c, r
 *   inner join on c                    →     filter p
 *     left                                     left
 *     right                                  filter q
 *                                              right
 * ```
 * Left, semi, anti, mark and single joins take predicates of the left side only, right joins those of the right
 * side; a full or positional join takes none. In an ASOF join a predicate on the right would change which row is
 * the closest one. A cross join that gets a condition becomes an inner join.
 */
export const pushFilterIntoJoin: Rule = {
  name: 'push-filter-into-join',
  scope: 'node',
  apply(node, { ids }): PlanNode | null {
    if (node.kind !== 'filter' || node.child.kind !== 'join') return null;
    const below = node.child;
    const sides = sortBySide(node.predicates, below);
    if (sides.stay.length === node.predicates.length) return null;
    const width = below.left.columns.length;
    const toRight = sides.right.map((predicate) => remapColumns(predicate, (index) => index - width));
    const left = sides.left.length === 0 ? below.left : filter(below.left, sides.left, ids.next());
    const right = toRight.length === 0 ? below.right : filter(below.right, toRight, ids.next());
    const joined = rejoin(below, left, right, sides.both);
    return sides.stay.length === 0 ? joined : filter(joined, sides.stay, node.id);
  },
};

interface Sides {
  readonly left: Expression[];
  readonly right: Expression[];
  readonly both: Expression[];
  readonly stay: Expression[];
}

function sortBySide(predicates: readonly Expression[], below: JoinNode): Sides {
  const sides: Sides = { left: [], right: [], both: [], stay: [] };
  for (const predicate of predicates) sides[sideOf(predicate, below)].push(predicate);
  return sides;
}

function sideOf(predicate: Expression, below: JoinNode): keyof Sides {
  if (!isMovable(predicate)) return 'stay';
  const width = below.left.columns.length;
  const all = width + below.right.columns.length;
  if (KEEPS_LEFT.has(below.joinType) && readsOnly(predicate, 0, width)) return 'left';
  if (below.asof) return 'stay';
  if (KEEPS_RIGHT.has(below.joinType) && readsOnly(predicate, width, all)) return 'right';
  return below.joinType === 'inner' || below.joinType === 'cross' ? 'both' : 'stay';
}

function rejoin(below: JoinNode, left: PlanNode, right: PlanNode, added: readonly Expression[]): JoinNode {
  const conditions = [...below.conditions, ...added];
  const joinType = below.joinType === 'cross' && conditions.length > 0 ? 'inner' : below.joinType;
  const mark = below.joinType === 'mark' ? below.columns.at(-1)?.name : undefined;
  return join(joinType, left, right, conditions, below.id, {
    asof: below.asof,
    ...(mark === undefined ? {} : { mark }),
  });
}
