import type { Expression } from '../../../engine/plan/expression.ts';
import { constantOf } from '../../../engine/spi/sql/constants.ts';
import type { DataType } from '../../../engine/types/data-type.ts';

/** Largest value of the signed types, as a real number: what comes near to the edge is refused. */
export const TYPE_BOUNDS: Readonly<Partial<Record<DataType['id'], number>>> = {
  TINYINT: 127,
  SMALLINT: 32_767,
  INTEGER: 2_147_483_647,
  BIGINT: 9.2e18,
  HUGEINT: 9.2e18,
};

/** The largest absolute value that a column of a type may have. */
const COLUMN_BOUNDS: Readonly<Partial<Record<DataType['id'], number>>> = {
  TINYINT: 128,
  UTINYINT: 255,
  SMALLINT: 32_768,
  USMALLINT: 65_535,
  INTEGER: 2_147_483_648,
  UINTEGER: 4_294_967_295,
  BIGINT: 2 ** 63,
};

const PARTS: ReadonlySet<string> = new Set(['date_part', 'datepart', 'year', 'month', 'day', 'quarter']);

/** A number that the absolute value of an integer expression does not pass; null where none is known. */
export function integerBound(expression: Expression): number | null {
  const constant = constantOf(expression)?.value;
  if (typeof constant === 'string') return Math.abs(Number(constant));
  const own = COLUMN_BOUNDS[expression.type.id] ?? null;
  if (expression.kind === 'column') return own;
  if (expression.kind === 'cast') {
    if (expression.child.type.id === 'BOOLEAN') return 1;
    return COLUMN_BOUNDS[expression.child.type.id] === undefined ? own : integerBound(expression.child);
  }
  if (expression.kind !== 'call') return own;
  const { name, args } = expression;
  if (PARTS.has(name)) return 9_999;
  const [left, right] = args;
  if (!left || !right) return own;
  if (name === '%' || name === 'mod') return integerBound(right);
  const [first, second] = [integerBound(left), integerBound(right)];
  if (first === null || second === null) return own;
  if (name === '*') return first * second;
  return name === '+' || name === '-' ? first + second : own;
}
