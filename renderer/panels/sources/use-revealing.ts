import { useEffect } from 'react';
import { useReveal } from '../../workspace/reveal-store.ts';
import { useSources } from '../../workspace/sources-store.ts';
import { useCatalogs } from './catalogs-store.ts';
import { schemaId, sourceId, tableId } from './tree-row.ts';
import { setOpen, useTree } from './tree-store.ts';

/** Opens what another part of the window wants to have shown, as soon as it is known. */
export function useRevealing(): void {
  const wish = useReveal((store) => store.wish);
  const sources = useSources((store) => store.sources);
  const catalogs = useCatalogs((store) => store.catalogs);
  useEffect(() => {
    if (wish === null || sources?.some(({ name }) => name === wish.source) !== true) return;
    const tree = useTree.getState();
    if (tree.text !== '') tree.setText('');
    const catalog = catalogs.get(wish.source);
    setOpen([sourceId(wish.source)], true);
    if (wish.table === null || catalog?.state === 'failed') {
      tree.setActive(sourceId(wish.source));
      // It was edited perhaps, so that what is known of it is of elsewhere, or it can be reached now.
      if (catalog !== undefined) void useCatalogs.getState().loadTables(wish.source);
      useReveal.getState().done();
      return;
    }
    if (catalog?.state !== 'ready') return;
    const table = catalog.value.tables.find(({ name, sql }) => name === wish.table || sql === wish.table);
    if (table === undefined) return;
    if (table.schema !== null) setOpen([schemaId(wish.source, table.schema)], true);
    tree.setActive(tableId(wish.source, table));
    useReveal.getState().done();
  }, [wish, sources, catalogs]);
}
