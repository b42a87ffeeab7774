import { resolve } from 'node:path';
import type { SourceCatalog } from '../../../../engine/types/catalog.ts';
import { connectors } from '../../../compose.ts';
import { browseFolder } from '../../../services/files/browse-folder.ts';
import { type Inspection, inspectFile } from '../../../services/files/inspect-file.ts';
import { registerFile } from '../../../services/files/register-file.ts';
import type { SourcesService } from '../../../services/sources/sources-service.ts';
import { withHomeFolder } from '../../../services/workspace/home-folder.ts';
import type { ServiceHandlers } from '../handlers.ts';
import type { WindowContext } from '../window-context.ts';

/** Files of this machine, for dialogs and for what was dropped on the window. */
export function filesHandlers(
  context: WindowContext,
  sources: () => SourcesService,
): ServiceHandlers<'files'> {
  const absolute = (path: string): string => resolve(context.summary()?.dir ?? '', withHomeFolder(path));
  return {
    browse: async ({ dir }) => await browseFolder(dir, context.summary()?.dir ?? null),
    inspect: async ({ path, options }, { signal }) => {
      const inspected = await inspectFile(absolute(path), options, signal);
      const isDatabase = inspected.format === 'sqlite' || inspected.format === 'duckdb';
      return isDatabase ? await withTables(inspected, absolute(path), sources(), signal) : inspected;
    },
    register: async ({ path, name, options }, { signal }) => {
      const workspace = context.workspace();
      const reload = (): Promise<void> => sources().reload();
      const registered = await registerFile(
        { path: absolute(path), name, options },
        {
          dir: workspace.dir,
          connectors: connectors(),
          sources: sources(),
          definitions: () => workspace.host.workspace.sources,
          catalog: (source) => workspace.host.catalogs.refresh(source, signal),
          reload,
        },
      );
      context.events.publish({ kind: 'catalog', source: registered.source });
      return { source: registered.source, tables: [...registered.tables] };
    },
  };
}

/** A database has no rows of its own: what it shows are its tables. */
async function withTables(
  inspected: Inspection,
  path: string,
  sources: SourcesService,
  signal: AbortSignal,
): Promise<Inspection> {
  const columns = [
    { name: 'table', type: 'VARCHAR' },
    { name: 'rows', type: 'BIGINT' },
  ];
  try {
    const catalog: SourceCatalog = await sources.catalogOf(path, signal);
    const rows = catalog.tables.map((table) => [
      table.path.name,
      table.rows === null ? null : String(Math.round(table.rows)),
    ]);
    return { ...inspected, columns, rows };
  } catch (error) {
    signal.throwIfAborted();
    return { ...inspected, columns, problem: error instanceof Error ? error.message : String(error) };
  }
}
