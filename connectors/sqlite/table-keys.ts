import type { CatalogColumn, TableKey } from '../../engine/types/catalog.ts';
import { isAsText } from './declared-type.ts';
import type { TableShape } from './schema-reader.ts';
import type { ListedTable } from './table-list.ts';

/**
 * Keys that hold for the values as they are read. Left out: partial indexes, indexes over expressions, and keys over
 * columns of which two stored values may read as one (text of any value; times with and without seconds).
 */
export function tableKeys(
  table: ListedTable,
  shape: TableShape,
  columns: readonly CatalogColumn[],
): readonly TableKey[] {
  if (table.kind !== 'table') return [];
  const byName = new Map(columns.map((column) => [column.name, column]));
  const holds = (names: readonly string[]): boolean =>
    names.length > 0 && names.every((name) => oneToOne(byName.get(name)));
  const primary = shape.columns
    .filter((column) => column.keyPlace > 0)
    .sort((a, b) => a.keyPlace - b.keyPlace);
  const primaryNames = primary.map((column) => column.name);
  const keys: TableKey[] = [];
  if (holds(primaryNames)) {
    // SQLite lets NULLs into most primary keys, any number of them: then the key is merely unique.
    const nullable = primaryNames.some((name) => byName.get(name)?.nullable ?? true);
    keys.push({ kind: nullable ? 'unique' : 'primary', columns: primaryNames, references: null });
  }
  for (const parts of shape.unique) {
    const names = parts.filter((part) => part !== null);
    if (names.length === parts.length && holds(names))
      keys.push({ kind: 'unique', columns: names, references: null });
  }
  const foreign = shape.foreign.map(
    ({ table: name, from, to }): TableKey => ({
      kind: 'foreign',
      columns: from,
      references: { table: { schema: null, name }, columns: to },
    }),
  );
  return [...keys, ...foreign];
}

function oneToOne(column: CatalogColumn | undefined): boolean {
  if (column === undefined || isAsText(column.nativeType)) return false;
  return column.type.id !== 'TIMESTAMP' && column.type.id !== 'TIME' && column.type.id !== 'DECIMAL';
}
