import { ListChevronsDownUp, Plus } from 'lucide-react';
import { type ReactElement, useEffect, useRef } from 'react';
import { Button } from '../../ui/button.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useDelayed } from '../../ui/use-delayed.ts';
import { useDialogs } from '../../workspace/dialogs-store.ts';
import { usePanelMemory } from '../../workspace/panel-memory.ts';
import { useSources } from '../../workspace/sources-store.ts';
import { Asked } from './asked.tsx';
import { EmptySources } from './empty-sources.tsx';
import { SearchNotes } from './search-notes.tsx';
import { SourceTree } from './source-tree.tsx';
import styles from './sources-panel.module.css';
import { PANEL_ID, useTree } from './tree-store.ts';
import { useCatalogEvents } from './use-catalog-events.ts';
import { useColumnSearch } from './use-column-search.ts';
import { useRevealing } from './use-revealing.ts';
import { useSourceCommands } from './use-source-commands.ts';
import { useTreeRows } from './use-tree-rows.ts';

/** The registered sources as a tree, with search. */
export function SourcesPanel(): ReactElement {
  const { sources, error, load } = useSources();
  useCatalogEvents();
  useEffect(() => {
    if (useSources.getState().sources === null) void load();
  }, [load]);
  const slow = useDelayed(sources === null && error === null, 150);
  if (sources === null && error !== null)
    return (
      <ErrorState
        title="The sources could not be listed"
        message={error.message}
        hint={error.hint}
        onRetry={() => void load()}
      />
    );
  if (sources === null) return slow ? <Skeleton shape="tree" rows={8} /> : <div />;
  return (
    <section className={styles.panel} aria-label="Sources">
      {sources.length === 0 ? <EmptySources /> : <Listed />}
      <Asked />
    </section>
  );
}

function Listed(): ReactElement {
  const text = useTree((tree) => tree.text);
  const words = text.trim().toLowerCase();
  const search = useColumnSearch(words);
  const rows = useTreeRows(words, search);
  const field = useRef<HTMLDivElement>(null);
  useSourceCommands(() => field.current?.querySelector('input')?.select());
  useRevealing();
  const setText = useTree((tree) => tree.setText);
  return (
    <>
      <div ref={field} className={styles.head} role="search">
        <TextField
          label="Search tables and columns"
          hideLabel
          type="search"
          placeholder="Search tables, columns"
          value={text}
          onChange={setText}
          onKeyDown={(event) => {
            if (event.key === 'Escape') setText('');
            if (event.key === 'ArrowDown') focusTree(event.currentTarget);
          }}
        />
        <IconButton
          icon={ListChevronsDownUp}
          label="Collapse all"
          onPress={() => usePanelMemory.getState().remember(PANEL_ID, [])}
        />
        <IconButton
          icon={Plus}
          label="Add source"
          onPress={() => useDialogs.getState().show({ kind: 'add-source', text: '' })}
        />
      </div>
      {rows.length === 0 ? <NothingFound words={text} /> : <SourceTree rows={rows} words={words} />}
      <SearchNotes words={words} rows={rows} search={search} />
    </>
  );
}

function focusTree(from: Element): void {
  from.closest('section')?.querySelector<HTMLElement>('[role=treeitem][tabindex="0"]')?.focus();
}

function NothingFound({ words }: { words: string }): ReactElement {
  return (
    <div className={styles.nothing}>
      <p>No source, table or column has “{words.trim()}” in its name.</p>
      <Button onPress={() => useTree.getState().setText('')}>Clear search</Button>
    </div>
  );
}
