import { filter } from '../../plan/builders.ts';
import type { Expression } from '../../plan/expression.ts';
import { columnsUsed, remapColumns } from '../../plan/expression-children.ts';
import type { JoinNode, JoinType, PlanNode } from '../../plan/node.ts';
import { conjunction, conjunctsOf } from '../../plan/predicates.ts';
import { branchesOf, disjunction } from '../disjunctions.ts';
import { implies, simplified } from '../implies.ts';
import { isMovable, readsOnly } from '../movable.ts';
import type { Rule } from '../rule.ts';
import { withConditions } from '../with-conditions.ts';

/** Joins in which a left (right) row counts only where it satisfies the conditions with a row of the other side. */
const LEFT_MUST_MATCH: ReadonlySet<JoinType> = new Set(['inner', 'semi', 'right']);
const RIGHT_MUST_MATCH: ReadonlySet<JoinType> = new Set(['inner', 'semi', 'anti', 'left', 'single']);

/**
 * ```
 * inner join on (a = 1 and b = 2) or (a = 2 and b = 1)      inner join on (a = 1 and b = 2) or (a = 2 and b = 1)
 *   x [a]                                              →      filter a = 1 or a = 2
 *   y [b]                                                       x [a]
 *                                                             filter b = 2 or b = 1
 *                                                               y [b]
 * ```
 * Where every branch of an OR says something of one side alone, one of those holds for each row that matches. The OR
 * stays. Never for a preserved side; not in mark, full, ASOF and positional joins; not where a branch says nothing of
 * the side, nor where a part may raise or is volatile.
 */
export const splitDisjunctions: Rule = {
  name: 'split-disjunctions',
  scope: 'node',
  apply(node, { ids }): PlanNode | null {
    if (node.kind !== 'join' || node.asof) return null;
    const width = node.left.columns.length;
    const left = LEFT_MUST_MATCH.has(node.joinType) ? missing(node, node.left, 0) : [];
    const right = RIGHT_MUST_MATCH.has(node.joinType) ? missing(node, node.right, width) : [];
    if (left.length === 0 && right.length === 0) return null;
    return withConditions(
      node,
      node.conditions,
      left.length === 0 ? node.left : filter(node.left, left, ids.next()),
      right.length === 0 ? node.right : filter(node.right, right, ids.next()),
    );
  },
};

/** What the join's ORs say of one side and it has not yet, over its columns. */
function missing(node: JoinNode, side: PlanNode, offset: number): readonly Expression[] {
  const to = offset + side.columns.length;
  return conjunctsOf(node.conditions)
    .filter((one) => one.kind === 'or' && isMovable(one) && !readsOnly(one, offset, to))
    .flatMap((whole) =>
      partOf(whole, offset, to)
        .map((one) => remapColumns(one, (index) => index - offset))
        .flatMap(simplified)
        .filter((one) => !implies(side, one))
        .map((one): Expression => ({ ...one, ...marksOf(whole), implied: true })),
    );
}

/** So that the part leads back to the OR that the user wrote. */
function marksOf({ conjuncts }: Expression): Pick<Expression, 'conjuncts'> {
  return conjuncts === undefined ? {} : { conjuncts };
}

/** The OR of what each branch says of `[from, to)`; nothing where one says nothing. */
function partOf(predicate: Expression, from: number, to: number): readonly Expression[] {
  const branches = branchesOf(predicate).map((branch) =>
    conjunctsOf([branch]).filter((part) => columnsUsed(part).size > 0 && readsOnly(part, from, to)),
  );
  return branches.every((parts) => parts.length > 0) ? [disjunction(branches.map(conjunction))] : [];
}
