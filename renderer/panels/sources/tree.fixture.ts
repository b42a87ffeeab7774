import type { ColumnEntry, TableEntry, WindowSource } from '../../../main/contract/api/sources.ts';
import type { KnownCatalog, Loaded } from './catalogs-store.ts';
import { searchable } from './filter-tables.ts';
import type { TreeState } from './tree-rows.ts';

/** A source as the host lists it. */
export function sourceOf(name: string, change: Partial<WindowSource> = {}): WindowSource {
  return {
    name,
    kind: 'sqlite',
    label: 'SQLite',
    where: `${name}.db`,
    secret: null,
    limits: { connections: 4, timeoutMs: null, rows: null, bytes: null, connectTimeoutMs: 10_000 },
    region: null,
    tags: [],
    state: 'active',
    hue: 0,
    monogram: name.slice(0, 2),
    production: false,
    config: {},
    tunnel: null,
    secretState: 'none',
    health: { state: 'unknown', checkedAt: null, ms: null, error: null },
    ...change,
  };
}

export function tableOf(name: string, schema: string | null = null): TableEntry {
  return { schema, name, sql: name, kind: 'table', rows: null, bytes: null, comment: null, columns: 2 };
}

export function columnOf(name: string): ColumnEntry {
  return {
    name,
    sql: name,
    type: 'INTEGER',
    nativeType: 'int4',
    nullable: true,
    collation: null,
    comment: null,
    key: null,
    references: null,
  };
}

export function catalogOf(
  tables: readonly TableEntry[],
  defaultSchema: string | null = null,
  problems: KnownCatalog['problems'] = [],
): Loaded<KnownCatalog> {
  return { state: 'ready', value: { defaultSchema, fetchedAt: null, problems, ...searchable(tables) } };
}

/** A tree in which nothing is open or searched, but for what is given. */
export function treeOf(change: Partial<TreeState>): TreeState {
  return {
    sources: [],
    catalogs: new Map(),
    columns: new Map(),
    expanded: new Set(),
    words: '',
    foundColumns: new Map(),
    closedInSearch: new Set(),
    ...change,
  };
}
