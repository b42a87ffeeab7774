import type { Column } from '../plan/column.ts';
import type { CatalogTable } from '../types/catalog.ts';

/** Whether a column begins a key of the one table that it comes from: every source keeps an index for its keys. */
export function beginsKey(column: Column | undefined, tables: readonly CatalogTable[]): boolean {
  const [origin, ...others] = column?.origins ?? [];
  if (origin === undefined || others.length > 0) return false;
  return tables.some(
    ({ path, keys }) =>
      (origin.table === path.name || origin.table === `${path.schema}.${path.name}`) &&
      keys.some(({ kind, columns }) => kind !== 'foreign' && columns[0] === origin.column),
  );
}
