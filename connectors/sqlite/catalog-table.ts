import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { CatalogColumn, CatalogTable, Collation } from '../../engine/types/catalog.ts';
import { typeToSql } from '../../engine/types/data-type.ts';
import { UNKNOWN_COLLATION } from './collations.ts';
import { comesAsText } from './config.ts';
import type { DescribedFile } from './described-file.ts';
import type { DeclaredType } from './declared-type.ts';
import { asText, declaredType, isAsText } from './declared-type.ts';
import type { TableShape } from './schema-reader.ts';
import type { ListedColumn, ListedTable } from './table-list.ts';
import { rowidColumn } from './rowid-column.ts';
import { tableKeys } from './table-keys.ts';
import { isSqliteFailure } from './sqlite-error.ts';
import { rowidSpan, type TableFigures } from './table-statistics.ts';

/** One table as the catalog shows it. Throws SQLite's error for a view that no longer binds. */
export function catalogTable(
  file: DescribedFile,
  table: ListedTable,
  shape: TableShape,
  figures: TableFigures | undefined,
): CatalogTable {
  const listed = shape.columns;
  const rowid = rowidColumn(table, shape);
  const collations = file.collations.find(table, listed);
  const typed = typesOf(file, table, listed);
  const columns = listed.map((column, at): CatalogColumn => {
    const { type, nativeType } = typed[at] ?? asText(column.declared);
    return {
      name: column.name,
      nativeType,
      type,
      nullable: isNullable(table, column, rowid),
      collation: type.id === 'VARCHAR' ? collationOf(nativeType, collations.get(column.name)) : null,
      comment: null,
      statistics: statisticsOf(figures?.distinct.get(column.name)),
      typeEnforced: !isAsText(nativeType) && (column.name === rowid || table.strict),
    };
  });
  return {
    path: { schema: null, name: table.name },
    kind: table.kind === 'view' ? 'view' : 'table',
    columns,
    keys: tableKeys(table, shape, columns),
    rows: figures?.rows ?? rowsOf(file, table, listed),
    bytes: null,
    comment: null,
    fingerprint: fingerprint(table, columns),
  };
}

/** Row numbers have three names, unless columns take them all. */
function rowsOf(
  { database, bytes }: DescribedFile,
  table: ListedTable,
  columns: readonly ListedColumn[],
): number | null {
  if (table.kind !== 'table' || table.withoutRowid) return null;
  const taken = new Set(columns.map(({ name }) => name.toLowerCase()));
  const rowid = ['rowid', '_rowid_', 'oid'].find((name) => !taken.has(name));
  if (rowid === undefined) return null;
  try {
    return rowidSpan(database, table.name, rowid, bytes);
  } catch (error) {
    // Damage of its pages is for those to be told who read it.
    if (isSqliteFailure(error)) return null;
    throw error;
  }
}

function typesOf(
  { database, text }: DescribedFile,
  table: ListedTable,
  listed: readonly ListedColumn[],
): readonly DeclaredType[] {
  const origins = table.kind === 'view' ? originTypes(database, table.name) : null;
  return listed.map((column, at) => {
    if (comesAsText(text, table.name, column.name)) return asText(column.declared);
    // Of a view SQLite derives BLOB and NUM for expressions that may give anything.
    const vague =
      origins !== null && column.declared !== origins[at] && /^(?:BLOB|NUM|)$/u.test(column.declared);
    return vague ? asText(column.declared) : declaredType(column.declared);
  });
}

/** The declared types of the table columns behind a view's columns; null where a column is computed. */
function originTypes(database: DatabaseSync, view: string): readonly (string | null)[] {
  const statement = database.prepare(`SELECT * FROM "${view.replaceAll('"', '""')}"`);
  return statement.columns().map((column) => column.type);
}

function isNullable(table: ListedTable, column: ListedColumn, rowid: string | null): boolean {
  const keyed = column.keyPlace > 0 && (table.withoutRowid || table.strict);
  return !(table.kind === 'table' && (column.notNull || column.name === rowid || keyed));
}

/** What an untyped column compares are stored values of any kind, whatever the collation says of text. */
function collationOf(nativeType: string, found: Collation | undefined): Collation {
  return isAsText(nativeType) ? UNKNOWN_COLLATION : (found ?? UNKNOWN_COLLATION);
}

function statisticsOf(distinct: number | undefined): CatalogColumn['statistics'] {
  if (distinct === undefined) return null;
  return { distinct, nullFraction: null, averageBytes: null, min: null, max: null };
}

function fingerprint(table: ListedTable, columns: readonly CatalogColumn[]): string {
  const shape = columns.map((column) => [
    column.name,
    column.nativeType,
    typeToSql(column.type),
    column.nullable,
    column.collation?.name,
  ]);
  const text = JSON.stringify([table.kind, table.withoutRowid, table.strict, shape]);
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
