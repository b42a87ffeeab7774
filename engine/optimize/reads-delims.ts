import type { PlanNode } from '../plan/node.ts';
import { walk } from '../plan/walk.ts';

/**
 * Whether the keys of a correlated subquery feed the subtree. Over it no semi or anti join is made: where the keys stay,
 * the local part says them as a correlated subquery, and DuckDB 1.5.6 does not correlate through such joins.
 */
export function readsDelims(node: PlanNode): boolean {
  return [...walk(node)].some((one) => one.kind === 'delim-scan');
}
