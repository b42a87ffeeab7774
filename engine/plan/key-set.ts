import { BOOLEAN, type DataType } from '../types/data-type.ts';
import type { BetweenExpression, CallExpression, Expression } from './expression.ts';

/** The function's name in plans; users can't call it. Its second argument gets its values at run time. */
export const IN_KEY_SET = 'in_key_set';

/** What an expression must be one of: keys that another fragment brings while the query runs. */
export interface KeySetTest {
  readonly key: Expression;
  readonly name: string;
}

/** True where the key is in the set; never true of NULL, as sets of keys have none. It has no side effect and can't fail. */
export function inKeySet(key: Expression, name: string): CallExpression {
  const keys: Expression = {
    kind: 'parameter',
    name,
    type: { id: 'LIST', child: key.type },
    keys: true,
  };
  return { kind: 'call', type: BOOLEAN, name: IN_KEY_SET, args: [key, keys] };
}

/** True where the key lies between the smallest and the largest one of the set. */
export function inKeyRange(key: Expression, name: string): BetweenExpression {
  const bound = (end: 'low' | 'high'): Expression => {
    return { kind: 'parameter', name: `${name} ${end}`, type: key.type, keys: true };
  };
  const ends = { lower: bound('low'), upper: bound('high'), lowerInclusive: true, upperInclusive: true };
  return { kind: 'between', type: BOOLEAN, child: key, ...ends };
}

/** What a call tests where it is one of `inKeySet`, else null. */
export function keySetOf(call: CallExpression): KeySetTest | null {
  const [key, keys] = call.args;
  if (call.name !== IN_KEY_SET || key === undefined) return null;
  return keys?.kind === 'parameter' && keys.keys === true ? { key, name: keys.name } : null;
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
