import type { CastExpression, Expression } from '../../plan/expression.ts';
import type { DataType } from '../../types/data-type.ts';

/** Decimal digits that hold every value of an integer type. */
export const INTEGER_DIGITS: Readonly<Partial<Record<DataType['id'], number>>> = {
  TINYINT: 3,
  UTINYINT: 3,
  SMALLINT: 5,
  USMALLINT: 5,
  INTEGER: 10,
  UINTEGER: 10,
  BIGINT: 19,
};

const SIGNED: readonly string[] = ['TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT', 'HUGEINT'];

/** Whether every value of a type is kept by the other without rounding, and servers compare the two as numbers or times. */
export function widens(from: DataType, to: DataType): boolean {
  if (SIGNED.includes(from.id) && SIGNED.includes(to.id))
    return SIGNED.indexOf(from.id) <= SIGNED.indexOf(to.id);
  if (to.id === 'DECIMAL') {
    if (from.id === 'DECIMAL')
      return to.scale >= from.scale && to.width - to.scale >= from.width - from.scale;
    const digits = INTEGER_DIGITS[from.id];
    return digits !== undefined && to.width - to.scale >= digits;
  }
  return from.id === 'DATE' && to.id === 'TIMESTAMP';
}

function isWidening(expression: Expression): expression is CastExpression {
  return expression.kind === 'cast' && !expression.try && widens(expression.child.type, expression.type);
}

/** What a widening cast is of: servers compare numbers of different width, and dates with timestamps, as they are. */
export function withoutWidening(expression: Expression): Expression {
  return isWidening(expression) && expression.child.kind === 'column' ? expression.child : expression;
}
