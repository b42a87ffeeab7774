import type { CallExpression, Expression } from '../../plan/expression.ts';
import { inKeyRange, isRangeType, keySetOf, keySlot } from '../../plan/key-set.ts';
import type { DataType } from '../../types/data-type.ts';
import { Refused, refuse } from './refused.ts';
import type { Writer } from './rules.ts';
import { KeyTest, Slot, Sql, sql, text } from './sql-text.ts';

/** What a dialect prints a list of keys from. */
export interface ListedKeys {
  /** Several are one composite key. */
  readonly keys: readonly [Expression, ...Expression[]];
  /** The placeholder of the values of a column of the set, counted from 0. */
  readonly slot: (column: number) => Sql;
  /** The placeholder of the set's rows as one value, for a composite key. */
  readonly rows: Sql;
}

/**
 * A test for keys in all forms that the dialect has: `list` prints the keys as a list, and may refuse; a range of a
 * single key is printed where the dialect compares such values, and has placeholders (`ranges`).
 */
export function keyTest(
  call: CallExpression,
  writer: Writer,
  list: (listed: ListedKeys) => Sql,
  ranges = true,
): Sql {
  const found = keySetOf(call);
  if (found === null) return refuse('function', 'A set of keys is made by the planner alone.');
  const { keys, name } = found;
  const slot = (type: DataType, part: number | 'rows'): Sql =>
    sql`${new Slot(keySlot(name, part), { id: 'LIST', child: type })}`;
  const listed: ListedKeys = {
    keys,
    slot: (column) => slot(keys[column]?.type ?? keys[0].type, column),
    rows: slot({ id: 'STRUCT', fields: keys.map(({ type }, at) => ({ name: `${at + 1}`, type })) }, 'rows'),
  };
  const forms = {
    list: list(listed).within('comparison'),
    ...(ranges ? rangeOf(keys, name, writer) : {}),
    none: text('true'),
  };
  return new Sql([new KeyTest(name, forms)], 'comparison');
}

function rangeOf(keys: ListedKeys['keys'], name: string, writer: Writer): { range?: Sql } {
  const [key] = keys;
  if (keys.length > 1 || !isRangeType(key.type)) return {};
  try {
    return { range: writer.write(inKeyRange(key, name)).within('comparison') };
  } catch (error) {
    if (error instanceof Refused) return {};
    throw error;
  }
}
