import { History, Trash2 } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { call } from '../../rpc/call.ts';
import { errorReportOf } from '../../rpc/rpc-error.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useDelayed } from '../../ui/use-delayed.ts';
import { useNotices } from '../../workspace/notices-store.ts';
import { HistoryList } from './history-list.tsx';
import styles from './history-panel.module.css';
import { type HistorySearch, useHistory } from './use-history.ts';

/** What was run in this workspace, to be found and opened again. */
export function HistoryPanel(): ReactElement {
  const [text, setText] = useState('');
  const [clearing, setClearing] = useState(false);
  const search = useHistory(text);
  const isEmpty = text === '' && search.pages?.entries.length === 0;
  return (
    <div className={styles.panel}>
      <div className={styles.head}>
        <TextField
          label="Search runs"
          hideLabel
          type="search"
          placeholder="Search runs"
          value={text}
          onChange={setText}
        />
        <IconButton
          icon={Trash2}
          label="Clear history"
          disabled={isEmpty}
          onPress={() => setClearing(true)}
        />
      </div>
      <Found search={search} text={text} />
      {clearing && <ClearDialog onClose={() => setClearing(false)} />}
    </div>
  );
}

function Found({ search, text }: { search: HistorySearch; text: string }): ReactElement {
  const { pages, error, loadMore, reload } = search;
  const waits = useDelayed(pages === null && error === null, 150);
  if (error !== null) {
    return (
      <ErrorState
        title="The history could not be read"
        message={error.message}
        hint={error.hint}
        onRetry={reload}
      />
    );
  }
  if (pages === null) return <div className={styles.list}>{waits && <Skeleton />}</div>;
  if (pages.entries.length > 0) return <HistoryList entries={pages.entries} onEnd={loadMore} />;
  if (text !== '') {
    return <EmptyState title="Nothing found" text={`No run holds all of these words: ${text}`} />;
  }
  return (
    <EmptyState
      icon={History}
      title="Nothing was run yet"
      text="Every run is noted here with its text, its time and its rows. Run a query with Ctrl+Enter (Cmd+Enter)."
    />
  );
}

function ClearDialog({ onClose }: { onClose: () => void }): ReactElement {
  const clear = async (): Promise<void> => {
    onClose();
    try {
      await call('history', 'clear', {});
    } catch (error) {
      const text = `The history was not cleared: ${errorReportOf(error).message}`;
      useNotices.getState().tell({ level: 'error', source: null, text });
    }
  };
  return (
    <Dialog
      title="Clear history?"
      open
      onClose={onClose}
      size="small"
      footer={
        <>
          <Button onPress={onClose}>Keep</Button>
          <Button kind="danger" onPress={() => void clear()}>
            Clear history
          </Button>
        </>
      }
    >
      The texts of all runs of this workspace are forgotten. Saved queries and open tabs stay.
    </Dialog>
  );
}
