import type { SQLInputValue } from 'node:sqlite';
import type { LiteralValue, TypedLiteral } from '../../engine/types/literal.ts';
import { isInteger } from '../../engine/types/type-class.ts';

/**
 * A constant as SQLite stores such a value: integers and booleans as integers, floats as reals, bytes as blobs, all
 * else (text, dates and times in ISO form, decimals in digits) as text.
 */
export function bindValue(literal: TypedLiteral): SQLInputValue {
  const { type, value } = literal;
  if (value === null) return null;
  if (typeof value !== 'string') return jsonOf(type, value);
  if (isInteger(type)) return BigInt(value);
  switch (type.id) {
    case 'BOOLEAN':
      return value === 'true' ? 1n : 0n;
    case 'FLOAT':
    case 'DOUBLE':
      return Number(value);
    case 'BLOB':
      return Buffer.from(value, 'hex');
    default:
      return value;
  }
}

/** A list as the JSON array that `json_each` reads: integers as numbers, which SQLite takes digit by digit. */
function jsonOf(type: TypedLiteral['type'], values: readonly LiteralValue[]): string {
  if (type.id !== 'LIST') throw new Error('SQLite has no nested values');
  return isInteger(type.child) ? `[${values.join(',')}]` : JSON.stringify(values);
}
