import { FilePlus2, FolderOpen } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import type { MenuEntry } from '../../ui/menu-items.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useDelayed } from '../../ui/use-delayed.ts';
import { runCommand } from '../../workspace/commands.ts';
import { useActiveTab } from '../../workspace/tabs-store.ts';
import styles from './queries-panel.module.css';
import { openModelText, openSaved, queryModel } from './query-actions.ts';
import { RemoveDialog, RenameDialog } from './query-dialogs.tsx';
import { QueryList } from './query-list.tsx';
import { type SavedQuery, type SavedQueryList, useSavedQueries } from './use-saved-queries.ts';

type Question = { readonly kind: 'rename' | 'remove'; readonly name: string };

/** Saved queries, which can be opened, renamed and deleted; and models, which are only read here. */
export function QueriesPanel(): ReactElement {
  const { list, error, reload } = useSavedQueries();
  const waits = useDelayed(list === null && error === null, 150);
  if (list !== null) return <Queries list={list} />;
  if (error === null) return <div className={styles.panel}>{waits && <Skeleton shape="tree" />}</div>;
  return (
    <ErrorState
      title="The saved queries could not be listed"
      message={error.message}
      hint={error.hint}
      onRetry={reload}
    />
  );
}

function Queries({ list }: { list: SavedQueryList }): ReactElement {
  const [question, setQuestion] = useState<Question | null>(null);
  const shown = useActiveTab()?.query ?? null;
  const ask = (kind: Question['kind'], { name }: SavedQuery): void => setQuestion({ kind, name });
  const menu = (query: SavedQuery): readonly MenuEntry[] => [
    { id: 'open', label: 'Open', shortcut: 'Enter', onPress: () => void openSaved(query.name) },
    { id: 'rename', label: 'Rename…', shortcut: 'F2', onPress: () => ask('rename', query) },
    'separator',
    {
      id: 'remove',
      label: 'Delete…',
      shortcut: 'Delete',
      danger: true,
      onPress: () => ask('remove', query),
    },
  ];
  return (
    <div className={styles.panel}>
      {list.queries.length === 0 ? (
        <NoQueries />
      ) : (
        <QueryList
          title="Saved queries"
          queries={list.queries}
          shown={shown}
          menu={menu}
          onOpen={({ name }) => void openSaved(name)}
          onRename={(query) => ask('rename', query)}
          onRemove={(query) => ask('remove', query)}
        />
      )}
      {list.models.length > 0 && (
        <QueryList
          title="Models (read only)"
          queries={list.models}
          shown={null}
          menu={modelMenu}
          onOpen={({ name }) => void openModelText(name)}
        />
      )}
      {question?.kind === 'rename' && <RenameDialog name={question.name} onClose={() => setQuestion(null)} />}
      {question?.kind === 'remove' && <RemoveDialog name={question.name} onClose={() => setQuestion(null)} />}
    </div>
  );
}

function modelMenu({ name }: SavedQuery): readonly MenuEntry[] {
  return [
    {
      id: 'text',
      label: 'Open its text as a new query',
      shortcut: 'Enter',
      onPress: () => void openModelText(name),
    },
    { id: 'query', label: `Query models.${name}`, onPress: () => queryModel(name) },
  ];
}

function NoQueries(): ReactElement {
  return (
    <EmptyState
      icon={FolderOpen}
      title="No saved queries"
      text="Write a query and save it: it becomes a file in the folder queries of this workspace."
      action={
        <Button icon={FilePlus2} onPress={() => runCommand('query.new')}>
          New query
        </Button>
      }
    />
  );
}
