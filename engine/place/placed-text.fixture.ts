import { SAMPLE_COSTS } from '../cost/sample-costs.fixture.ts';
import type { SourceCosts } from '../cost/source-costs.ts';
import { duckdbDialect, duckdbDialectOver } from '../duckdb/dialect.ts';
import { optimize } from '../optimize/driver.ts';
import { rulesFor } from '../optimize/rule-list.ts';
import type { TraceEvent } from '../optimize/rule.ts';
import { SAMPLE_CATALOGS } from '../optimize/sample-catalogs.fixture.ts';
import { NodeIds } from '../plan/ids.ts';
import type { PlanNode } from '../plan/node.ts';
import { printPlan } from '../plan/print-plan.ts';
import type { Capabilities } from '../spi/capabilities.ts';
import type { PushdownMode } from '../types/pushdown.ts';
import type { Placement } from './place.ts';
import { place } from './place.ts';
import { sourceFacts } from './source-facts.ts';
import type { SourceSite } from './source-site.ts';

/** All that a source can claim. */
export const EVERYTHING: Capabilities = {
  filter: true,
  project: true,
  limit: true,
  sort: true,
  topN: true,
  distinct: true,
  aggregate: true,
  groupingSets: true,
  joins: ['inner', 'left', 'right', 'full', 'semi', 'anti', 'cross'],
  setOperations: ['union', 'union all', 'intersect', 'except'],
  window: true,
  values: true,
  snapshot: false,
  cancel: false,
  parallelScan: false,
  keySets: false,
};

/** What placement is told: the mode, and what sources claim less than everything. */
export interface PlacedOptions {
  readonly mode?: PushdownMode;
  readonly claims?: Readonly<Record<string, Partial<Capabilities>>>;
  /** Rows of tables by name; 1000 of the others. */
  readonly rows?: Readonly<Record<string, number>>;
  /** What work takes at sources; at the others as little as here. */
  readonly costs?: Readonly<Record<string, SourceCosts>>;
}

export interface PlacedText extends Placement {
  readonly plan: PlanNode;
  readonly trace: readonly TraceEvent[];
  readonly localSql: string;
}

/** The sample sources, each a DuckDB that takes what it claims. */
function siteOf(name: string, { claims = {}, rows = {}, costs = {} }: PlacedOptions): SourceSite {
  return {
    name,
    dialect: duckdbDialectOver(({ source, table }) => `${source}."${table.name}"`),
    capabilities: { ...EVERYTHING, ...claims[name] },
    mounted: false,
    costs: costs[name] ?? SAMPLE_COSTS,
    table: (scan) => {
      const catalog = SAMPLE_CATALOGS.find((one) => one.source === scan.source);
      const table = catalog?.tables.find((one) => one.path.name === scan.table.name);
      if (table === undefined) throw new Error(`No table ${scan.source}.${scan.table.name}`);
      const counts: Readonly<Record<string, number | undefined>> = rows;
      return { ...table, rows: counts[table.path.name] ?? table.rows };
    },
  };
}

/** Optimises and places a bound plan over the sample sources. */
export function placePlan(bound: PlanNode, options: PlacedOptions = {}): PlacedText {
  const { mode = 'full' } = options;
  const ids = NodeIds.after(bound);
  const sites = new Map<string, SourceSite>();
  const site = (name: string): SourceSite => {
    const known = sites.get(name) ?? siteOf(name, options);
    sites.set(name, known);
    return known;
  };
  const { plan, trace } = optimize(bound, rulesFor(mode), { ids, sources: sourceFacts(site, mode) });
  const placement = place(plan, { mode, ids, site });
  return { ...placement, plan, trace, localSql: duckdbDialect.print(placement.remainder).sql };
}

/** What went where, as text: each fragment's source and plan, then the remainder. */
export function outline({ fragments, remainder }: Placement): string {
  const sent = fragments.map((one) => `${one.id} at ${one.source}\n${printPlan(one.plan, 1)}`);
  return [...sent, `local\n${printPlan(remainder, 1)}`].join('\n');
}

/** The ledger as short lines. */
export function reasons({ notPushed }: Placement): readonly string[] {
  return notPushed.map((one) => `${one.operator} ${one.expression ?? '-'} ${one.source ?? '-'}: ${one.code}`);
}
