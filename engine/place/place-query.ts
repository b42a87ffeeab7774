import type { BindResult, NamedModel } from '../bind/bind-result.ts';
import { duckdbDialect } from '../duckdb/dialect.ts';
import { reportOf } from '../errors/atoll-error.ts';
import { markConjuncts } from '../optimize/conjuncts.ts';
import { optimize } from '../optimize/driver.ts';
import { rulesFor } from '../optimize/rule-list.ts';
import { project } from '../plan/builders.ts';
import type { Column } from '../plan/column.ts';
import type { Expression } from '../plan/expression.ts';
import type { OpaqueModel, PlacedPlan } from '../plan/fragment.ts';
import { NodeIds } from '../plan/ids.ts';
import type { PlanNode, ScanNode } from '../plan/node.ts';
import { walk } from '../plan/walk.ts';
import { Refused } from '../spi/sql/refused.ts';
import type { PushdownMode } from '../types/pushdown.ts';
import { place } from './place.ts';
import type { NamedTable, Needed } from './place-opaque.ts';
import { placeOpaque } from './place-opaque.ts';
import { settingCause } from './outcomes/causes.ts';
import { listOutcomes, outcomesOfText, wholeQuery } from './outcomes/list-outcomes.ts';
import { sourceFacts } from './source-facts.ts';
import type { SourceSites } from './source-sites.ts';

type Placed = Omit<PlacedPlan, 'planMs'>;

/** How the ledger names a mistake of ours: the query still gets its answer, and whoever reads it can report it. */
export const PLANNER_FAULT = 'The planner failed on this query, which is a fault of Atoll';

/**
 * Optimises and places a bound query. One that has no plan, or whose remainder has no exact text, becomes opaque: its
 * own text runs over copies of the tables that it names, and the ledger says why. So does a query of which nothing
 * but the needed columns is to be pushed: then DuckDB's answer to the text itself checks everything that we rewrite.
 */
export function placeQuery(sql: string, bound: BindResult, mode: PushdownMode, sites: SourceSites): Placed {
  if (bound.plan === null)
    return placeOpaqueQuery(sql, bound, mode, sites, bound.opaque?.reason ?? 'it has no plan');
  try {
    return mode === 'none'
      ? placeNothing(sql, bound, bound.plan, sites)
      : placePlan(sql, bound, bound.plan, mode, sites);
  } catch (error) {
    const reason = error instanceof Refused ? error.message : `${PLANNER_FAULT}: ${reportOf(error).message}`;
    return placeOpaqueQuery(sql, bound, mode, sites, reason);
  }
}

function placePlan(
  sql: string,
  bound: BindResult,
  plan: PlanNode,
  mode: PushdownMode,
  sites: SourceSites,
): Placed {
  const ids = NodeIds.after(plan);
  const names = bound.columns.map((column) => column.name);
  const marked = markConjuncts(plan);
  const optimized = optimize(nameResult(marked, names, ids), rulesFor(mode), {
    ids,
    sources: sourceFacts((name) => sites.get(name), mode),
  });
  const placement = place(optimized.plan, { mode, ids, site: (name) => sites.get(name) });
  return {
    sql,
    mode,
    plan: optimized.plan,
    sites: placement.sites,
    fragments: placement.fragments,
    remainder: placement.remainder,
    localSql: duckdbDialect.print(placement.remainder).sql,
    columns: optimized.plan.columns,
    ordered: bound.ordered,
    opaque: null,
    nondeterminism: bound.nondeterminism,
    notPushed: placement.notPushed,
    outcomes: listOutcomes(marked, placement, {
      trace: optimized.trace,
      records: placement.records,
      mode,
      byteCollation: (name) => sites.get(name).dialect.byteCollation ?? null,
    }),
  };
}

function placeOpaqueQuery(
  sql: string,
  bound: BindResult,
  mode: PushdownMode,
  sites: SourceSites,
  reason: string,
): Placed {
  const placed = placeText(sql, bound, mode, () => null, sites);
  const cause = { code: 'opaque', reason: opaqueReason(reason) } as const;
  return {
    ...placed,
    notPushed: [{ operator: 'query', expression: null, source: null, ...cause }],
    outcomes: bound.plan === null ? [wholeQuery(cause)] : outcomesOfText(bound.plan, placed.fragments, cause),
  };
}

/** The binder's reasons and the printers' are of different forms, some whole sentences; a fault of ours stands first. */
function opaqueReason(reason: string): string {
  const told = reason.replace(/\.$/, '');
  if (told.startsWith(PLANNER_FAULT)) return `${told}.`;
  return `Your text runs here as it is, over copies of its tables: ${told}.`;
}

function placeNothing(sql: string, bound: BindResult, plan: PlanNode, sites: SourceSites): Placed {
  const pruned = optimize(plan, rulesFor('none'), { ids: NodeIds.after(plan) }).plan;
  const scans = [...walk(pruned)].filter((node): node is ScanNode => node.kind === 'scan');
  const isOf = (scan: ScanNode, named: NamedTable): boolean =>
    scan.source === named.source &&
    scan.table.schema === named.table.path.schema &&
    scan.table.name === named.table.path.name;
  const needed = (named: NamedTable): ReadonlySet<string> =>
    new Set(
      scans.filter((scan) => isOf(scan, named)).flatMap((scan) => scan.fields.map((field) => field.name)),
    );
  const placed = placeText(sql, bound, 'none', needed, sites);
  const local = Object.fromEntries([...walk(pruned)].map((node) => [node.id, 'local']));
  const atSources = Object.fromEntries(scans.map((scan) => [scan.id, scan.source]));
  const outcomes = outcomesOfText(plan, placed.fragments, settingCause('none'));
  return { ...placed, plan: pruned, sites: { ...local, ...atSources }, outcomes };
}

function placeText(
  sql: string,
  bound: BindResult,
  mode: PushdownMode,
  needed: Needed,
  sites: SourceSites,
): Placed {
  const placement = placeOpaque(bound.tables, needed, (name) => sites.get(name), new NodeIds());
  return {
    sql,
    mode,
    plan: placement.plan,
    sites: Object.fromEntries(placement.fragments.flatMap((one) => one.covers.map((id) => [id, one.source]))),
    fragments: placement.fragments,
    remainder: null,
    localSql: bound.text,
    columns: bound.columns.map(
      ({ name, type }): Column => ({ name, type, nullable: true, collation: null, origins: [], tags: [] }),
    ),
    ordered: bound.ordered,
    opaque: placement.tables,
    opaqueModels: modelsInOrder(bound.models),
    nondeterminism: bound.nondeterminism,
    notPushed: [],
  };
}

/** Each model once, after those that it reads. */
function modelsInOrder(models: readonly NamedModel[]): readonly OpaqueModel[] {
  const ordered = new Map<string, OpaqueModel>();
  const add = (model: OpaqueModel): void => {
    if (!ordered.has(model.name)) ordered.set(model.name, model);
  };
  for (const { name, result } of models) {
    modelsInOrder(result.models).forEach(add);
    add({ name, sql: result.text, shapeless: result.columns.length === 0 });
  }
  return [...ordered.values()];
}

/** The plan under the names that the user's text gives its columns. */
function nameResult(plan: PlanNode, names: readonly string[], ids: NodeIds): PlanNode {
  if (plan.columns.every((column, at) => column.name === names[at])) return plan;
  const columns = plan.columns.map(
    (column, index): Expression => ({ kind: 'column', index, type: column.type }),
  );
  return project(plan, columns, names, ids.next());
}
