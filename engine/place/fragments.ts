import type { Estimator } from '../cost/estimator.ts';
import { fragmentCost } from '../cost/fragment-cost.ts';
import { uniqueNames } from '../duckdb/unique-names.ts';
import { narrowest } from '../optimize/prune/prune-leaf.ts';
import { project } from '../plan/builders.ts';
import type { Column } from '../plan/column.ts';
import type { Expression } from '../plan/expression.ts';
import type { Fragment } from '../plan/fragment.ts';
import type { NodeIds } from '../plan/ids.ts';
import type { FragmentScanNode, PlanNode, ScanNode } from '../plan/node.ts';
import { partitionScan } from '../plan/partition-scan.ts';
import { walk } from '../plan/walk.ts';
import { INTEGER } from '../types/data-type.ts';
import type { Figures } from '../types/explain.ts';
import type { SourceSite } from './source-site.ts';

/** Collects the fragments of one plan. */
export class Fragments {
  readonly #ids: NodeIds;
  readonly #estimates: Estimator;
  readonly #list: Fragment[] = [];

  constructor(ids: NodeIds, estimates: Estimator) {
    this.#ids = ids;
    this.#estimates = estimates;
  }

  get list(): readonly Fragment[] {
    return this.#list;
  }

  /** Makes a fragment of a subtree that runs whole at the source; gives the node that reads it locally. */
  add(whole: PlanNode, site: SourceSite): FragmentScanNode {
    const id = `f${this.#list.length + 1}`;
    const node = whole.columns.length === 0 ? this.#withColumn(whole, site) : whole;
    const columns = named(node.columns);
    const printed = site.dialect.print(node);
    const scans = [...walk(node)].filter((one): one is ScanNode => one.kind === 'scan');
    const foretold = site.mounted ? null : fragmentCost(node, site.costs, this.#estimates);
    this.#list.push({
      id,
      source: site.name,
      plan: node,
      sql: printed.sql,
      params: printed.params,
      columns,
      covers: [...walk(node)].map((one) => one.id),
      estimated: figuresOf(node, this.#estimates),
      ...(foretold === null ? {} : { foretold }),
      tables: [...new Set(scans.map((scan) => site.table(scan)))],
      partition: partitionOf(node, site),
    });
    const read = whole.columns.length === 0 ? [] : columns;
    return { kind: 'fragment-scan', id: this.#ids.next(), fragment: id, columns: read };
  }

  /** Rows that are only counted travel as one column: the narrowest of a table, else a constant. */
  #withColumn(node: PlanNode, site: SourceSite): PlanNode {
    if (node.kind === 'scan') return withNarrowestColumn(node, site);
    const one: Expression = { kind: 'literal', type: INTEGER, value: '1' };
    return project(node, [one], ['one'], this.#ids.next());
  }
}

function withNarrowestColumn(scan: ScanNode, site: SourceSite): ScanNode {
  const all = site.table(scan).columns;
  const field = all[narrowest(all)];
  if (field === undefined) return scan;
  const { name, type, nullable, collation } = field;
  const origins = [{ source: scan.source, table: scan.table.name, column: name }];
  return { ...scan, fields: [field], columns: [{ name, type, nullable, collation, origins, tags: [] }] };
}

/** The columns under names that DuckDB can tell apart. */
function named(columns: readonly Column[]): readonly Column[] {
  const names = uniqueNames(columns.map(({ name }) => name));
  return columns.map((column, at) => ({ ...column, name: names[at] ?? column.name }));
}

function figuresOf(node: PlanNode, estimates: Estimator): Figures {
  const [rows, bytes] = [estimates.rows(node), estimates.bytes(node)];
  return { rows: rows && Math.round(rows), bytes: bytes && Math.round(bytes) };
}

/** How a fragment can be read in ranges of one of its scans; null where it can't. */
export function partitionOf(node: PlanNode, site: SourceSite): Fragment['partition'] {
  const scan = partitionScan(node, (one) => site.table(one).rows);
  if (scan === null || !site.capabilities.parallelScan || site.dialect.printPartition === undefined)
    return null;
  if (site.table(scan).kind !== 'table') return null;
  const { sql, tests } = site.dialect.printPartition(node, scan);
  return { table: scan.table, sql, ...(tests === undefined ? {} : { tests }) };
}
