import type { CastExpression, Expression } from '../../../engine/plan/expression.ts';
import { refuse } from '../../../engine/spi/sql/refused.ts';
import type { Writer } from '../../../engine/spi/sql/rules.ts';
import { type Sql, sql } from '../../../engine/spi/sql/sql-text.ts';
import type { DataType } from '../../../engine/types/data-type.ts';
import { sameType, typeToSql } from '../../../engine/types/data-type.ts';
import { isSignedInteger } from '../../../engine/types/type-class.ts';
import { enumText } from './enums.ts';
import { nativeType } from './native-types.ts';
import { INTEGER_DIGITS, widens } from '../../../engine/spi/sql/widening.ts';

/** Casts that mean the same in both engines and raise on no value. */
export function postgresCast(cast: CastExpression, writer: Writer): Sql {
  const { child, type } = cast;
  if (sameType(child.type, type)) return writer.write(child);
  if (type.id === 'VARCHAR' && type.alias === undefined) return toText(child, writer);
  const written = special(child, type, writer);
  if (written !== null) return written;
  const native = nativeType(type);
  if (native === null || !(widens(child.type, type) || isExact(child.type, type))) {
    const names = `${typeToSql(child.type)} to ${typeToSql(type)}`;
    refuse('may-raise', `A cast of ${names} may raise or round otherwise at PostgreSQL.`);
  }
  return sql`${writer.atom(child)}::${native}`;
}

/** Conversions beyond widening whose rounding was compared value by value. */
function isExact(from: DataType, to: DataType): boolean {
  if (to.id === 'DOUBLE') {
    // Above 15 digits DuckDB divides in two roundings, PostgreSQL in one.
    if (from.id === 'DECIMAL') return from.width <= 15;
    return from.id === 'FLOAT' || INTEGER_DIGITS[from.id] !== undefined;
  }
  if (from.id !== 'DECIMAL') return from.id === 'TIMESTAMP' && to.id === 'DATE';
  // Both round half away from zero; one digit more is room for the carry.
  const whole = from.width - from.scale + 1;
  // 38 digits is the nominal width of sums: a value too large for the cast raises in both.
  const nominal = from.width === 38 && to.id === 'DECIMAL' && to.width === 38 && to.scale - from.scale <= 12;
  if (nominal && to.scale >= from.scale) return true;
  if (to.id === 'DECIMAL') return to.scale < from.scale && to.width - to.scale >= whole;
  const digits = isSignedInteger(to) ? (INTEGER_DIGITS[to.id] ?? 38) : 0;
  return whole < digits;
}

function special(child: Expression, to: DataType, writer: Writer): Sql | null {
  const from = child.type.id;
  const written = (): Sql => writer.atom(child);
  if (from === 'NULL')
    return sql`NULL::${nativeType(to) ?? refuse('type', `PostgreSQL has no type ${typeToSql(to)}.`)}`;
  if (from === 'BOOLEAN' && isSignedInteger(to)) {
    return to.id === 'INTEGER'
      ? sql`${written()}::integer`
      : sql`${written()}::integer::${nativeType(to) ?? ''}`;
  }
  // The session's zone is UTC; saying so keeps the text right wherever it runs.
  if (to.id === 'TIMESTAMP WITH TIME ZONE' && from === 'TIMESTAMP') return inUtc(written());
  if (to.id === 'TIMESTAMP WITH TIME ZONE' && from === 'DATE') return inUtc(sql`${written()}::timestamp`);
  if (from === 'TIMESTAMP WITH TIME ZONE' && to.id === 'TIMESTAMP') return inUtc(written());
  if (from === 'TIMESTAMP WITH TIME ZONE' && to.id === 'DATE') return sql`(${inUtc(written())})::date`;
  return null;
}

function inUtc(value: Sql): Sql {
  return sql`${value} AT TIME ZONE 'UTC'`.at('arithmetic');
}

function toText(child: Expression, writer: Writer): Sql {
  const { type } = child;
  if (type.id === 'ENUM') return enumText(child, writer);
  // The scale shows in the text, and only a stated one is sure.
  if (type.id === 'DECIMAL') return sql`${writer.atom(child)}::${nativeType(type) ?? ''}::text`;
  if (type.id === 'BOOLEAN' || type.id === 'UUID' || isSignedInteger(type))
    return sql`${writer.atom(child)}::text`;
  return refuse('function', `The text of ${typeToSql(type)} is not the same at PostgreSQL.`);
}
