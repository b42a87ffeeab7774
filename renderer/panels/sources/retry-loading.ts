import { useCatalogs } from './catalogs-store.ts';
import type { TreeRow } from './tree-row.ts';

/** Asks again for what could not be had. */
export function retryLoading({ source, table }: Extract<TreeRow, { kind: 'failed' }>): void {
  const { loadTables, loadColumns } = useCatalogs.getState();
  if (table === null) void loadTables(source.name);
  else void loadColumns({ source: source.name, schema: table.schema, table: table.name });
}
