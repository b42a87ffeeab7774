import type { Expression } from '../../../engine/plan/expression.ts';
import { keyTest } from '../../../engine/spi/sql/key-tests.ts';
import { refuse } from '../../../engine/spi/sql/refused.ts';
import type { Writer } from '../../../engine/spi/sql/rules.ts';
import { joined, type Sql, sql } from '../../../engine/spi/sql/sql-text.ts';
import { isInteger, isText } from '../../../engine/types/type-class.ts';
import { comparable } from './comparisons.ts';
import type { PrintCall } from '../../../engine/spi/sql/print-call.ts';

/**
 * Keys go as one JSON array, of arrays for a composite key: there is no array type, and placeholders are limited to
 * 32,766. Against a temporary table, filled and then read, over a million rows: 300,000 keys took 1,364 ms in JSON and
 * 1,167 ms in the table with an index on the column, 3,789 ms and 2,152 ms without one; 10,000 keys without an index
 * 157 ms and 475 ms. Its gain is for many keys alone, and there is none to be had: `query_only`, which keeps a session
 * from writing, bars temporary tables too.
 */
export const inKeySet: PrintCall = (call, writer) =>
  keyTest(call, writer, ({ keys, rows, slot }) => {
    const values = keys.map((key) => keyValue(key, writer));
    const [first] = values;
    if (values.length === 1 && first !== undefined)
      return sql`${first} IN (SELECT value FROM json_each(${slot(0)}))`.at('comparison');
    const columns = keys.map((_, at) => `json_extract(value, '$[${at}]')`).join(', ');
    return sql`(${joined(values, ', ')}) IN (SELECT ${columns} FROM json_each(${rows}))`.at('comparison');
  });

function keyValue(key: Expression, writer: Writer): Sql {
  if (!isInteger(key.type) && !isText(key.type) && key.type.id !== 'DATE')
    refuse('type', 'Keys are sent to SQLite as integers, texts and dates only.');
  return comparable(key, writer, 'equality').within('atom');
}
