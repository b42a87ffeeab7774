import { type ReactElement, useEffect } from 'react';
import { useCommands } from '../../workspace/commands.ts';
import { useDialogs } from '../../workspace/dialogs-store.ts';
import { AddDialog } from './add-dialog.tsx';
import { DropOverlay } from './drop-overlay.tsx';
import { EditDialog } from './edit-dialog.tsx';
import { FilesDialog } from './files-dialog.tsx';
import { TestDialog } from './test-dialog.tsx';

/** The dialogs about sources and files, wherever they are asked for, and what takes files that are dropped. */
export function SourceDialogs(): ReactElement {
  const open = useDialogs(({ open, beneath }) => beneath ?? open);
  useEffect(
    () =>
      useCommands.getState().register([
        {
          id: 'sources.add',
          title: 'Add source',
          group: 'Sources',
          run: () => useDialogs.getState().show({ kind: 'add-source', text: '' }),
        },
      ]),
    [],
  );
  return (
    <>
      <DropOverlay />
      {open?.kind === 'add-source' && <AddDialog text={open.text} />}
      {open?.kind === 'edit-source' && <EditDialog source={open.source} field={open.field} />}
      {open?.kind === 'test-source' && <TestDialog source={open.source} />}
      {(open?.kind === 'add-files' || open?.kind === 'add-path') && <FilesDialog request={open} />}
    </>
  );
}
