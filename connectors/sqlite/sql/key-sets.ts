import { keySetOf } from '../../../engine/plan/key-set.ts';
import { refuse } from '../../../engine/spi/sql/refused.ts';
import { sql } from '../../../engine/spi/sql/sql-text.ts';
import { isInteger, isText } from '../../../engine/types/type-class.ts';
import { comparable } from './comparisons.ts';
import type { PrintCall } from './print-call.ts';

/** Keys go as one JSON array: there is no array type, and placeholders are limited to 32,766. */
export const inKeySet: PrintCall = (call, writer) => {
  const test = keySetOf(call);
  const [, keys] = call.args;
  if (test === null || keys === undefined)
    return refuse('function', 'A set of keys is made by the planner alone.');
  const { key } = test;
  if (!isInteger(key.type) && !isText(key.type) && key.type.id !== 'DATE')
    refuse('type', 'Keys are sent to SQLite as integers, texts and dates only.');
  const value = comparable(key, writer, 'equality').within('atom');
  return sql`${value} IN (SELECT value FROM json_each(${writer.write(keys)}))`.at('comparison');
};
