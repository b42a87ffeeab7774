import { useDialogs } from '../../workspace/dialogs-store.ts';
import { useCatalogs } from './catalogs-store.ts';
import type { TreeRow } from './tree-row.ts';

type FailedRow = Extract<TreeRow, { kind: 'failed' }>;

/** What the button of a failed row does, in words: asking again mends nothing where a password is missing. */
export function retryWords({ error }: FailedRow): string {
  switch (error.code) {
    case 'secret-missing':
    case 'secret-rejected':
      return 'Enter password';
    case 'secret-locked':
      return 'Unlock';
    default:
      return 'Try again';
  }
}

/** Asks for the password that is missing, or asks again for what could not be had. */
export function retryLoading({ source, table, error }: FailedRow): void {
  const { loadTables, loadColumns } = useCatalogs.getState();
  const { show } = useDialogs.getState();
  if (error.code === 'secret-missing' || error.code === 'secret-rejected')
    show({ kind: 'edit-source', source: source.name, field: 'secret' });
  else if (error.code === 'secret-locked') show({ kind: 'vault' });
  else if (table === null) void loadTables(source.name);
  else void loadColumns({ source: source.name, schema: table.schema, table: table.name });
}
