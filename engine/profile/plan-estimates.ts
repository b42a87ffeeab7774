import { Estimator } from '../cost/estimator.ts';
import type { PlacedPlan } from '../plan/fragment.ts';
import type { PlanNode, ScanNode } from '../plan/node.ts';
import type { CatalogTable } from '../types/catalog.ts';
import type { Figures } from '../types/explain.ts';

/** Rows and bytes that each operator of a placed plan is expected to give, by the tables that its fragments relied on. */
export class PlanEstimates {
  readonly #estimator: Estimator;

  constructor(plan: PlacedPlan) {
    const tables = new Map<string, CatalogTable>();
    for (const { source, tables: read } of plan.fragments)
      for (const table of read) tables.set(placeOf(source, table.path), table);
    this.#estimator = new Estimator({
      table: (scan) => tables.get(placeOf(scan.source, scan.table)) ?? unknownTable(scan),
      fragment: (id) => plan.fragments.find((one) => one.id === id)?.plan ?? null,
    });
    // References know what they read as soon as the whole was asked.
    this.#estimator.rows(plan.plan);
  }

  of(node: PlanNode): Figures {
    return { rows: rounded(this.#estimator.rows(node)), bytes: rounded(this.#estimator.bytes(node)) };
  }
}

function placeOf(source: string, path: ScanNode['table']): string {
  return JSON.stringify([source, path.schema, path.name]);
}

/** A table of which no fragment reads anything. */
function unknownTable({ table, fields }: ScanNode): CatalogTable {
  const unknown = { rows: null, bytes: null, comment: null, fingerprint: '' };
  return { path: table, kind: 'table', columns: fields, keys: [], ...unknown };
}

function rounded(figure: number | null): number | null {
  return figure === null || !Number.isFinite(figure) ? null : Math.round(figure);
}
