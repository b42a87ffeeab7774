import type { Item } from '../../../engine/spi/sql/item.ts';
import { refuse } from '../../../engine/spi/sql/refused.ts';
import { type Sql, sql } from '../../../engine/spi/sql/sql-text.ts';
import type { CatalogColumn } from '../../../engine/types/catalog.ts';
import { isText } from '../../../engine/types/type-class.ts';
import { nullForZeros, withoutZeros, ZEROS_AS_NULL } from './zero-dates.ts';

/** The bare name of a type, such as `int` of `int(10) unsigned`. */
export function bareType(field: CatalogColumn): string {
  return /^[a-z0-9_]+/i.exec(field.nativeType)?.[0].toLowerCase() ?? '';
}

/** FLOAT is sent with six digits of its own text; as a DOUBLE it keeps all of them. Zero dates may have to be NULL. */
export function scannedColumn(item: Item): Sql {
  if (item.field?.nativeType.endsWith(ZEROS_AS_NULL) === true) return nullForZeros(item.sql);
  const float = item.field !== null && bareType(item.field) === 'float';
  return float ? sql`CAST(${item.sql} AS DOUBLE)` : item.sql;
}

/** Types of columns that may be computed with as they are. */
const PLAIN: ReadonlySet<string> = new Set([
  'tinyint',
  'smallint',
  'mediumint',
  'int',
  'bigint',
  'decimal',
  'double',
  'binary',
  'varbinary',
  'tinyblob',
  'blob',
]);

/**
 * A column in an expression. Every text is brought to utf8mb4: two collations of columns, or a key that is bytes, would
 * not go together with it. BIT and YEAR become numbers, which compare as such.
 */
export function mysqlColumn(item: Item): Sql {
  const { field, column } = item;
  if (isText(column.type) && (field === null || isComputableText(field))) return asText(item.sql);
  if (field === null) return item.sql;
  const type = bareType(field);
  switch (type) {
    case 'bit':
    case 'year':
      return sql`${item.sql} + 0`.at('arithmetic');
    case 'date':
    case 'datetime':
    case 'timestamp':
      return field.nativeType.endsWith(ZEROS_AS_NULL) ? item.sql : withoutZeros(item.sql, type);
    default:
      if (PLAIN.has(type)) return item.sql;
      return refuse('type', `${field.name} is ${field.nativeType}, which is only read, not computed with.`);
  }
}

const TEXTS: ReadonlySet<string> = new Set([
  'char',
  'varchar',
  'tinytext',
  'text',
  'mediumtext',
  'longtext',
  'enum',
  'set',
]);

function isComputableText(field: CatalogColumn): boolean {
  return TEXTS.has(bareType(field));
}

function asText(written: Sql): Sql {
  return sql`CONVERT(${written} USING utf8mb4)`;
}

/** Whether a column is stored in UTF-8, so that its bytes are those that DuckDB compares. */
export function isUtf8(field: CatalogColumn): boolean {
  return (
    field.collation !== null &&
    !/^(enum|set)$/.test(bareType(field)) &&
    /^(utf8|ascii)/.test(field.collation.name)
  );
}

/** Texts of which sorting and grouping would see only the beginning. */
export function isLong(field: CatalogColumn): boolean {
  return /^(medium|long)(text|blob)$/.test(bareType(field));
}
