import type { Expression } from '../plan/expression.ts';
import { columnsUsed } from '../plan/expression-children.ts';
import { mayRaise } from '../plan/may-raise.ts';
import { isVolatile } from '../plan/predicates.ts';

/** Whether a predicate may be evaluated for rows, or as often, as the text did not ask for. */
export function isMovable(predicate: Expression): boolean {
  return !isVolatile(predicate) && !mayRaise(predicate);
}

/** Whether all columns that the expression reads lie in `[from, to)`. A constant lies everywhere. */
export function readsOnly(expression: Expression, from: number, to: number): boolean {
  return [...columnsUsed(expression)].every((index) => index >= from && index < to);
}

/** Splits a list by a test, keeping order. */
export function partition<T>(items: readonly T[], test: (item: T) => boolean): readonly [T[], T[]] {
  const yes: T[] = [];
  const no: T[] = [];
  for (const item of items) (test(item) ? yes : no).push(item);
  return [yes, no];
}
