import { widens } from '../types/widens.ts';
import type { ColumnExpression, Expression } from './expression.ts';

/** The column under a cast that keeps every value and its equality, such as of an INTEGER to be compared with a BIGINT. */
export function widenedColumn(expression: Expression): ColumnExpression | null {
  if (expression.kind === 'column') return expression;
  if (expression.kind !== 'cast' || expression.try || expression.child.kind !== 'column') return null;
  return widens(expression.child.type, expression.type) ? expression.child : null;
}
