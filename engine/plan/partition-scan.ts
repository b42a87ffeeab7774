import { childrenOf } from './children.ts';
import type { PlanNode, ScanNode } from './node.ts';
import { walk } from './walk.ts';

/** The share of a scan's rows that all other tables of the subtree may have: each range reads them anew. */
const MOST_OTHERS = 0.1;

/**
 * The scan by whose ranges a subtree may be read in parts: the rows of all ranges together are those of the whole. That
 * holds for filters, projections, inner joins, and the preserved or asked side of left, semi and anti joins. Null where
 * there is none, or where the other tables are not small beside it.
 */
export function partitionScan(node: PlanNode, rows: (scan: ScanNode) => number | null): ScanNode | null {
  const all = walk(node).filter((one) => one.kind === 'scan');
  if (all.length === 1) return linearScans(node)[0] ?? null;
  const [largest] = linearScans(node).toSorted((a, b) => (rows(b) ?? 0) - (rows(a) ?? 0));
  if (largest === undefined) return null;
  const most = rows(largest);
  const others = all.filter((scan) => scan !== largest).map(rows);
  if (most === null || others.includes(null)) return null;
  const sum = others.reduce<number>((total, one) => total + (one ?? 0), 0);
  return sum <= most * MOST_OTHERS ? largest : null;
}

/** Scans in which every operator above them is linear. */
function linearScans(node: PlanNode): readonly ScanNode[] {
  switch (node.kind) {
    case 'scan':
      return [node];
    case 'filter':
    case 'project':
      return linearScans(node.child);
    case 'join': {
      if (node.asof) return [];
      if (node.joinType === 'inner') return childrenOf(node).flatMap(linearScans);
      return ['left', 'semi', 'anti'].includes(node.joinType) ? linearScans(node.left) : [];
    }
    default:
      return [];
  }
}
