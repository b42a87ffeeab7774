import type { PlanNode } from '../plan/node.ts';
import { partitionScan } from '../plan/partition-scan.ts';
import type { FragmentCost } from '../types/fragment-cost.ts';
import { type RowEstimates, workOf } from './work.ts';
import type { SourceCosts } from './source-costs.ts';

/** What cost estimates ask of an estimator. */
export interface SizeEstimates extends RowEstimates {
  /** Mean bytes of a row as it travels. */
  rowBytes(node: PlanNode): number;
}

const MS = 1000;

/** What a fragment of this subtree would take; null where its size is not known. */
export function fragmentCost(
  node: PlanNode,
  costs: SourceCosts,
  estimates: SizeEstimates,
): FragmentCost | null {
  const { profile } = costs;
  const rows = estimates.rows(node);
  const work = workOf(node, profile, estimates);
  if (rows === null || work === null) return null;
  const inRanges = partitionScan(node, (scan) => estimates.rows(scan)) !== null;
  const parallel = inRanges ? profile.parallelScan : 1;
  const sendMs =
    costs.send * parallel * sendingMs(rows, node.columns.length, rows * estimates.rowBytes(node), costs);
  return {
    startupMs: profile.startupMs,
    scanMs: work.scanMs * costs.work * parallel,
    blockingMs: work.blockingMs * costs.work,
    streamingMs: work.streamingMs * costs.work * parallel,
    sendMs,
  };
}

/** Milliseconds that rows take, sent one after the other: by what either end does with them, or by the network. */
export function sendingMs(rows: number, columns: number, bytes: number, costs: SourceCosts): number {
  const { send, sendColumn } = costs.profile;
  return Math.max(rows * (send + columns * sendColumn), bytes * costs.byte) / MS;
}
