import { type ReactElement, useEffect } from 'react';
import { Button } from '../../ui/button.tsx';
import { countText } from '../../ui/figures.ts';
import { useSources } from '../../workspace/sources-store.ts';
import { useCatalogs } from './catalogs-store.ts';
import { refresh } from './source-actions.ts';
import styles from './sources-panel.module.css';
import type { TreeRow } from './tree-row.ts';
import type { ColumnSearch } from './use-column-search.ts';

interface SearchNotesProps {
  readonly words: string;
  readonly rows: readonly TreeRow[];
  readonly search: ColumnSearch;
}

/** What a search found, told to screen readers too, and which sources it could not look into. */
export function SearchNotes({ words, rows, search }: SearchNotesProps): ReactElement | null {
  const searching = words !== '';
  const { found, unread } = search;
  useEffect(() => {
    if (searching) loadKnown(unread);
  }, [searching, unread]);
  if (!searching) return null;
  const tables = rows.filter(({ kind }) => kind === 'table').length;
  const columns = [...found.values()].reduce((sum, names) => sum + names.size, 0);
  return (
    <div className={styles.notes}>
      <span role="status">
        {countText(tables)} {tables === 1 ? 'table' : 'tables'}
        {columns > 0 && `, ${countText(columns)} ${columns === 1 ? 'column' : 'columns'}`}
      </span>
      {unread.map((source) => (
        <Button key={source} kind="quiet" onPress={() => void refresh(source)}>
          Read {source} too
        </Button>
      ))}
    </div>
  );
}

/** The tables of the sources whose catalog is known, so that they can be found. */
function loadKnown(unread: readonly string[]): void {
  const { catalogs, loadTables } = useCatalogs.getState();
  for (const { name, state } of useSources.getState().sources ?? [])
    if (state === 'active' && !unread.includes(name) && !catalogs.has(name)) void loadTables(name);
}
