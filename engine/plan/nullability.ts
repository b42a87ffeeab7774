import type { Column } from './column.ts';
import type { Expression } from './expression.ts';

/** Whether an expression may give NULL; true where it is not known. */
export function isNullable(expression: Expression, input: readonly Column[]): boolean {
  const any = (parts: readonly Expression[]): boolean => parts.some((part) => isNullable(part, input));
  switch (expression.kind) {
    case 'column':
      return input[expression.index]?.nullable ?? true;
    case 'literal':
      return expression.value === null;
    case 'is-null':
      return false;
    case 'compare':
      if (expression.op === 'is distinct from' || expression.op === 'is not distinct from') return false;
      return any([expression.left, expression.right]);
    case 'not':
      return isNullable(expression.child, input);
    case 'cast':
      return expression.try || isNullable(expression.child, input);
    case 'and':
    case 'or':
      return any(expression.args);
    case 'between':
      return any([expression.child, expression.lower, expression.upper]);
    case 'in':
      return any([expression.child, ...expression.list]);
    case 'coalesce':
      return expression.args.every((part) => isNullable(part, input));
    case 'case':
      return any([...expression.branches.map((branch) => branch.then), expression.otherwise]);
    case 'call':
    case 'parameter':
    case 'lambda':
    case 'lambda-parameter':
      return true;
  }
}
