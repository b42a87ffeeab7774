import { BOOLEAN, type DataType } from '../types/data-type.ts';
import type { BetweenExpression, CallExpression, Expression } from './expression.ts';

/** The function's name in plans; users can't call it. Its last argument gets its values at run time. */
export const IN_KEY_SET = 'in_key_set';

/** What rows must be one of: keys that another fragment brings while the query runs. */
export interface KeySetTest {
  /** Several are one composite key. */
  readonly keys: readonly [Expression, ...Expression[]];
  readonly name: string;
}

/**
 * The name of the placeholder for a part of a set: the values of one of its columns (from 0), its rows where they go as
 * one value, or its smallest or largest key.
 */
export function keySlot(set: string, part: number | 'rows' | 'low' | 'high'): string {
  if (part === 0) return set;
  return typeof part === 'number' ? `${set} column ${part + 1}` : `${set} ${part}`;
}

/** The name of a column (from 0) of the local table that holds the keys. */
export function keyColumn(at: number): string {
  return at === 0 ? 'key' : `key ${at + 1}`;
}

/** True where the keys are in the set; never true of NULL, as sets have none. It has no side effect and can't fail. */
export function inKeySet(keys: KeySetTest['keys'], name: string): CallExpression {
  const set: Expression = {
    kind: 'parameter',
    name,
    type: { id: 'LIST', child: keys[0].type },
    keys: true,
  };
  return { kind: 'call', type: BOOLEAN, name: IN_KEY_SET, args: [...keys, set] };
}

/** True where the key lies between the smallest and the largest one of the set. */
export function inKeyRange(key: Expression, name: string): BetweenExpression {
  const bound = (end: 'low' | 'high'): Expression => {
    return { kind: 'parameter', name: keySlot(name, end), type: key.type, keys: true };
  };
  const ends = { lower: bound('low'), upper: bound('high'), lowerInclusive: true, upperInclusive: true };
  return { kind: 'between', type: BOOLEAN, child: key, ...ends };
}

/** What a call tests where it is one of `inKeySet`, else null. */
export function keySetOf(call: CallExpression): KeySetTest | null {
  if (call.name !== IN_KEY_SET) return null;
  const [first, ...further] = call.args.slice(0, -1);
  const set = call.args.at(-1);
  if (first === undefined || set?.kind !== 'parameter' || set.keys !== true) return null;
  return { keys: [first, ...further], name: set.name };
}

const EXACT: ReadonlySet<DataType['id']> = new Set([
  'TINYINT',
  'SMALLINT',
  'INTEGER',
  'BIGINT',
  'HUGEINT',
  'UTINYINT',
  'USMALLINT',
  'UINTEGER',
  'UBIGINT',
  'DECIMAL',
  'DATE',
  'TIMESTAMP',
  'TIMESTAMP WITH TIME ZONE',
]);

/** Types whose values, as DuckDB writes them, name one value each at every source. Floats do not. */
export function isKeyType(type: DataType): boolean {
  if ('alias' in type && type.alias !== undefined) return false;
  return isRangeType(type) || type.id === 'VARCHAR' || type.id === 'UUID';
}

/** Those of them that are numbers or times: a range of them is worth sending. */
export function isRangeType(type: DataType): boolean {
  return EXACT.has(type.id);
}
