import type { Expression } from '../../plan/expression.ts';
import { partsOf } from '../../plan/expression-children.ts';
import type { DataType } from '../../types/data-type.ts';
import { DOUBLE } from '../../types/data-type.ts';
import { isFloat, isInteger } from '../../types/type-class.ts';

const HUGEINT: DataType = { id: 'HUGEINT' };

/** A BIGINT as a decimal. */
const COUNT = { id: 'DECIMAL', width: 19, scale: 0 } as const;

/**
 * Rows of one group that must all hold the largest value of their type before a partial sum of decimals passes 38
 * digits where the whole sum, which joins have left fewer rows, may not.
 */
const ROWS_AT_MOST = 1e7;

const BITS: ReadonlyMap<string, number> = new Map([
  ['TINYINT', 8],
  ['UTINYINT', 8],
  ['SMALLINT', 16],
  ['USMALLINT', 16],
  ['INTEGER', 32],
  ['UINTEGER', 32],
  ['BIGINT', 64],
  ['UBIGINT', 64],
]);

/** The type of `sum` over a type. */
export function sumType(type: DataType): DataType {
  if (type.id === 'DECIMAL') return { id: 'DECIMAL', width: 38, scale: type.scale };
  return isFloat(type) ? DOUBLE : HUGEINT;
}

/**
 * Whether groups of the values can be summed by themselves: with no overflow that the whole sum would not have. No sum
 * of 64-bit integers passes a HUGEINT; those of decimals have room unless their values nearly fill 38 digits.
 */
export function canBeAdded(value: Expression): boolean {
  const { type } = value;
  if (isFloat(type)) return true;
  if (isInteger(type)) return fitsBigint(type);
  return type.id === 'DECIMAL' && largest(value) * 10 ** type.scale * ROWS_AT_MOST <= 1e38;
}

/**
 * The type of the value times a count of rows; null where the product might overflow though the sum of as many single
 * values would not. Products of 64-bit integers fit in a HUGEINT, and those of 19 digits in a DECIMAL.
 */
export function weightedType(type: DataType): DataType | null {
  if (isInteger(type)) return fitsBigint(type) ? HUGEINT : null;
  if (isFloat(type)) return DOUBLE;
  const fits = type.id === 'DECIMAL' && type.width + COUNT.width <= 38;
  return fits ? { id: 'DECIMAL', width: type.width + COUNT.width, scale: type.scale } : null;
}

/** The value times a count, in the type that `weightedType` gives. */
export function timesCount(value: Expression, count: Expression, type: DataType): Expression {
  const args = type.id === 'DECIMAL' ? [value, cast(count, COUNT)] : [cast(value, type), cast(count, type)];
  return { kind: 'call', name: '*', args, type };
}

function fitsBigint(type: DataType): boolean {
  return type.id !== 'HUGEINT' && type.id !== 'UHUGEINT';
}

function cast(child: Expression, type: DataType): Expression {
  return child.type.id === type.id ? child : { kind: 'cast', child, type, try: false };
}

/** A bound of the value's magnitude, from its type and what it is computed of. */
function largest(value: Expression): number {
  return Math.min(computed(value), ofType(value.type));
}

function computed(value: Expression): number {
  const parts = partsOf(value).map(largest);
  const most = Math.max(0, ...parts);
  switch (value.kind) {
    case 'literal':
      return value.value === null ? 0 : Math.abs(Number(value.value));
    case 'cast':
    case 'coalesce':
      return most;
    case 'case':
      return Math.max(...[...value.branches.map((one) => one.then), value.otherwise].map(largest));
    case 'call':
      if (value.name === '*') return parts.reduce((whole, part) => whole * part, 1);
      if (value.name === '+' || value.name === '-') return parts.reduce((whole, part) => whole + part, 0);
      return Number.POSITIVE_INFINITY;
    default:
      return Number.POSITIVE_INFINITY;
  }
}

function ofType(type: DataType): number {
  if (type.id === 'DECIMAL') return 10 ** (type.width - type.scale);
  const bits = BITS.get(type.id);
  return bits === undefined ? Number.POSITIVE_INFINITY : 2 ** bits;
}
