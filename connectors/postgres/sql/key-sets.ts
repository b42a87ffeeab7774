import type { Expression } from '../../../engine/plan/expression.ts';
import { keyTest } from '../../../engine/spi/sql/key-tests.ts';
import { refuse } from '../../../engine/spi/sql/refused.ts';
import type { Writer } from '../../../engine/spi/sql/rules.ts';
import { joined, type Sql, sql } from '../../../engine/spi/sql/sql-text.ts';
import { typeToSql } from '../../../engine/types/data-type.ts';
import { isText } from '../../../engine/types/type-class.ts';
import { comparedTexts } from './collations.ts';
import { isOrdered } from './native-types.ts';
import type { PrintCall } from '../../../engine/spi/sql/print-call.ts';

/**
 * Keys go as one array, of the very type of what is compared: then the server hashes it (from 9 elements on, version 14)
 * or looks each key up in an index. An array of a wider integer type would be searched from end to end for each row:
 * 1,000 keys over 3 million rows took 15 s instead of 0.5. The columns of a composite key go as an array each; its
 * first column is tested by itself as well, without which the server looks up each row of the key in an index: 100,000
 * of them in lineitem took 32 s instead of 6.6.
 *
 * PostgreSQL 18, 6 million rows, milliseconds of the array / `IN (SELECT unnest(array))` / a temporary table filled and
 * analysed, with an index on the column: 10,000 keys 226 / 134 / 380, 200,000 1,434 / 3,458 / 1,561, 500,000 1,400 /
 * 5,761 / 2,875; without one 310 / 352 / 498, 867 / 2,277 / 3,483, 3,521 / 7,132 / 11,261. So there is no
 * other form.
 */
export const inKeySet: PrintCall = (call, writer) =>
  keyTest(call, writer, ({ keys, slot }) => {
    const values = keys.map((key) => keyText(key, writer).within('atom'));
    const [first] = values;
    if (values.length === 1 && first !== undefined) return sql`${first} = ANY (${slot(0)})`.at('comparison');
    const arrays = keys.map((_, at) => slot(at));
    const rows = sql`(${joined(values, ', ')}) IN (SELECT * FROM unnest(${joined(arrays, ', ')}))`;
    return sql`${first ?? ''} = ANY (${slot(0)}) AND ${rows}`.at('logic');
  });

function keyText(key: Expression, writer: Writer): Sql {
  if (isText(key.type)) return comparedTexts([key], writer)[0] ?? writer.write(key);
  if (!isOrdered(key.type)) refuse('type', `Keys of type ${typeToSql(key.type)} are not sent to PostgreSQL.`);
  return writer.write(key);
}
