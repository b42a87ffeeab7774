import { join } from '../../plan/builders.ts';
import type { Expression } from '../../plan/expression.ts';
import { columnsUsed, remapColumns, walkExpression } from '../../plan/expression-children.ts';
import type { JoinNode, PlanNode } from '../../plan/node.ts';
import { EqualTerms } from '../equal-terms.ts';
import { factsOf } from '../facts.ts';
import { isMovable } from '../movable.ts';
import type { Side } from '../partial-aggregates/side.ts';
import { sidesOf, sourceOf } from '../partial-aggregates/side.ts';
import type { Rule } from '../rule.ts';

/**
 * ```
 * semi join on a.x = c.x        inner join on a.y = b.y
 *   inner join on a.y = b.y       semi join on a.x = c.x
 *     scan s.a               →      scan s.a
 *     scan t.b                      scan s.c
 *   scan s.c                      scan t.b
 * ```
 * A semi or anti join asks a question of each left row that the columns in its conditions decide: like a filter, it may
 * be asked of the input that has them, before the joins. It goes to an input that lives where its right side lives, so
 * that the source answers. A column of another input serves by one that the joins make equal to it. Not for
 * conditions that may raise, are volatile or need columns of two inputs; not to a null-supplied input, whose NULLs the
 * question is about too; not where the source can't run the join, nor where one source has all of it already.
 */
export const pushSemiJoinIntoSide: Rule = {
  name: 'push-semi-join-into-side',
  scope: 'node',
  apply(node, { ids, sources }): PlanNode | null {
    if (node.kind !== 'join' || (node.joinType !== 'semi' && node.joinType !== 'anti')) return null;
    const source = sourceOf(node.right);
    if (source === null || !node.conditions.every(isMovable)) return null;
    const sides = sidesOf(node.left).filter((side) => side.source === source && !side.nullSupplied);
    const equal = new EqualTerms(sides.length === 0 ? [] : factsOf(node.left));
    for (const side of sides) {
      const conditions = conditionsAt(side, node, equal);
      if (conditions === null) continue;
      const reduced = join(node.joinType, side.node, node.right, conditions, ids.next());
      if (sources?.canRun(source, reduced) === false) continue;
      const kept = new Map([...side.node.columns.keys()].map((index) => [index, index]));
      return side.rebuild(reduced, kept, []).node;
    }
    return null;
  },
};

/** The join's conditions over a side's columns, then the right ones; null where they need others, or none of it. */
function conditionsAt(side: Side, node: JoinNode, equal: EqualTerms): readonly Expression[] | null {
  const width = node.left.columns.length;
  const found = new Map<number, number>();
  for (const part of node.conditions.flatMap((one) => [...walkExpression(one)])) {
    if (part.kind !== 'column' || part.index >= width || found.has(part.index)) continue;
    const at = originOf(part, side, equal);
    if (at === null) return null;
    found.set(part.index, at);
  }
  if (found.size === 0) return null;
  const now = side.node.columns.length;
  return node.conditions.map((one) =>
    remapColumns(one, (index) => (index < width ? (found.get(index) ?? index) : index - width + now)),
  );
}

/** Where the side has a column of the join's left input, or one that equals it. */
function originOf(column: Expression, side: Side, equal: EqualTerms): number | null {
  for (const term of [column, ...equal.to(column)]) {
    const [only] = columnsUsed(term);
    const origin = term.kind === 'column' && only !== undefined ? side.origin[only] : null;
    if (origin !== null && origin !== undefined) return origin;
  }
  return null;
}
