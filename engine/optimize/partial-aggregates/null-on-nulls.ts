import type { Expression } from '../../plan/expression.ts';

const ARITHMETIC: ReadonlySet<string> = new Set(['+', '-', '*', '/']);

/** Whether the expression is NULL where all columns that it reads are. False where it is not known. */
export function isNullOnNulls(expression: Expression): boolean {
  switch (expression.kind) {
    case 'column':
      return true;
    case 'cast':
      return isNullOnNulls(expression.child);
    case 'call':
      return ARITHMETIC.has(expression.name) && expression.args.some(isNullOnNulls);
    case 'compare': {
      const nullSafe = expression.op === 'is distinct from' || expression.op === 'is not distinct from';
      return !nullSafe && [expression.left, expression.right].some(isNullOnNulls);
    }
    default:
      return false;
  }
}
