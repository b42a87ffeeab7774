import type { NodeId, PlanNode } from '../plan/node.ts';
import { isVolatile } from '../plan/predicates.ts';
import { walk } from '../plan/walk.ts';
import type { SourceSite } from './source-site.ts';

/**
 * A subtree and where it can run whole: at a source, anywhere (constants), or `null`, locally, its parts at sources
 * being fragments already.
 */
export interface Placed {
  readonly node: PlanNode;
  readonly site: SourceSite | 'anywhere' | null;
}

/** Whether it runs whole at one source. */
export function isAtSource(placed: Placed | undefined): placed is Placed & { readonly site: SourceSite } {
  return placed !== undefined && placed.site !== null && placed.site !== 'anywhere';
}

/** The one source of all inputs; constants go with any. Null where they differ or one is local. */
export function commonSite(inputs: readonly Placed[]): SourceSite | 'anywhere' | null {
  if (inputs.length === 0 || inputs.some((input) => input.site === null)) return null;
  const sites = [...new Set(inputs.map((input) => input.site).filter((site) => site !== 'anywhere'))];
  if (sites.length === 0) return 'anywhere';
  return sites.length === 1 ? (sites[0] ?? null) : null;
}

/** Whether anything of it comes from a source at all. */
export function readsTable(node: PlanNode): boolean {
  return walk(node).some((one) => one.kind === 'scan');
}

/** Whether one of some scans is among its own. */
export function readsOneOf(node: PlanNode, scans: ReadonlySet<NodeId>): boolean {
  return walk(node).some((one) => one.kind === 'scan' && scans.has(one.id));
}

/** Whether a reference stands for a CTE that is defined further out. */
export function readsOutside(nodes: readonly PlanNode[]): boolean {
  const defined = new Set(nodes.flatMap((one) => (one.kind === 'cte' ? [one.cte] : [])));
  return nodes.some((one) => one.kind === 'cte-ref' && !defined.has(one.cte));
}

/** Whether it computes the same of nothing but constants each time. */
export function isConstantProject(node: PlanNode): boolean {
  return node.kind === 'project' && !node.expressions.some(isVolatile);
}
