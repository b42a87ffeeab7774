import type { CastExpression, Expression } from '../../../engine/plan/expression.ts';
import { refuse } from '../../../engine/spi/sql/refused.ts';
import type { Writer } from '../../../engine/spi/sql/rules.ts';
import { type Sql, sql, text } from '../../../engine/spi/sql/sql-text.ts';
import type { DataType } from '../../../engine/types/data-type.ts';
import { sameType, typeToSql } from '../../../engine/types/data-type.ts';
import { isInteger, isSignedInteger, isText } from '../../../engine/types/type-class.ts';
import { MOST_SCALE } from './literals.ts';
import { INTEGER_DIGITS, widens } from '../../../engine/spi/sql/widening.ts';

/** Casts that mean the same in both engines and raise on no value: MySQL's cut and round with a warning at most. */
export function mysqlCast({ child, type, try: tries }: CastExpression, writer: Writer): Sql {
  const from = child.type;
  if (tries) refuse('function', 'TRY_CAST does not exist at MySQL.');
  if (sameType(from, type)) return writer.write(child);
  if (from.id === 'NULL') return text('NULL');
  const written =
    toText(child, type, writer) ?? toNumber(child, type, writer) ?? toMoment(child, type, writer);
  if (written !== null) return written;
  return refuse(
    'may-raise',
    `A cast of ${typeToSql(from)} to ${typeToSql(type)} may raise or round otherwise at MySQL.`,
  );
}

function toText(child: Expression, type: DataType, writer: Writer): Sql | null {
  if (!isText(type)) return null;
  const from = child.type;
  if (from.id === 'ENUM') return writer.write(child);
  if (from.id === 'DECIMAL' && from.scale <= MOST_SCALE)
    return sql`CAST(CAST(${writer.write(child)} AS DECIMAL(${String(from.width)}, ${String(from.scale)})) AS CHAR)`;
  return isSignedInteger(from) || from.id === 'DATE' ? sql`CAST(${writer.write(child)} AS CHAR)` : null;
}

function toNumber(child: Expression, type: DataType, writer: Writer): Sql | null {
  const from = child.type;
  if (from.id === 'BOOLEAN' && isInteger(type)) return sql`${writer.atom(child)} + 0`.at('arithmetic');
  if (type.id === 'DOUBLE') {
    // Above 15 digits DuckDB divides in two roundings, MySQL in one.
    const exact = (from.id === 'DECIMAL' && from.width <= 15) || INTEGER_DIGITS[from.id] !== undefined;
    return exact ? sql`CAST(${writer.write(child)} AS DOUBLE)` : null;
  }
  if (isInteger(from) && isInteger(type)) return widens(from, type) ? writer.write(child) : null;
  if (type.id === 'DECIMAL' && type.scale <= MOST_SCALE && fits(from, type)) {
    const native = `DECIMAL(${type.width}, ${type.scale})`;
    return sql`CAST(${writer.write(child)} AS ${native})`;
  }
  return null;
}

/** Whether every value fits, rounded half away from zero where digits are lost, as both engines do. */
function fits(from: DataType, to: Extract<DataType, { id: 'DECIMAL' }>): boolean {
  if (widens(from, to)) return true;
  if (from.id !== 'DECIMAL' || to.scale >= from.scale) return false;
  // One digit more is room for the carry.
  return to.width - to.scale > from.width - from.scale;
}

/** The session's zone is UTC. */
function toMoment(child: Expression, type: DataType, writer: Writer): Sql | null {
  const from = child.type.id;
  const isInstant = from === 'TIMESTAMP' || from === 'TIMESTAMP WITH TIME ZONE';
  if (type.id === 'DATE') return isInstant ? sql`DATE(${writer.write(child)})` : null;
  if (type.id !== 'TIMESTAMP' && type.id !== 'TIMESTAMP WITH TIME ZONE') return null;
  return isInstant || from === 'DATE' ? sql`CAST(${writer.write(child)} AS DATETIME(6))` : null;
}
