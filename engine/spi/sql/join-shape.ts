import type { Column } from '../../plan/column.ts';
import type { Expression } from '../../plan/expression.ts';
import { walkExpression } from '../../plan/expression-children.ts';
import type { JoinType } from '../../plan/node.ts';
import { isNullable } from '../../plan/nullability.ts';

/** A join of two blocks: what join and delim join have in common. */
export interface JoinShape {
  readonly joinType: JoinType;
  readonly asof: boolean;
  readonly conditions: readonly Expression[];
  readonly columns: readonly Column[];
}

/** The columns of one side that a condition reads, as expressions over that side. */
export function shifted(condition: Expression, from: number, width: number): Expression {
  const args = columnsIn(condition)
    .map((index) => index - from)
    .filter((index) => index >= 0 && index < width)
    .map((index): Expression => ({ kind: 'column', type: condition.type, index }));
  return { kind: 'coalesce', type: condition.type, args };
}

function columnsIn(expression: Expression): readonly number[] {
  const found: number[] = [];
  for (const part of walkExpression(expression)) if (part.kind === 'column') found.push(part.index);
  return found;
}

/**
 * `IS NOT DISTINCT FROM` as `=` where one side is never NULL: as a join condition both keep the same pairs, and engines
 * can hash and sort by `=` alone.
 */
export function hashable(condition: Expression, columns: readonly Column[]): Expression {
  if (condition.kind !== 'compare' || condition.op !== 'is not distinct from') return condition;
  const solid = !isNullable(condition.left, columns) || !isNullable(condition.right, columns);
  return solid ? { ...condition, op: '=' } : condition;
}
