import { keySetOf } from '../../../engine/plan/key-set.ts';
import { refuse } from '../../../engine/spi/sql/refused.ts';
import type { Writer } from '../../../engine/spi/sql/rules.ts';
import { type Sql, sql } from '../../../engine/spi/sql/sql-text.ts';
import { typeToSql } from '../../../engine/types/data-type.ts';
import { isText } from '../../../engine/types/type-class.ts';
import { comparedTexts } from './collations.ts';
import { isOrdered } from './native-types.ts';
import type { PrintCall } from './print-call.ts';

/**
 * Keys go as one array, of the very type of what is compared: then the server hashes it (from 9 elements on, version 14)
 * or looks each key up in an index. An array of a wider integer type would be searched from end to end for each row:
 * 1,000 keys over 3 million rows took 15 s instead of 0.5.
 */
export const inKeySet: PrintCall = (call, writer) => {
  const test = keySetOf(call);
  const [, keys] = call.args;
  if (test === null || keys === undefined)
    return refuse('function', 'A set of keys is made by the planner alone.');
  return sql`${keyText(test.key, writer).within('atom')} = ANY (${writer.write(keys)})`.at('comparison');
};

function keyText(key: Parameters<Writer['write']>[0], writer: Writer): Sql {
  if (isText(key.type)) return comparedTexts([key], writer)[0] ?? writer.write(key);
  if (!isOrdered(key.type))
    refuse('type', `Equality of ${typeToSql(key.type)} is not known to be the same there.`);
  return writer.write(key);
}
