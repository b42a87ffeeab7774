import { type ReactElement, useEffect, useState } from 'react';
import { call } from '../../rpc/call.ts';
import { errorReportOf } from '../../rpc/rpc-error.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { PathBrowser } from '../../ui/path-browser.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { type FolderListing, useFolderWalk } from '../../workspace/folder-listing.ts';
import { leaveWorkspace } from '../../workspace/leave-workspace.ts';
import styles from './welcome.module.css';

export interface WorkspaceDialogProps {
  readonly purpose: 'open' | 'create';
  readonly onClose: () => void;
}

/** Chooses the folder of a workspace: one that is opened, or where a new one is made. */
export function WorkspaceDialog({ purpose, onClose }: WorkspaceDialogProps): ReactElement {
  const { listing, loading, error, go } = useFolderWalk(null);
  const [selected, setSelected] = useState<string | null>(null);
  const [name, setName] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const isCreate = purpose === 'create';
  useEffect(() => {
    if (!isCreate) return undefined;
    const given = new AbortController();
    call('workspaces', 'recent', {}, given.signal)
      .then(({ suggestedParent }) => go(suggestedParent))
      .catch(() => {});
    return () => given.abort();
  }, [isCreate, go]);
  const dir = selected ?? listing?.dir ?? null;
  const isReady = dir !== null && (!isCreate || name.trim() !== '');

  const submit = async (): Promise<void> => {
    if (!isReady || busy) return;
    setBusy(true);
    setProblem(null);
    try {
      await leaveWorkspace();
      if (isCreate) await call('workspaces', 'create', { parent: dir, name: name.trim() });
      else await call('workspaces', 'open', { dir });
      onClose();
    } catch (failure) {
      const { message, hint } = errorReportOf(failure);
      setProblem(hint === null ? message : `${message} ${hint}`);
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={isCreate ? 'Create workspace' : 'Open workspace'}
      open
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button kind="primary" busy={busy} disabled={!isReady} onPress={() => void submit()}>
            {isCreate ? 'Create workspace' : 'Open workspace'}
          </Button>
        </>
      }
    >
      <div className={styles.dialog}>
        {isCreate && (
          <TextField label="Name" value={name} onChange={setName} required help={newPath(dir, name)} />
        )}
        <PathBrowser
          label={isCreate ? 'Folder to make it in' : 'Folder'}
          dir={listing?.dir ?? null}
          parent={listing?.parent ?? null}
          places={listing?.places ?? []}
          entries={foldersOf(listing)}
          loading={loading}
          error={error?.message ?? null}
          selected={selected}
          onSelect={setSelected}
          onGo={(to) => {
            setSelected(null);
            go(to);
          }}
        />
        {problem !== null && (
          <p className={styles.problem} role="alert">
            {problem}
          </p>
        )}
      </div>
    </Dialog>
  );
}

function newPath(dir: string | null, name: string): string {
  return dir === null ? '' : `Makes ${dir.replace(/[/\\]$/, '')}/${name.trim() === '' ? '…' : name.trim()}`;
}

function foldersOf(listing: FolderListing | null): Parameters<typeof PathBrowser>[0]['entries'] {
  return (listing?.entries ?? [])
    .filter(({ kind }) => kind === 'folder')
    .map(({ name, path, kind, isWorkspace }) => ({
      name,
      path,
      kind,
      ...(isWorkspace ? { note: 'workspace' } : {}),
    }));
}
