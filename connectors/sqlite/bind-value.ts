import type { SQLInputValue } from 'node:sqlite';
import type { KeyList, KeyValues } from '../../engine/types/key-list.ts';
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

/** Keys as the JSON array that `json_each` reads: integers as numbers, which SQLite takes digit by digit. */
export function keysJson({ columns }: KeyList): string {
  const [first, ...further] = columns;
  if (first === undefined) return '[]';
  if (further.length === 0) return `[${joinedJson(first)}]`;
  const parts = columns.map(valuesJson);
  const rows = Array.from({ length: first.values.length }, (_, row) =>
    parts.map((part) => part[row]).join(','),
  );
  return `[${rows.map((row) => `[${row}]`).join(',')}]`;
}

function joinedJson(column: KeyValues): string {
  return Array.isArray(column.values) ? valuesJson(column).join(',') : column.values.join(',');
}

function valuesJson({ type, values }: KeyValues): readonly string[] {
  const texts = Array.from<number | bigint | string, string>(values, String);
  return isInteger(type) ? texts : texts.map((text) => JSON.stringify(text));
}
