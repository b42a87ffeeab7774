import type { SQLInputValue } from 'node:sqlite';
import type { TypedLiteral } from '../../engine/types/literal.ts';
import { isInteger } from '../../engine/types/type-class.ts';

/**
 * A constant as SQLite stores such a value: integers and booleans as integers, floats as reals, bytes as blobs, all
 * else (text, dates and times in ISO form, decimals in digits) as text.
 */
export function bindValue(literal: TypedLiteral): SQLInputValue {
  const { type, value } = literal;
  if (value === null) return null;
  if (typeof value !== 'string') throw new Error('SQLite has no nested values');
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
