import type { Expression } from '../../../engine/plan/expression.ts';
import { constantOf } from '../../../engine/spi/sql/constants.ts';
import { isInteger } from '../../../engine/types/type-class.ts';

/** Largest value of the integer types, as a real number: bounds are far from the edge or refused. */
export const TYPE_BOUNDS: Readonly<Record<string, number>> = {
  TINYINT: 127,
  SMALLINT: 32_767,
  INTEGER: 2_147_483_647,
  BIGINT: Number.MAX_SAFE_INTEGER,
  HUGEINT: Number.MAX_SAFE_INTEGER,
};

/** A number that the absolute value of an integer expression does not pass; null where none is known. */
export function integerBound(expression: Expression): number | null {
  if (!isInteger(expression.type)) return null;
  const constant = constantOf(expression)?.value;
  if (typeof constant === 'string') return Math.abs(Number(constant));
  if (expression.kind === 'cast') {
    return expression.child.type.id === 'BOOLEAN' ? 1 : integerBound(expression.child);
  }
  if (expression.kind !== 'call') return null;
  const { name, args } = expression;
  if (name === 'date_part' || name === 'datepart' || name === 'year' || name === 'month' || name === 'day')
    return 9_999;
  const [left, right] = args;
  if (!left || !right) return null;
  if (name === '%' || name === 'mod') return integerBound(right);
  const [first, second] = [integerBound(left), integerBound(right)];
  if (first === null || second === null) return null;
  if (name === '*') return first * second;
  return name === '+' || name === '-' ? first + second : null;
}
