import type { DatabaseSync } from 'node:sqlite';
import type { CatalogColumn, TableKey } from '../../engine/types/catalog.ts';
import { isAsText } from './declared-type.ts';
import type { ListedColumn, ListedTable } from './table-list.ts';

/**
 * Keys that hold for the values as they are read. Left out: partial indexes, indexes over expressions, and keys over
 * columns of which two stored values may read as one (text of any value; times with and without seconds).
 */
export function tableKeys(
  database: DatabaseSync,
  table: ListedTable,
  listed: readonly ListedColumn[],
  columns: readonly CatalogColumn[],
): readonly TableKey[] {
  if (table.kind !== 'table') return [];
  const byName = new Map(columns.map((column) => [column.name, column]));
  const holds = (names: readonly string[]): boolean =>
    names.length > 0 && names.every((name) => oneToOne(byName.get(name)));
  const primary = [...listed].filter((column) => column.keyPlace > 0).sort((a, b) => a.keyPlace - b.keyPlace);
  const primaryNames = primary.map((column) => column.name);
  const keys: TableKey[] = [];
  if (holds(primaryNames)) {
    // SQLite lets NULLs into most primary keys, any number of them: then the key is merely unique.
    const nullable = primaryNames.some((name) => byName.get(name)?.nullable ?? true);
    keys.push({ kind: nullable ? 'unique' : 'primary', columns: primaryNames, references: null });
  }
  for (const names of uniqueIndexes(database, table.name)) {
    if (holds(names)) keys.push({ kind: 'unique', columns: names, references: null });
  }
  return [...keys, ...foreignKeys(database, table.name)];
}

function oneToOne(column: CatalogColumn | undefined): boolean {
  if (column === undefined || isAsText(column.nativeType)) return false;
  return column.type.id !== 'TIMESTAMP' && column.type.id !== 'TIME' && column.type.id !== 'DECIMAL';
}

function uniqueIndexes(database: DatabaseSync, table: string): readonly string[][] {
  const indexes = database
    .prepare(
      `SELECT name FROM pragma_index_list(?, 'main') WHERE "unique" = 1 AND partial = 0 AND origin <> 'pk' ORDER BY seq`,
    )
    .all(table);
  return indexes.flatMap(({ name }) => {
    const parts = database
      .prepare(`SELECT name FROM pragma_index_info(?, 'main') ORDER BY seqno`)
      .all(String(name));
    return parts.every((part) => part['name'] !== null) ? [parts.map((part) => String(part['name']))] : [];
  });
}

function foreignKeys(database: DatabaseSync, table: string): readonly TableKey[] {
  const rows = database
    .prepare(`SELECT id, "table", "from", "to" FROM pragma_foreign_key_list(?, 'main') ORDER BY id, seq`)
    .all(table);
  const groups = Map.groupBy(rows, (row) => Number(row['id']));
  return [...groups.values()].map((group) => ({
    kind: 'foreign',
    columns: group.map((row) => String(row['from'])),
    references: {
      table: { schema: null, name: String(group[0]?.['table']) },
      // Without a list it points to the primary key of the other table.
      columns: group.flatMap((row) => (row['to'] === null ? [] : [String(row['to'])])),
    },
  }));
}
