import { useMemo } from 'react';
import { usePanelMemory } from '../../workspace/panel-memory.ts';
import { useSources } from '../../workspace/sources-store.ts';
import { useCatalogs } from './catalogs-store.ts';
import { openRows, PANEL_ID, useTree } from './tree-store.ts';
import type { TreeRow } from './tree-row.ts';
import { treeRows } from './tree-rows.ts';
import type { ColumnSearch } from './use-column-search.ts';

/** The lines of the tree as sources, catalogs, search and the user's opening make them. */
export function useTreeRows(words: string, { found }: ColumnSearch): readonly TreeRow[] {
  const sources = useSources((store) => store.sources);
  const catalogs = useCatalogs((store) => store.catalogs);
  const columns = useCatalogs((store) => store.columns);
  const closedInSearch = useTree((store) => store.closedInSearch);
  const memory = usePanelMemory(({ panels }) => panels[PANEL_ID]);
  const expanded = useMemo(() => openRows(memory), [memory]);
  return useMemo(
    () =>
      treeRows({
        sources: sources ?? [],
        catalogs,
        columns,
        expanded,
        words,
        foundColumns: found,
        closedInSearch,
      }),
    [sources, catalogs, columns, expanded, words, found, closedInSearch],
  );
}
