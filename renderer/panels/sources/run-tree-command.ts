import { useDialogs } from '../../workspace/dialogs-store.ts';
import { insertText } from '../../workspace/editor-actions.ts';
import { useInspector } from '../../workspace/inspector-store.ts';
import { retryLoading } from './retry-loading.ts';
import { preview, shift } from './source-actions.ts';
import type { TreeCommand } from './tree-keys.ts';
import type { TreeRow } from './tree-row.ts';
import { setOpen, useTree } from './tree-store.ts';

/** Makes a row the active one, and what it stands for the inspector's subject. */
export function activateRow(row: TreeRow): void {
  useTree.getState().setActive(row.id);
  const { inspect } = useInspector.getState();
  const source = row.source.name;
  if (row.kind === 'source') inspect({ kind: 'source', source });
  if (row.kind === 'table')
    inspect({ kind: 'table', source, schema: row.table.schema, table: row.table.name });
  if (row.kind === 'column') {
    const { table, column } = row;
    inspect({ kind: 'column', source, schema: table.schema, table: table.name, column: column.name });
  }
}

/** What Enter and a double click do: tables preview, columns go into the editor, the rest opens or closes. */
export function pressRow(row: TreeRow): void {
  if (row.kind === 'table') preview(row.table);
  else if (row.kind === 'column') insertText(row.column.sql);
  else if (row.kind === 'failed') retryLoading(row);
  else if (row.expanded !== null) setOpen([row.id], !row.expanded);
}

/** Does what a key asked for. */
export function runTreeCommand(command: TreeCommand, rows: readonly TreeRow[], row: TreeRow): void {
  switch (command.kind) {
    case 'go': {
      const to = rows[command.to];
      if (to !== undefined) activateRow(to);
      return;
    }
    case 'open':
      return setOpen(command.ids, true);
    case 'close':
      return setOpen([command.id], false);
    case 'activate':
      return pressRow(row);
    case 'edit':
      if (row.kind === 'source')
        useDialogs.getState().show({ kind: 'edit-source', source: row.source.name, field: null });
      return;
    case 'remove':
      if (row.kind === 'source') useTree.getState().ask({ kind: 'remove', source: row.source.name });
      return;
    case 'shift':
      void shift(row.source.name, command.by);
  }
}
