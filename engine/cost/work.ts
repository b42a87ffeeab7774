import { childrenOf } from '../plan/children.ts';
import { expressionsOf } from '../plan/node-expressions.ts';
import type { AggregateNode, PlanNode } from '../plan/node.ts';
import type { CostProfile } from '../spi/cost-profile.ts';
import { aggregateCost, expressionCosts } from './operations.ts';

/** Rows that operators give; null where that is not known. */
export interface RowEstimates {
  rows(node: PlanNode): number | null;
}

/** Milliseconds of one subtree's operators at one place. */
export interface Work {
  /** Reading tables: it is there however few rows go on. */
  readonly scanMs: number;
  /** All else up to where every row has been seen once: before it nothing comes out. */
  readonly blockingMs: number;
  /** What is done row by row while rows come out. */
  readonly streamingMs: number;
}

const NOTHING: Work = { scanMs: 0, blockingMs: 0, streamingMs: 0 };
/** Rows among which sorting one takes `CostProfile.sort`. */
const SORT_ROWS = 1_000_000;
/** Up to so many groups, or rows of a join's smaller side, a look-up takes `group` or `join`: they fit a near cache. */
const FEW_ENTRIES = 5_000;
/** From so many on it takes `groupMany` or `joinMany`. */
const MANY_ENTRIES = 125_000;
const MS = 1000;

export function totalWork({ scanMs, blockingMs, streamingMs }: Work): number {
  return scanMs + blockingMs + streamingMs;
}

/** What a subtree's operators take at a place of this profile; null where the rows that they take are not known. */
export function workOf(node: PlanNode, profile: CostProfile, estimates: RowEstimates): Work | null {
  const below = childrenOf(node).reduce<Work | null>((sum, child) => {
    const one = workOf(child, profile, estimates);
    return sum === null || one === null ? null : added(sum, one);
  }, NOTHING);
  return below === null ? null : withOwn(node, below, profile, estimates);
}

/** Milliseconds of an operator alone, its inputs being there; null where their rows are not known. */
export function ownWork(node: PlanNode, profile: CostProfile, estimates: RowEstimates): number | null {
  const own = withOwn(node, NOTHING, profile, estimates);
  return own === null ? null : totalWork(own);
}

/** The operator's own part, over what its inputs take. */
function withOwn(node: PlanNode, below: Work, profile: CostProfile, estimates: RowEstimates): Work | null {
  const taken = sumOf(childrenOf(node).map((child) => estimates.rows(child)));
  if (taken === null) return null;
  switch (node.kind) {
    case 'scan':
    case 'fragment-scan': {
      const rows = estimates.rows(node);
      return rows === null ? null : { ...NOTHING, scanMs: (rows * profile.scan) / MS };
    }
    case 'filter':
    case 'project':
    case 'unnest':
    case 'table-function':
      return streaming(below, (taken * expressionCosts(expressionsOf(node), profile)) / MS);
    case 'join':
    case 'delim-join':
      return streaming(below, (taken * joiningCost(node, profile, estimates)) / MS);
    case 'aggregate':
      return blocking(below, (taken * aggregationCost(node, profile, estimates)) / MS);
    case 'distinct':
      return blocking(below, (taken * groupingCost(node, profile, estimates)) / MS);
    case 'set-operation':
      if (node.op === 'union' && node.all) return below;
      return blocking(below, (taken * groupingCost(node, profile, estimates)) / MS);
    case 'sort':
    case 'window':
      return blocking(below, sortMs(taken, taken, profile));
    case 'top-n':
      return blocking(below, sortMs(taken, Math.min(taken, node.limit + node.offset), profile));
    case 'values':
    case 'governed':
    case 'model':
    case 'limit':
    case 'sample':
    case 'delim-scan':
    case 'cte':
    case 'cte-ref':
      return below;
  }
}

function aggregationCost(node: AggregateNode, profile: CostProfile, estimates: RowEstimates): number {
  const grouping = node.groups.length === 0 ? 0 : groupingCost(node, profile, estimates);
  const calls = node.aggregates.reduce((cost, call) => cost + aggregateCost(call, profile), 0);
  return (expressionCosts(node.groups, profile) + grouping + calls) * Math.max(1, node.groupingSets.length);
}

/** Microseconds a row of finding its group among those that come out. */
function groupingCost(node: PlanNode, { group, groupMany }: CostProfile, estimates: RowEstimates): number {
  return lookup(group, groupMany, estimates.rows(node));
}

/** Microseconds a row of a join, whose smaller side is what is looked up. */
function joiningCost(node: PlanNode, { join, joinMany }: CostProfile, estimates: RowEstimates): number {
  const sides = childrenOf(node).flatMap((side) => estimates.rows(side) ?? []);
  return lookup(join, joinMany, Math.min(...sides));
}

/** Between what a look-up takes among few entries and among many, by the logarithm of their number. */
function lookup(few: number, many: number, entries: number | null): number {
  const far = Math.log(Math.max(1, entries ?? 1) / FEW_ENTRIES) / Math.log(MANY_ENTRIES / FEW_ENTRIES);
  return few + (many - few) * Math.min(1, Math.max(0, far));
}

/** Sorting rows of which so many are kept at once. */
function sortMs(rows: number, kept: number, profile: CostProfile): number {
  return (rows * profile.sort * (Math.log2(Math.max(2, kept)) / Math.log2(SORT_ROWS))) / MS;
}

function streaming(below: Work, ms: number): Work {
  return { ...below, streamingMs: below.streamingMs + ms };
}

function blocking(below: Work, ms: number): Work {
  return { ...below, blockingMs: below.blockingMs + below.streamingMs + ms, streamingMs: 0 };
}

function added(one: Work, other: Work): Work {
  return {
    scanMs: one.scanMs + other.scanMs,
    blockingMs: one.blockingMs + other.blockingMs,
    streamingMs: one.streamingMs + other.streamingMs,
  };
}

function sumOf(rows: readonly (number | null)[]): number | null {
  return rows.reduce<number | null>((sum, one) => (sum === null || one === null ? null : sum + one), 0);
}
