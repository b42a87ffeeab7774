import type { Measurement } from '../execute/execution.ts';
import { childrenOf } from '../plan/children.ts';
import type { Fragment, KeyedText, PlacedPlan } from '../plan/fragment.ts';
import type { NodeId, PlanNode } from '../plan/node.ts';
import { printNode } from '../plan/print-plan.ts';
import { walk } from '../plan/walk.ts';
import { type Field, typeToSql } from '../types/data-type.ts';
import type {
  ExplainReport,
  FragmentReport,
  LocalReport,
  PlanTree,
  SentKeys,
  Totals,
} from '../types/explain.ts';
import { totalCost } from '../types/fragment-cost.ts';
import type { LiteralValue } from '../types/literal.ts';
import { PlanEstimates } from './plan-estimates.ts';
import { tableSizes } from './table-sizes.ts';
import { worstEstimate } from './worst-estimate.ts';

/**
 * What a plan does, or did where there is a measurement: the one shape of `explain` and of the profile. Figures that
 * nothing measured or estimated are null. `columns` are those of the result, which of some texts only a run can tell
 * (statement-form PIVOT).
 */
export function buildReport(
  plan: PlacedPlan,
  measurement: Measurement | null,
  columns: readonly Field[] = plan.columns,
): ExplainReport {
  const estimates = new PlanEstimates(plan);
  const worst = measurement && worstEstimate(plan, measurement, estimates.of(plan.plan).rows);
  return {
    sql: plan.sql,
    columns: columns.map(columnReport),
    fragments: plan.fragments.map((fragment) => fragmentReport(fragment, plan, measurement)),
    local: localReport(plan, measurement),
    notPushed: plan.notPushed,
    outcomes: plan.outcomes ?? [],
    totals: totals(plan, measurement),
    plan: new TreeBuilder(plan, measurement, estimates).tree(plan.plan, false),
    tables: tableSizes(plan),
    ...(worst === null ? {} : { worstEstimate: worst }),
  };
}

function fragmentReport(
  fragment: Fragment,
  plan: PlacedPlan,
  measurement: Measurement | null,
): FragmentReport {
  const sent = measurement?.keys?.[fragment.id];
  return {
    id: fragment.id,
    source: fragment.source,
    ...(sent === undefined ? plannedText(fragment) : { sql: sent.sql, params: sent.params }),
    covers: coveredKinds(fragment, plan),
    estimated: estimateOf(fragment),
    actual: measurement?.fragments[fragment.id] ?? null,
    ...keysReport(fragment, sent),
  };
}

function estimateOf({ estimated, foretold }: Fragment): FragmentReport['estimated'] {
  return foretold === undefined ? estimated : { ...estimated, ms: totalCost(foretold) };
}

/** The text that is meant to be sent: with keys, whose number is not known yet, where other fragments bring some. */
function plannedText(fragment: Fragment): Pick<FragmentReport, 'sql' | 'params'> {
  const keyed = fragment.keys?.text;
  const { sql, params } = keyed ?? fragment;
  const fromOf = (slot: string): string =>
    fragment.keys?.sets.find(({ name }) => slot === name || slot.startsWith(`${name} `))?.from ?? '';
  return {
    sql,
    params: params.slice(0, listed(keyed)).map(({ value }, at) => {
      const slot = keyed?.slots.find((one) => one.at === at);
      return slot === undefined ? paramText(value) : `keys of ${fromOf(slot.name)}`;
    }),
  };
}

/** How many parameters the text has while all keys are lists: those of their other forms come last. */
function listed(keyed: KeyedText | undefined): number | undefined {
  const others = new Set(keyed?.slots.filter(({ name }) => / (low|high)$/.test(name)).map(({ at }) => at));
  return keyed && keyed.params.findLastIndex((_, at) => !others.has(at)) + 1;
}

function keysReport(
  { keys }: Fragment,
  sent: SentKeys | undefined,
): Pick<FragmentReport, 'keysFrom' | 'keys'> {
  if (keys === undefined) return {};
  const keysFrom = [...new Set(keys.sets.map(({ from }) => from))].join(', ');
  return sent === undefined ? { keysFrom } : { keysFrom, keys: sent.sets };
}

