import { childrenOf, withChildren } from './children.ts';
import type { PlanNode } from './node.ts';

/** All nodes of a plan, parents before children, left before right. */
export function* walk(node: PlanNode): Generator<PlanNode> {
  yield node;
  for (const child of childrenOf(node)) yield* walk(child);
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
