import type { Expression } from '../plan/expression.ts';
import { columnsUsed, remapColumns } from '../plan/expression-children.ts';
import { conjunctsOf } from '../plan/predicates.ts';

/** What must be equal of two sides, each over its own columns. */
export interface Equality {
  readonly left: Expression;
  readonly right: Expression;
  /** NULL meets NULL. */
  readonly nullsMeet: boolean;
}

export interface Conditions {
  readonly pairs: readonly Equality[];
  /** Those that are no such equality, over left then right. */
  readonly others: readonly Expression[];
}

/** A join's conditions taken apart; `width` is the number of columns on the left. */
export function equalitiesOf(conditions: readonly Expression[], width: number): Conditions {
  const pairs: Equality[] = [];
  const others: Expression[] = [];
  for (const condition of conjunctsOf(conditions)) {
    const pair = equality(condition, width);
    if (pair === null) others.push(condition);
    else pairs.push(pair);
  }
  return { pairs, others };
}

function equality(condition: Expression, width: number): Equality | null {
  if (condition.kind !== 'compare') return null;
  const { op, left, right } = condition;
  if (op !== '=' && op !== 'is not distinct from') return null;
  const [one, other] = [sideOf(left, width), sideOf(right, width)];
  if (one === null || other === null || one === other) return null;
  const [a, b] = one === 'left' ? [left, right] : [right, left];
  return { left: a, right: remapColumns(b, (index) => index - width), nullsMeet: op !== '=' };
}

function sideOf(expression: Expression, width: number): 'left' | 'right' | null {
  const used = [...columnsUsed(expression)];
  if (used.length === 0) return null;
  if (used.every((index) => index < width)) return 'left';
  return used.every((index) => index >= width) ? 'right' : null;
}
