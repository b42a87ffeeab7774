import type { DataType } from './data-type.ts';
import { INTEGER_BITS, isInteger } from './type-class.ts';

const DIGITS: Readonly<Record<string, number>> = {
  TINYINT: 3,
  UTINYINT: 3,
  SMALLINT: 5,
  USMALLINT: 5,
  INTEGER: 10,
  UINTEGER: 10,
  BIGINT: 19,
  UBIGINT: 20,
};

/**
 * Whether a cast from one type to the other keeps every value, so that two values are equal after it just where they
 * are before: integers and decimals to wider ones, dates to timestamps. Not integers to floats, which round.
 */
export function widens(from: DataType, to: DataType): boolean {
  if ('alias' in from && from.alias !== undefined) return false;
  if (from.id === 'DATE') return to.id === 'TIMESTAMP';
  if (to.id === 'DECIMAL') {
    const whole = from.id === 'DECIMAL' ? from.width - from.scale : DIGITS[from.id];
    const scale = from.id === 'DECIMAL' ? from.scale : 0;
    return whole !== undefined && whole <= to.width - to.scale && scale <= to.scale;
  }
  if (!isInteger(from) || !isInteger(to)) return false;
  const [before, after] = [bitsOf(from), bitsOf(to)];
  if (before.signed === after.signed) return before.bits <= after.bits;
  return after.signed && before.bits < after.bits;
}

function bitsOf(type: DataType): { readonly signed: boolean; readonly bits: number } {
  const signed = !type.id.startsWith('U');
  return { signed, bits: INTEGER_BITS[signed ? type.id : type.id.slice(1)] ?? 0 };
}
