import type { PlanNode, ScanNode } from './node.ts';

/** The scan under nothing but filters and projections; null where there is more. */
export function soleScan(node: PlanNode): ScanNode | null {
  if (node.kind === 'scan') return node;
  return node.kind === 'filter' || node.kind === 'project' ? soleScan(node.child) : null;
}
