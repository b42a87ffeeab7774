import { Database, Plus, Waves } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import type { ErrorReport } from '../../../engine/errors/atoll-error.ts';
import { call } from '../../rpc/call.ts';
import { errorReportOf } from '../../rpc/rpc-error.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FileButton } from '../../ui/file-button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { runCommand } from '../../workspace/commands.ts';
import { useDialogs } from '../../workspace/dialogs-store.ts';
import { useReveal } from '../../workspace/reveal-store.ts';
import { useSources } from '../../workspace/sources-store.ts';
import styles from './sources-panel.module.css';

/** What the panel teaches while there is no source: every way to the first one. */
export function EmptySources(): ReactElement {
  const show = useDialogs((dialogs) => dialogs.show);
  return (
    <div className={styles.empty}>
      <EmptyState
        icon={Database}
        title="No sources yet"
        text="A source is a database, a file or a folder of files. Drop a file on the window, or:"
        action={
          <div className={styles.ways}>
            <PasteUrl />
            <FileButton onFiles={(files) => show({ kind: 'add-files', files })}>Choose files</FileButton>
            <Button icon={Plus} onPress={() => show({ kind: 'add-source', text: '' })}>
              Add by form
            </Button>
            <Button icon={Waves} onPress={() => runCommand('workspace.demo')}>
              Open the demo
            </Button>
          </div>
        }
      />
    </div>
  );
}

/** Adds a source from its URL or path at once, and tests it. */
function PasteUrl(): ReactElement {
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ErrorReport | null>(null);
  const add = async (): Promise<void> => {
    if (text.trim() === '' || busy) return;
    setBusy(true);
    try {
      const { source } = await call('sources', 'addUrl', { text: text.trim() });
      useReveal.getState().reveal({ source: source.name, table: null });
      await useSources.getState().load();
      useDialogs.getState().show({ kind: 'test-source', source: source.name });
    } catch (failure) {
      setError(errorReportOf(failure));
    }
    setBusy(false);
  };
  const problem = error === null ? null : [error.message, error.hint ?? ''].join(' ').trim();
  return (
    <form
      className={styles.url}
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <TextField
        label="URL or path"
        mono
        placeholder="postgres://…"
        value={text}
        error={problem}
        onChange={(next) => {
          setText(next);
          setError(null);
        }}
      />
      <Button kind="primary" submit busy={busy} disabled={text.trim() === ''}>
        Add
      </Button>
    </form>
  );
}
