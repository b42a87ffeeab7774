import type { Item } from '../../../engine/spi/sql/item.ts';
import { refuse } from '../../../engine/spi/sql/refused.ts';
import type { Sql } from '../../../engine/spi/sql/sql-text.ts';
import type { CatalogColumn } from '../../../engine/types/catalog.ts';
import { typeToSql } from '../../../engine/types/data-type.ts';

/** Ends the native type of columns that come as text whatever is stored in them. */
const AS_TEXT = ' as text';

/**
 * A column in an expression. A declared type does not bind what is stored (but in STRICT tables): before a statement
 * runs, the reader proves in the same snapshot that every value of the columns that it computes with is one of the
 * column's type (`prove-columns.ts`). So the column stands here as it is, and indexes serve.
 */
export function sqliteColumn({ field, sql }: Item): Sql {
  if (field !== null) storedTest(field, '');
  return sql;
}

/**
 * What is true of NULL and of every value that the reader takes for the column's type; `value` is SQL. Refuses types
 * whose values SQLite does not compare as DuckDB does.
 */
export function storedTest(field: CatalogColumn, value: string): string {
  if (field.nativeType.endsWith(AS_TEXT)) {
    refuse('type', `${field.name} holds values of any kind, which SQLite compares as such and not as text.`);
  }
  switch (field.type.id) {
    case 'BIGINT':
      return `typeof(${value}) IN ('integer', 'null')`;
    case 'DOUBLE':
      return `typeof(${value}) IN ('real', 'null')`;
    case 'BLOB':
      return `typeof(${value}) IN ('blob', 'null')`;
    case 'BOOLEAN':
      return `(${value} IS NULL OR typeof(${value}) = 'integer' AND ${value} IN (0, 1))`;
    case 'DATE':
      // date() brings any day that it understands into this form, and 30 February to March.
      return `(${value} IS NULL OR typeof(${value}) = 'text' AND date(${value}) = ${value} AND ${value} >= '0001')`;
    case 'VARCHAR':
      if (field.type.alias === undefined) return `typeof(${value}) IN ('text', 'null')`;
      return refuse('type', `${field.name} is JSON, which SQLite compares as it was written.`);
    case 'DECIMAL':
      return refuse('numeric', `${field.name} is a decimal, which SQLite stores as a binary fraction.`);
    case 'TIME':
    case 'TIMESTAMP':
      return refuse('time', `${field.name} may be written in several forms, which SQLite compares as text.`);
    default:
      return refuse(
        'type',
        `${field.name} is ${typeToSql(field.type)}, which is only read, not computed with.`,
      );
  }
}
