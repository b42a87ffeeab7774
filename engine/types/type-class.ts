import type { DataType } from './data-type.ts';

const SIGNED: ReadonlySet<string> = new Set(['TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT', 'HUGEINT']);
const UNSIGNED: ReadonlySet<string> = new Set(['UTINYINT', 'USMALLINT', 'UINTEGER', 'UBIGINT', 'UHUGEINT']);

/** Widths of the signed integers. */
export const INTEGER_BITS: Readonly<Record<string, number>> = {
  TINYINT: 8,
  SMALLINT: 16,
  INTEGER: 32,
  BIGINT: 64,
  HUGEINT: 128,
};

/** Fixed-width integers, signed or not; BIGNUM is not one of them. */
export function isInteger(type: DataType): boolean {
  return SIGNED.has(type.id) || UNSIGNED.has(type.id);
}

export function isSignedInteger(type: DataType): boolean {
  return SIGNED.has(type.id);
}

/** Types whose arithmetic rounds: sums of them depend on the order of addition. */
export function isFloat(type: DataType): boolean {
  return type.id === 'FLOAT' || type.id === 'DOUBLE';
}

/** Integers and DECIMAL: arithmetic without rounding. */
export function isExactNumeric(type: DataType): boolean {
  return isInteger(type) || type.id === 'DECIMAL';
}

/** Text proper: VARCHAR without an alias (JSON compares as text but prints otherwise). */
export function isText(type: DataType): boolean {
  return type.id === 'VARCHAR' && type.alias === undefined;
}

/** Types that hold other values. */
export function isNested(type: DataType): boolean {
  return ['LIST', 'ARRAY', 'STRUCT', 'MAP', 'UNION'].includes(type.id);
}
