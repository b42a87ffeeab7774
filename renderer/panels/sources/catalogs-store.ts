import { create } from 'zustand';
import type { ApiOutput } from '../../../main/contract/api/api.ts';
import type { ColumnEntry } from '../../../main/contract/api/sources.ts';
import type { ErrorReport } from '../../../engine/errors/atoll-error.ts';
import { call } from '../../rpc/call.ts';
import { errorReportOf } from '../../rpc/rpc-error.ts';
import { searchable, type SearchableTables } from './filter-tables.ts';

/** Something that was asked for and is on its way, there, or failed. */
export type Loaded<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly value: T }
  | { readonly state: 'failed'; readonly error: ErrorReport };

/** The tables of a source, ready to be searched. */
export interface KnownCatalog extends SearchableTables {
  readonly defaultSchema: string | null;
  readonly fetchedAt: string | null;
  readonly problems: ApiOutput<'catalog', 'tables'>['problems'];
}

/** A table by source, schema and name. */
export interface TablePlace {
  readonly source: string;
  readonly schema: string | null;
  readonly table: string;
}

interface CatalogsStore {
  /** By source. */
  readonly catalogs: ReadonlyMap<string, Loaded<KnownCatalog>>;
  /** By `tableKey`. */
  readonly columns: ReadonlyMap<string, Loaded<readonly ColumnEntry[]>>;
  /** Asks for the tables of a source; what is there already stays until the answer comes. */
  readonly loadTables: (source: string) => Promise<void>;
  readonly loadColumns: (place: TablePlace) => Promise<void>;
  /** Forgets the columns of a source whose catalog was read anew. */
  readonly forgetColumns: (source: string) => void;
  readonly clear: () => void;
}

/** One text for a table, whatever characters its names have. */
export function tableKey({ source, schema, table }: TablePlace): string {
  return JSON.stringify([source, schema, table]);
}

/** What the tree knows of each source: its tables, and the columns of those that were opened. */
export const useCatalogs = create<CatalogsStore>((set, get) => ({
  catalogs: new Map(),
  columns: new Map(),
  loadTables: async (source) => {
    const put = (loaded: Loaded<KnownCatalog>): void =>
      set(({ catalogs }) => ({ catalogs: new Map(catalogs).set(source, loaded) }));
    if (get().catalogs.get(source)?.state !== 'ready') put({ state: 'loading' });
    try {
      const { tables, ...rest } = await call('catalog', 'tables', { source });
      put({ state: 'ready', value: { ...rest, ...searchable(tables) } });
    } catch (error) {
      put({ state: 'failed', error: errorReportOf(error) });
    }
  },
  loadColumns: async (place) => {
    const put = (loaded: Loaded<readonly ColumnEntry[]>): void =>
      set(({ columns }) => ({ columns: new Map(columns).set(tableKey(place), loaded) }));
    put({ state: 'loading' });
    try {
      put({ state: 'ready', value: (await call('catalog', 'columns', place)).columns });
    } catch (error) {
      put({ state: 'failed', error: errorReportOf(error) });
    }
  },
  forgetColumns: (source) =>
    set(({ columns }) => ({
      columns: new Map(
        [...columns].filter(([key]) => !key.startsWith(`${JSON.stringify([source]).slice(0, -1)},`)),
      ),
    })),
  clear: () => set({ catalogs: new Map(), columns: new Map() }),
}));