/** Kinds of the user's operators that the fragment does, scans first; the fragment's own subtree knows new nodes. */
function coveredKinds(fragment: Fragment, plan: PlacedPlan): string[] {
  const covered = new Set(fragment.covers);
  const kinds = new Map<NodeId, string>();
  for (const root of [plan.plan, fragment.plan]) {
    for (const node of walk(root)) if (covered.has(node.id)) kinds.set(node.id, node.kind);
  }
  const all = fragment.covers.flatMap((id) => kinds.get(id) ?? []);
  return [...all.filter((kind) => kind === 'scan'), ...all.filter((kind) => kind !== 'scan')];
}

function localReport(plan: PlacedPlan, measurement: Measurement | null): LocalReport {
  const root = plan.remainder;
  const nodes = root === null ? [] : [...walk(root)].filter((node) => node.kind !== 'fragment-scan');
  return {
    sql: plan.localSql,
    ms: measurement?.localMs ?? null,
    operators: nodes.map((node) => ({ kind: node.kind, node: node.id, line: printNode(node) })),
    opaque: plan.opaque !== null,
    ...(measurement === null ? {} : { engine: measurement.operators }),
  };
}

function totals(plan: PlacedPlan, measurement: Measurement | null): Totals {
  if (measurement === null) return { ms: null, bytesMoved: null, rowsMoved: null, planMs: plan.planMs };
  const moved = Object.values(measurement.fragments);
  return {
    ms: measurement.ms,
    bytesMoved: moved.reduce((sum, { bytes }) => sum + bytes, 0),
    rowsMoved: moved.reduce((sum, { rows, cachedAgeMs }) => sum + (cachedAgeMs === undefined ? rows : 0), 0),
    planMs: plan.planMs,
  };
}

/** Draws the plan with sites and with the rows of those operators whose output a fragment, or the result, is. */
class TreeBuilder {
  readonly #plan: PlacedPlan;
  readonly #measurement: Measurement | null;
  readonly #estimates: PlanEstimates;
  readonly #fragmentOf = new Map<NodeId, Fragment>();
  readonly #rootOf = new Map<NodeId, Fragment>();

  constructor(plan: PlacedPlan, measurement: Measurement | null, estimates: PlanEstimates) {
    this.#plan = plan;
    this.#measurement = measurement;
    this.#estimates = estimates;
    for (const fragment of plan.fragments) {
      this.#rootOf.set(fragment.plan.id, fragment);
      for (const id of fragment.covers) this.#fragmentOf.set(id, fragment);
    }
  }

  tree(node: PlanNode, below: boolean): PlanTree {
    const fragment = this.#fragmentOf.get(node.id) ?? null;
    const root = this.#rootOf.get(node.id);
    const estimated = root?.estimated ?? this.#estimates.of(node);
    return {
      id: node.id,
      kind: node.kind,
      line: printNode(node),
      site: this.#plan.sites[node.id] ?? fragment?.source ?? 'local',
      fragment: fragment?.id ?? null,
      columns: node.columns.map(columnReport),
      estimatedRows: estimated.rows,
      estimatedBytes: estimated.bytes,
      actualRows: this.#actualRows(root, below),
      children: childrenOf(node).map((child) => this.tree(child, true)),
    };
  }

  #actualRows(root: Fragment | undefined, below: boolean): number | null {
    if (this.#measurement === null) return null;
    if (!below) return this.#measurement.rows;
    return root === undefined ? null : (this.#measurement.fragments[root.id]?.rows ?? null);
  }
}

function columnReport({ name, type }: { name: string; type: Parameters<typeof typeToSql>[0] }): {
  name: string;
  type: string;
} {
  return { name, type: typeToSql(type) };
}

function paramText(value: LiteralValue): string | null {
  return value === null || typeof value === 'string' ? value : JSON.stringify(value);
}
