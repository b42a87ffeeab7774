import { childrenOf, withChildren } from './children.ts';
import type { PlanNode } from './node.ts';

/** All nodes of a plan, parents before children, left before right. */
export function walk(node: PlanNode): readonly PlanNode[] {
  const found: PlanNode[] = [];
  collect(node, found);
  return found;
}

/** A list, not a generator: nested generators take a step at each level for each node. */
function collect(node: PlanNode, into: PlanNode[]): void {
  into.push(node);
  for (const child of childrenOf(node)) collect(child, into);
}

/** Rebuilds a plan from the leaves up; `visit` gets each node over its already rebuilt inputs. */
export function rewriteUp(node: PlanNode, visit: (node: PlanNode) => PlanNode): PlanNode {
  return visit(
    withChildren(
      node,
      childrenOf(node).map((child) => rewriteUp(child, visit)),
    ),
  );
}
