import { useEffect, useRef } from 'react';
import { useCommands } from '../../workspace/commands.ts';
import { useSources } from '../../workspace/sources-store.ts';
import { refresh } from './source-actions.ts';
import { useTree } from './tree-store.ts';

/** Makes the commands of the panel known while it is there; `search` puts the focus into its field. */
export function useSourceCommands(search: () => void): void {
  const latest = useRef(search);
  useEffect(() => {
    latest.current = search;
  }, [search]);
  useEffect(
    () =>
      useCommands.getState().register([
        {
          id: 'sources.search',
          title: 'Search tables and columns',
          group: 'Sources',
          run: () => latest.current(),
        },
        {
          id: 'sources.refresh',
          title: 'Refresh the selected source',
          group: 'Sources',
          enabled: () => activeSource() !== null,
          run: () => {
            const source = activeSource();
            if (source !== null) void refresh(source);
          },
        },
      ]),
    [],
  );
}

/** The source of the active row. */
function activeSource(): string | null {
  const { active } = useTree.getState();
  const names = useSources.getState().sources?.map(({ name }) => name) ?? [];
  return names.find((name) => active?.startsWith(JSON.stringify([name]).slice(0, -1)) === true) ?? null;
}
