import type { Expression } from '../../../engine/plan/expression.ts';
import { keyTest } from '../../../engine/spi/sql/key-tests.ts';
import { refuse } from '../../../engine/spi/sql/refused.ts';
import type { Writer } from '../../../engine/spi/sql/rules.ts';
import { joined, type Sql, sql } from '../../../engine/spi/sql/sql-text.ts';
import { isInteger, isText } from '../../../engine/types/type-class.ts';
import { comparable } from './comparisons.ts';
import type { PrintCall } from './print-call.ts';

/**
 * Keys go as one JSON array, of arrays for a composite key: there is no array type, and placeholders are limited to
 * 32,766. A temporary table took as long to fill and be read: 300,000 keys against an index over a million rows took
 * 1.2 s so and 1.4 s in JSON, and 1.9 against 2.2 without an index; and the session that may not write has none.
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
