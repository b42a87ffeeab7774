import type { SourceCatalog } from '../../../../engine/types/catalog.ts';
import { searchCatalogs } from '../../../services/catalogs/catalog-search.ts';
import { columnsOf, tablesOf } from '../../../services/catalogs/catalog-view.ts';
import { findSource } from '../../../services/sources/find-source.ts';
import type { ServiceHandlers } from '../handlers.ts';
import { perWorkspace } from '../per-workspace.ts';
import type { WindowContext } from '../window-context.ts';

/** Tables and columns of the open workspace's sources, out of catalogs that are read once. */
export function catalogHandlers({ workspace }: WindowContext): ServiceHandlers<'catalog'> {
  const closing = perWorkspace(workspace, (open) => {
    const end = new AbortController();
    open.beforeClose(() => end.abort());
    return end.signal;
  });
  // One that gives up waiting does not stop the read: others wait for it, or will ask next. The host stays open for it.
  const catalog = async (name: string): Promise<SourceCatalog> => {
    const { host, release } = workspace().lease();
    try {
      return await host.catalogs.catalog(findSource(host.workspace.sources, name).name, closing());
    } finally {
      release();
    }
  };
  return {
    tables: async ({ source }) => tablesOf(await catalog(source)),
    columns: async ({ source, schema, table }) => columnsOf(await catalog(source), schema, table),
    search: ({ text, limit }) => {
      const { workspace: read, catalogs } = workspace().host;
      const known = read.sources.map(({ name }) => ({ name, catalog: catalogs.known(name) }));
      const found = known.flatMap(({ catalog: one }) => (one === null ? [] : [one]));
      const unread = known.filter(({ catalog: one }) => one === null).map(({ name }) => name);
      return Promise.resolve({ ...searchCatalogs(found, text, limit), unread });
    },
  };
}
