import type { Column } from '../plan/column.ts';
import type { Fragment, OpaqueTable } from '../plan/fragment.ts';
import type { NodeIds } from '../plan/ids.ts';
import type { PlanNode, ScanNode } from '../plan/node.ts';
import type { CatalogTable } from '../types/catalog.ts';
import { Fragments } from './fragments.ts';
import type { SourceSite } from './source-site.ts';

/** A table that the text of an opaque query names, by itself or through a model. */
export interface NamedTable {
  /** The name's parts as DuckDB takes them: source, schema where it was written, table. */
  readonly parts: readonly string[];
  readonly source: string;
  readonly table: CatalogTable;
}

export interface OpaquePlacement {
  readonly fragments: readonly Fragment[];
  readonly tables: readonly OpaqueTable[];
  /** For the views: the tables that are fetched. */
  readonly plan: PlanNode;
}

/** Fetches each named table whole, so that the user's own text can run over copies under the same names. */
export function placeOpaque(
  named: readonly NamedTable[],
  columnNames: (table: CatalogTable) => readonly string[],
  site: (source: string) => SourceSite,
  ids: NodeIds,
): OpaquePlacement {
  const fragments = new Fragments(ids);
  const known = new Map<CatalogTable, string>();
  const scans: ScanNode[] = [];
  const tables = named.map((one): OpaqueTable => {
    let fragment = known.get(one.table);
    if (fragment === undefined) {
      const scan = scanOf(one, columnNames(one.table), ids);
      scans.push(scan);
      fragment = fragments.add(scan, site(one.source)).fragment;
      known.set(one.table, fragment);
    }
    const [catalog = one.source] = one.parts;
    return {
      catalog,
      schema: one.parts.length > 2 ? (one.parts[1] ?? null) : null,
      name: one.parts.at(-1) ?? one.table.path.name,
      fragment,
    };
  });
  return { fragments: fragments.list, tables, plan: gather(scans, ids) };
}

function scanOf(named: NamedTable, names: readonly string[], ids: NodeIds): ScanNode {
  const columns = named.table.columns.map(
    (field, at): Column => ({
      name: names[at] ?? field.name,
      type: field.type,
      nullable: field.nullable,
      collation: field.collation,
      origins: [{ source: named.source, table: named.table.path.name, column: field.name }],
      tags: [],
    }),
  );
  return {
    kind: 'scan',
    id: ids.next(),
    source: named.source,
    table: named.table.path,
    fields: named.table.columns,
    columns,
  };
}

/** One tree over all scans, so that viewers have a single root. */
function gather(scans: readonly ScanNode[], ids: NodeIds): PlanNode {
  const [first, ...rest] = scans;
  if (first === undefined) return { kind: 'values', id: ids.next(), rows: [[]], columns: [] };
  return rest.reduce<PlanNode>(
    (left, right) => ({
      kind: 'join',
      id: ids.next(),
      joinType: 'cross',
      asof: false,
      left,
      right,
      conditions: [],
      columns: [...left.columns, ...right.columns],
    }),
    first,
  );
}
