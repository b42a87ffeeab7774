import type { ColumnEntry, TableEntry, WindowSource } from '../../../main/contract/api/sources.ts';
import type { KnownCatalog, Loaded } from './catalogs-store.ts';
import { filterTables } from './filter-tables.ts';
import { matchName } from './match-name.ts';
import { schemaId, sourceId, tableId, type TreeRow } from './tree-row.ts';

/** What the tree shows. */
export interface TreeState {
  readonly sources: readonly WindowSource[];
  readonly catalogs: ReadonlyMap<string, Loaded<KnownCatalog>>;
  readonly columns: ReadonlyMap<string, Loaded<readonly ColumnEntry[]>>;
  /** Ids of the rows that are open. */
  readonly expanded: ReadonlySet<string>;
  /** In lower case, trimmed; empty while nothing is searched. */
  readonly words: string;
  /** Columns that the search found, by the id of their table. */
  readonly foundColumns: ReadonlyMap<string, ReadonlySet<string>>;
  /** Rows that the user closed while searching; all others with matches are open then. */
  readonly closedInSearch: ReadonlySet<string>;
}

/** A row before its place among its siblings is known. */
type Draft = DistributiveOmit<TreeRow, 'position' | 'siblings' | 'parent' | 'level' | 'source'> & {
  readonly children?: readonly Draft[];
};

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/** The lines of the tree from top to bottom, of what is open or was searched. */
export function treeRows(state: TreeState): readonly TreeRow[] {
  const rows: TreeRow[] = [];
  const shown = state.sources.flatMap((source) => {
    const draft = sourceDraft(source, state);
    return draft === null ? [] : [{ source, draft }];
  });
  for (const [at, { source, draft }] of shown.entries())
    place(rows, draft, { source, parent: null, level: 1, position: at + 1, siblings: shown.length });
  return rows;
}

type RowPlace = Pick<TreeRow, 'source' | 'parent' | 'level' | 'position' | 'siblings'>;

function place(rows: TreeRow[], { children = [], ...draft }: Draft, where: RowPlace): void {
  rows.push({ ...draft, ...where });
  for (const [at, child] of children.entries())
    place(rows, child, {
      source: where.source,
      parent: draft.id,
      level: where.level + 1,
      position: at + 1,
      siblings: children.length,
    });
}

function sourceDraft(source: WindowSource, state: TreeState): Draft | null {
  const id = sourceId(source.name);
  const catalog = state.catalogs.get(source.name);
  const known = catalog?.state === 'ready' ? catalog.value : null;
  const found = known === null ? [] : foundTables(source, known, state);
  const searching = state.words !== '';
  if (searching && found.length === 0 && matchName(source.name.toLowerCase(), state.words) === null)
    return null;
  const expanded = searching ? found.length > 0 && !state.closedInSearch.has(id) : state.expanded.has(id);
  const draft = { kind: 'source', id, expanded } as const;
  if (!expanded) return draft;
  if (known !== null) return { ...draft, children: catalogDrafts(source, known, found, state) };
  return {
    ...draft,
    children: [
      catalog?.state === 'failed'
        ? { kind: 'failed', id: `${id}!`, expanded: null, error: catalog.error, table: null }
        : { kind: 'loading', id: `${id}…`, expanded: null },
    ],
  };
}

function foundTables(source: WindowSource, known: KnownCatalog, state: TreeState): readonly TableEntry[] {
  if (state.words === '') return known.tables;
  const besides =
    state.foundColumns.size === 0
      ? []
      : known.tables.filter((table) => state.foundColumns.has(tableId(source.name, table)));
  return filterTables(known, state.words, new Set(besides));
}

function catalogDrafts(
  source: WindowSource,
  known: KnownCatalog,
  found: readonly TableEntry[],
  state: TreeState,
): readonly Draft[] {
  const problems = state.words === '' ? problemDrafts(source, known, state) : [];
  if (found.length === 0 && problems.length === 0)
    return [{ kind: 'nothing', id: `${sourceId(source.name)}0`, expanded: null, text: 'No tables here' }];
  return [...schemaDrafts(source, known, found, state), ...problems];
}

/** Tables under their schemas; without them where there is but the one that names nothing new. */
function schemaDrafts(
  source: WindowSource,
  known: KnownCatalog,
  found: readonly TableEntry[],
  state: TreeState,
): readonly Draft[] {
  const schemas = new Set(known.tables.map(({ schema }) => schema));
  const [only] = schemas;
  const flat = schemas.size <= 1 && (only === null || only === known.defaultSchema);
  const drafts = (tables: readonly TableEntry[]): readonly Draft[] =>
    tables.map((table) => tableDraft(source, table, state));
  if (flat) return drafts(found);
  const groups = Map.groupBy(found, ({ schema }) => schema);
  return [...schemas].flatMap((schema): readonly Draft[] => {
    const tables = groups.get(schema);
    if (tables === undefined) return [];
    if (schema === null) return drafts(tables);
    const id = schemaId(source.name, schema);
    const expanded = state.words === '' ? state.expanded.has(id) : !state.closedInSearch.has(id);
    const draft = { kind: 'schema', id, expanded, schema, tables: tables.length } as const;
    return [expanded ? { ...draft, children: drafts(tables) } : draft];
  });
}

function tableDraft(source: WindowSource, table: TableEntry, state: TreeState): Draft {
  const id = tableId(source.name, table);
  const onlyThese = state.foundColumns.get(id);
  const expanded = isTableOpen(id, onlyThese !== undefined, state);
  const draft = { kind: 'table', id, expanded, table } as const;
  if (!expanded) return draft;
  const columns = state.columns.get(id);
  switch (columns?.state) {
    case undefined:
    case 'loading':
      return { ...draft, children: [{ kind: 'loading', id: `${id}…`, expanded: null }] };
    case 'failed':
      return {
        ...draft,
        children: [{ kind: 'failed', id: `${id}!`, expanded: null, error: columns.error, table }],
      };
    case 'ready':
      return {
        ...draft,
        children: columns.value
          .filter(({ name }) => onlyThese?.has(name) ?? true)
          .map((column) => ({
            kind: 'column',
            id: `${id}.${column.name}`,
            expanded: null,
            table,
            column,
          })),
      };
  }
}

/** While searching, tables are open for the columns that were found; otherwise as the user left them. */
function isTableOpen(id: string, hasFound: boolean, state: TreeState): boolean {
  return hasFound ? !state.closedInSearch.has(id) : state.expanded.has(id);
}

function problemDrafts(source: WindowSource, { problems }: KnownCatalog, state: TreeState): readonly Draft[] {
  if (problems.length === 0) return [];
  const id = `${sourceId(source.name)}?`;
  const expanded = state.expanded.has(id);
  const draft = { kind: 'problems', id, expanded, count: problems.length } as const;
  if (!expanded) return [draft];
  const children = problems.map(
    ({ table, message }, at): Draft => ({
      kind: 'problem',
      id: `${id}${at}`,
      expanded: null,
      name: table,
      message,
    }),
  );
  return [{ ...draft, children }];
}
