import type { Item } from '../../../engine/spi/sql/item.ts';
import { refuse } from '../../../engine/spi/sql/refused.ts';
import { Bound, type Sql, sql, text } from '../../../engine/spi/sql/sql-text.ts';
import type { CatalogColumn } from '../../../engine/types/catalog.ts';
import { typeToSql, VARCHAR } from '../../../engine/types/data-type.ts';
import type { TypedLiteral } from '../../../engine/types/literal.ts';
import { isDeclaredAs, nativeType } from './native-types.ts';

/**
 * A column in an expression: only of types whose values are known to be DuckDB's. CHAR(n) goes through the server's
 * cast to text, which takes off the spaces that fill it up, as reading does; compared as CHAR(n) it would take
 * `'a'` and `'a '` for the same.
 */
export function postgresColumn(item: Item): Sql {
  const { column, field } = item;
  if (field === null) return item.sql;
  if (!field.typeEnforced && field.type.id === 'ENUM') {
    refuse(
      'type',
      `${column.name} is ${field.nativeType}, a domain over an enum, which the server does not compare.`,
    );
  }
  if (!field.typeEnforced) {
    refuse(
      'type',
      `${column.name} is ${field.nativeType}, whose values need not fit ${typeToSql(column.type)}.`,
    );
  }
  if (!isDeclaredAs(field.nativeType, field.type)) {
    refuse('type', `${column.name} is ${field.nativeType}, which is only read, not computed with.`);
  }
  return isPadded(field) ? sql`${item.sql.within('atom')}::text`.at('atom') : item.sql;
}

/** Whether a column is CHAR(n). */
export function isPadded(field: CatalogColumn): boolean {
  return field.collation?.padded === true || /^(character|bpchar)\b(?! varying)/.test(field.nativeType);
}

/** A constant as a placeholder with an explicit type; booleans and NULL as they are. */
export function postgresLiteral(literal: TypedLiteral): Sql {
  // Constants of an enum go as text; what compares them with an enum says which.
  if (literal.type.id === 'ENUM') return postgresLiteral({ type: VARCHAR, value: literal.value });
  const native = nativeType(literal.type);
  if (literal.type.id === 'NULL' && literal.value === null) return text('NULL');
  if (native === null)
    return refuse('type', `PostgreSQL has no constants of type ${typeToSql(literal.type)}.`);
  if (literal.value === null) return text(`NULL::${native}`);
  if (literal.type.id === 'BOOLEAN') return text(literal.value === 'true' ? 'true' : 'false');
  if (typeof literal.value === 'string' && literal.type.id === 'VARCHAR' && literal.value.includes('\0')) {
    refuse('type', 'PostgreSQL has no text with the character NUL.');
  }
  return sql`${new Bound(literal)}`;
}
