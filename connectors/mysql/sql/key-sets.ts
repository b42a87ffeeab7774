import type { Expression } from '../../../engine/plan/expression.ts';
import { keyTest } from '../../../engine/spi/sql/key-tests.ts';
import { refuse } from '../../../engine/spi/sql/refused.ts';
import type { Writer } from '../../../engine/spi/sql/rules.ts';
import { joined, type Sql, sql } from '../../../engine/spi/sql/sql-text.ts';
import { typeToSql } from '../../../engine/types/data-type.ts';
import { isExactNumeric, isText } from '../../../engine/types/type-class.ts';
import { bareText, byBytes } from './bytes.ts';
import type { PrintCall } from '../../../engine/spi/sql/print-call.ts';

const KEYS: ReadonlySet<string> = new Set(['DATE', 'TIMESTAMP', 'TIMESTAMP WITH TIME ZONE']);

/**
 * Keys stand in the text as an IN list, which is put together when they are known (`read/inline-keys.ts`). MariaDB
 * 10.11, 3 million rows, milliseconds of a list / a list that the server makes a subquery of / a MEMORY table filled and
 * read / an InnoDB one, with an index on the column: 10,000 keys 70 / 164 / 66 / 75, 200,000 651 / 1,272 / 925 / 1,584;
 * without one 10,000 577 / 585 / 523 / 1,799, 200,000 1,675 / 2,692 / 8,647 / 5,507. So lists stay lists (the session's
 * settings see to it), and there is no temporary table, which would also have to be made before the snapshot begins.
 */
export const inKeySet: PrintCall = (call, writer) =>
  keyTest(call, writer, ({ keys, rows, slot }) => {
    const values = keys.map((key) => keyValue(key, writer));
    const [first] = values;
    return values.length === 1 && first !== undefined
      ? sql`${first} IN (${slot(0)})`.at('comparison')
      : sql`(${joined(values, ', ')}) IN (${rows})`.at('comparison');
  });

/** A text column goes as it stands, since an index serves it so; its collation finds no fewer rows than bytes would. */
function keyValue(key: Expression, writer: Writer): Sql {
  if (isText(key.type)) return (bareText(key, writer)?.sql ?? byBytes(key, writer)).within('atom');
  if (!isExactNumeric(key.type) && !KEYS.has(key.type.id))
    refuse('type', `Keys of type ${typeToSql(key.type)} are not sent to MySQL.`);
  return writer.write(key).within('atom');
}
