import type { CastExpression } from '../../../engine/plan/expression.ts';
import { refuse } from '../../../engine/spi/sql/refused.ts';
import type { Writer } from '../../../engine/spi/sql/rules.ts';
import { type Sql, sql } from '../../../engine/spi/sql/sql-text.ts';
import { sameType, typeToSql } from '../../../engine/types/data-type.ts';
import { isInteger, isSignedInteger, isText } from '../../../engine/types/type-class.ts';

const WIDTHS: readonly string[] = ['TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT', 'HUGEINT'];

/** The few casts that SQLite does without cutting, rounding or guessing: it has no types to fail on. */
export function sqliteCast({ child, type, try: tries }: CastExpression, writer: Writer): Sql {
  const from = child.type;
  if (sameType(from, type)) return writer.write(child);
  const widens =
    isSignedInteger(from) && isSignedInteger(type) && WIDTHS.indexOf(from.id) < WIDTHS.indexOf(type.id);
  // All integers are of 64 bits there, and booleans are integers.
  if (widens || (from.id === 'BOOLEAN' && isInteger(type))) return writer.write(child);
  if (type.id === 'DOUBLE' && isSignedInteger(from) && from.id !== 'HUGEINT')
    return sql`CAST(${writer.write(child)} AS REAL)`;
  if (isText(type) && isSignedInteger(from)) return sql`CAST(${writer.write(child)} AS TEXT)`;
  // A date is its ISO text.
  if (isText(type) && from.id === 'DATE') return writer.write(child);
  const name = tries ? 'TRY_CAST' : 'A cast';
  return refuse('may-raise', `${name} of ${typeToSql(from)} to ${typeToSql(type)} differs at SQLite.`);
}
