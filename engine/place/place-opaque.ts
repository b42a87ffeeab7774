import { Estimator } from '../cost/estimator.ts';
import { duckdbNames } from '../bind/duckdb-names.ts';
import type { Column } from '../plan/column.ts';
import type { Fragment, OpaqueColumn, OpaqueTable } from '../plan/fragment.ts';
import type { NodeIds } from '../plan/ids.ts';
import type { FragmentScanNode, PlanNode, ScanNode } from '../plan/node.ts';
import type { CatalogTable } from '../types/catalog.ts';
import { Fragments } from './fragments.ts';
import type { SourceSite } from './source-site.ts';

/** A table that the text of an opaque query names, by itself or through a model. */
export interface NamedTable {
  /** The name's parts as DuckDB takes them: source, schema where it was written, table. */
  readonly parts: readonly string[];
  readonly source: string;
  readonly table: CatalogTable;
  /** Nothing reads its rows. */
  readonly shapeOnly?: boolean;
}

export interface OpaquePlacement {
  readonly fragments: readonly Fragment[];
  readonly tables: readonly OpaqueTable[];
  /** For the views: the tables that are fetched. */
  readonly plan: PlanNode;
}

/** DuckDB's name of an in-memory instance's catalog. */
const OWN_CATALOG = 'memory';

/** Names of the columns that a query reads of a table; null where that is not known, and all are fetched. */
export type Needed = (named: NamedTable) => ReadonlySet<string> | null;

/**
 * Fetches each named table, so that the user's own text can run over copies under the same names. `needed` says which
 * columns of it the text reads.
 */
export function placeOpaque(
  named: readonly NamedTable[],
  needed: Needed,
  site: (source: string) => SourceSite,
  ids: NodeIds,
): OpaquePlacement {
  const estimates = new Estimator({ table: (scan) => site(scan.source).table(scan) });
  const fragments = new Fragments(ids, estimates);
  const known = new Map<CatalogTable, FragmentScanNode>();
  const scans: ScanNode[] = [];
  const tables = named.map((one): OpaqueTable => {
    let fetched = known.get(one.table);
    if (fetched === undefined && one.shapeOnly !== true) {
      const scan = scanOf(one, needed(one), ids);
      scans.push(scan);
      fetched = fragments.add(scan, site(one.source));
      known.set(one.table, fetched);
    }
    return {
      // A bare name is that of a file, or of the stub of a call that reads one: DuckDB's own catalog has it.
      catalog: one.parts.length > 1 ? (one.parts[0] ?? one.source) : OWN_CATALOG,
      schema: one.parts.length > 2 ? (one.parts[1] ?? null) : null,
      name: one.parts.at(-1) ?? one.table.path.name,
      fragment: fetched?.fragment ?? null,
      columns: shapeOf(one.table, fetched),
    };
  });
  return { fragments: fragments.list, tables, plan: gather(scans, ids) };
}

/** All columns of the table under the names that DuckDB knows them by. */
function shapeOf(table: CatalogTable, fetched: FragmentScanNode | undefined): readonly OpaqueColumn[] {
  const names = duckdbNames(table.columns.map((column) => column.name));
  const staged = new Map(fetched?.columns.map((column) => [column.origins[0]?.column, column.name]));
  return table.columns.map((column, at) => ({
    name: names[at] ?? column.name,
    type: column.type,
    staged: staged.get(column.name) ?? null,
  }));
}

/** The columns that are needed, or the first where none is: rows must still be counted. */
function scanOf(named: NamedTable, needed: ReadonlySet<string> | null, ids: NodeIds): ScanNode {
  const all = named.table.columns;
  const used = needed === null ? all : all.filter((field) => needed.has(field.name));
  const fields = used.length > 0 ? used : all.slice(0, 1);
  const columns = fields.map(
    (field): Column => ({
      name: field.name,
      type: field.type,
      nullable: field.nullable,
      collation: field.collation,
      origins: [{ source: named.source, table: named.table.path.name, column: field.name }],
      tags: [],
    }),
  );
  return { kind: 'scan', id: ids.next(), source: named.source, table: named.table.path, fields, columns };
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
