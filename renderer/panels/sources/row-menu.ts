import { Copy, Eye, Pencil, Plug, Power, RefreshCw, TextCursorInput, Trash2 } from 'lucide-react';
import type { ComponentProps } from 'react';
import type { WindowSource } from '../../../main/contract/api/sources.ts';
import { call } from '../../rpc/call.ts';
import type { ContextMenu } from '../../ui/context-menu.tsx';
import { useDialogs } from '../../workspace/dialogs-store.ts';
import { insertText } from '../../workspace/editor-actions.ts';
import { useNotices } from '../../workspace/notices-store.ts';
import { change, preview, refresh, setKilled, shift } from './source-actions.ts';
import type { TreeRow } from './tree-row.ts';
import { useTree } from './tree-store.ts';

type MenuItems = ComponentProps<typeof ContextMenu>['items'];

/** The name of a row as a query writes it; null for rows that are no place. */
export function sqlNameOf(row: TreeRow): string | null {
  switch (row.kind) {
    case 'source':
      return row.source.name;
    case 'table':
      return row.table.sql;
    case 'column':
      return row.column.sql;
    case 'schema':
    case 'loading':
    case 'failed':
    case 'problems':
    case 'problem':
    case 'nothing':
      return null;
  }
}

/** The context menu of a row. */
export function rowMenu(row: TreeRow | undefined, isFirst: boolean, isLast: boolean): MenuItems {
  if (row === undefined) return [];
  if (row.kind === 'source') return [...sourceItems(row, isFirst, isLast), 'separator', ...nameItems(row)];
  if (row.kind === 'table') {
    const { table } = row;
    const show = { id: 'preview', label: 'Preview', icon: Eye, shortcut: 'Enter' };
    return [{ ...show, onPress: () => preview(table) }, 'separator', ...nameItems(row)];
  }
  return nameItems(row);
}

function nameItems(row: TreeRow): MenuItems {
  const name = sqlNameOf(row);
  if (name === null) return [];
  return [
    { id: 'copy', label: 'Copy name', icon: Copy, onPress: () => void copyText(name) },
    {
      id: 'insert',
      label: 'Insert into editor',
      icon: TextCursorInput,
      onPress: () => insertText(name),
    },
  ];
}

async function copyText(text: string): Promise<void> {
  const { tell } = useNotices.getState();
  try {
    await navigator.clipboard.writeText(text);
    tell({ level: 'info', source: null, text: `${text} is in the clipboard.` });
  } catch {
    tell({
      level: 'warning',
      source: null,
      text: 'The clipboard cannot be written: allow it for this page.',
    });
  }
}

function sourceItems({ source }: TreeRow, isFirst: boolean, isLast: boolean): MenuItems {
  const { name } = source;
  const { show } = useDialogs.getState();
  return [
    {
      id: 'test',
      label: 'Test connection',
      icon: Plug,
      onPress: () => show({ kind: 'test-source', source: name }),
    },
    { id: 'refresh', label: 'Refresh', icon: RefreshCw, onPress: () => void refresh(name) },
    'separator',
    {
      id: 'edit',
      label: 'Edit',
      icon: Pencil,
      shortcut: 'F2',
      onPress: () => show({ kind: 'edit-source', source: name, field: null }),
    },
    {
      id: 'duplicate',
      label: 'Duplicate',
      onPress: () => void change(name, () => call('sources', 'duplicate', { name })),
    },
    {
      id: 'up',
      label: 'Move up',
      shortcut: 'Alt+Up',
      disabled: isFirst,
      onPress: () => void shift(name, -1),
    },
    {
      id: 'down',
      label: 'Move down',
      shortcut: 'Alt+Down',
      disabled: isLast,
      onPress: () => void shift(name, 1),
    },
    ...stateItems(source),
  ];
}

/** What a source is marked as, whether it may be queried, and whether it is there at all. */
function stateItems(source: WindowSource): MenuItems {
  const { name, production } = source;
  const { ask } = useTree.getState();
  const killed = source.state === 'killed';
  return [
    { id: 'mark', label: 'Colour and monogram', onPress: () => ask({ kind: 'mark', source: name }) },
    {
      id: 'production',
      label: production ? 'No longer production' : 'Mark as production',
      onPress: () => void change(name, () => call('sources', 'mark', { name, production: !production })),
    },
    {
      id: 'kill',
      label: killed ? 'Switch on' : 'Switch off',
      icon: Power,
      onPress: () => void setKilled(source, !killed),
    },
    'separator',
    {
      id: 'remove',
      label: 'Remove',
      icon: Trash2,
      shortcut: 'Delete',
      danger: true,
      onPress: () => ask({ kind: 'remove', source: name }),
    },
  ];
}
