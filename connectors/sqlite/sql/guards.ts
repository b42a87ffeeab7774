import type { Item } from '../../../engine/spi/sql/item.ts';
import { refuse } from '../../../engine/spi/sql/refused.ts';
import { type Sql, sql } from '../../../engine/spi/sql/sql-text.ts';
import type { CatalogColumn } from '../../../engine/types/catalog.ts';
import { typeToSql } from '../../../engine/types/data-type.ts';

/** Ends the native type of columns that come as text whatever is stored in them. */
const AS_TEXT = ' as text';

/**
 * A column in an expression. A declared type does not bind what is stored (but in STRICT tables), so every use goes
 * through a check that raises a typed error, by the function `atoll_misfit` of the connector, where a value is none of
 * the column's type: never a wrong answer.
 */
export function sqliteColumn(item: Item): Sql {
  const { field } = item;
  if (field === null) return item.sql;
  if (field.nativeType.endsWith(AS_TEXT)) {
    refuse('type', `${field.name} holds values of any kind, which SQLite compares as such and not as text.`);
  }
  const test = testOf(field, item.sql);
  if (field.typeEnforced) return item.sql;
  return sql`CASE WHEN ${test} THEN ${item.sql} ELSE ${misfit(item, field)} END`;
}

function misfit(item: Item, field: CatalogColumn): Sql {
  const table = item.column.origins.find((origin) => origin.column === field.name)?.table ?? '';
  const names = [table, field.name, typeToSql(field.type)].map(quoted).join(', ');
  return sql`atoll_misfit(${names}, ${item.sql})`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** What is true of NULL and of every value that the reader takes for the column's type. */
function testOf(field: CatalogColumn, value: Sql): Sql {
  switch (field.type.id) {
    case 'BIGINT':
      return sql`typeof(${value}) IN ('integer', 'null')`;
    case 'DOUBLE':
      return sql`typeof(${value}) IN ('real', 'null')`;
    case 'BLOB':
      return sql`typeof(${value}) IN ('blob', 'null')`;
    case 'BOOLEAN':
      return sql`${value} IS NULL OR typeof(${value}) = 'integer' AND ${value} IN (0, 1)`;
    case 'DATE':
      // date() brings any day that it understands into this form, and 30 February to March.
      return sql`${value} IS NULL OR typeof(${value}) = 'text' AND date(${value}) = ${value} AND ${value} >= '0001'`;
    case 'VARCHAR':
      if (field.type.alias === undefined) return sql`typeof(${value}) IN ('text', 'null')`;
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
