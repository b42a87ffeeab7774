import { filter, join, project } from '../../plan/builders.ts';
import type { Column } from '../../plan/column.ts';
import type { Expression } from '../../plan/expression.ts';
import { columnsUsed } from '../../plan/expression-children.ts';
import type { JoinNode, PlanNode } from '../../plan/node.ts';
import { isNullable } from '../../plan/nullability.ts';
import { BOOLEAN } from '../../types/data-type.ts';
import { partition } from '../movable.ts';
import { readsDelims } from '../reads-delims.ts';
import type { Rule } from '../rule.ts';

/**
 * ```
 * filter mark, p            project left…, TRUE
 *   mark join on c     →      filter p
 *     left                      semi join on c
 *     right                       left
 *                                 right
 * ```
 * `filter not mark` becomes an anti join, but only where no condition can be NULL: an unknown IN is unknown, and NOT
 * of it too, while an anti join would keep the row. Other uses of the mark must stay a mark join, and so must one over
 * the keys of a subquery around it.
 */
export const markJoinToSemiJoin: Rule = {
  name: 'mark-join-to-semi-join',
  scope: 'node',
  apply(node, { ids }): PlanNode | null {
    if (node.kind !== 'filter' || node.child.kind !== 'join' || node.child.joinType !== 'mark') return null;
    const below = node.child;
    if (readsDelims(below.left)) return null;
    const mark = below.left.columns.length;
    const [onMark, rest] = partition(node.predicates, (predicate) => columnsUsed(predicate).has(mark));
    const verdicts = new Set(onMark.map((predicate) => verdictOf(predicate, mark)));
    const [verdict] = verdicts;
    if (verdicts.size !== 1 || verdict === null || verdict === undefined) return null;
    if (verdict === 'anti' && mayBeUnknown(below)) return null;
    const joined = join(verdict, below.left, below.right, below.conditions, below.id);
    const kept = rest.length === 0 ? joined : filter(joined, rest, node.id);
    const value: Expression = {
      kind: 'literal',
      type: BOOLEAN,
      value: verdict === 'semi' ? 'true' : 'false',
    };
    const left = below.left.columns.map(
      (column, index): Expression => ({ kind: 'column', index, type: column.type }),
    );
    return project(
      kept,
      [...left, value],
      below.columns.map((column) => column.name),
      ids.next(),
    );
  },
};

function verdictOf(predicate: Expression, mark: number): 'semi' | 'anti' | null {
  const isMark = (expression: Expression): boolean =>
    expression.kind === 'column' && expression.index === mark;
  if (isMark(predicate)) return 'semi';
  return predicate.kind === 'not' && isMark(predicate.child) ? 'anti' : null;
}

function mayBeUnknown(node: JoinNode): boolean {
  const input: readonly Column[] = [...node.left.columns, ...node.right.columns];
  return node.conditions.some((condition) => isNullable(condition, input));
}
