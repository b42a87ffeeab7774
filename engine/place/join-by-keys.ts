import type { Estimator } from '../cost/estimator.ts';
import type { Expression } from '../plan/expression.ts';
import type { PlanNode } from '../plan/node.ts';
import { walk } from '../plan/walk.ts';
import { beginsKey } from './begins-key.ts';
import { widenedColumn } from '../plan/widened-column.ts';
import type { SourceSite } from './source-site.ts';

/** A join of one source's rows of which one side would cut the other by its keys, were it fetched first. */
export interface JoinByKeys {
  readonly from: PlanNode;
  readonly target: PlanNode;
  /** The share of the target's rows that the keys are expected to leave, 0 to 1. */
  readonly kept: number;
}

/** Servers expect thousands of groups where few will be; where we expect few, they must be few indeed. */
const MOST_KEPT = 0.01;

/**
 * The sides of an inner or semi join whose one side has so few keys that the other could be had by looking them up in
 * its index; null where it is no such join. A server often misses that: it takes a HAVING over a sum for a third of the
 * groups, and reads the whole other table for them.
 */
export function joinByKeys(node: PlanNode, site: SourceSite, estimates: Estimator): JoinByKeys | null {
  const takesKeys = site.capabilities.keySets && site.costs.profile.keys !== undefined;
  if (!takesKeys || node.kind !== 'join' || node.asof) return null;
  if (node.joinType !== 'inner' && node.joinType !== 'semi') return null;
  const width = node.left.columns.length;
  for (const condition of node.conditions) {
    if (condition.kind !== 'compare' || condition.op !== '=') continue;
    for (const [one, other] of [
      [condition.left, condition.right],
      [condition.right, condition.left],
    ] as const) {
      const target = sideOf(one, node.left, node.right, width);
      const from = sideOf(other, node.left, node.right, width);
      if (target === null || from === null || target.node === from.node) continue;
      const kept = keptOf(target, from.node, site, estimates);
      if (kept !== null && kept <= MOST_KEPT) return { from: from.node, target: target.node, kept };
    }
  }
  return null;
}

/** A column of one side, whose type may have been widened. */
interface SideColumn {
  readonly node: PlanNode;
  readonly index: number;
}

function sideOf(side: Expression, left: PlanNode, right: PlanNode, width: number): SideColumn | null {
  const column = widenedColumn(side);
  if (column === null) return null;
  const { index } = column;
  return index < width ? { node: left, index } : { node: right, index: index - width };
}

function keptOf(
  { node, index }: SideColumn,
  from: PlanNode,
  site: SourceSite,
  estimates: Estimator,
): number | null {
  const keys = estimates.rows(from);
  const distinct = estimates.column(node, index)?.distinct ?? null;
  if (keys === null || distinct === null || !isIndexed(node, index, site)) return null;
  return Math.min(1, keys / Math.max(1, distinct));
}

function isIndexed(node: PlanNode, index: number, site: SourceSite): boolean {
  const scans = [...walk(node)].filter((one) => one.kind === 'scan');
  return beginsKey(
    node.columns[index],
    scans.map((scan) => site.table(scan)),
  );
}
