import { join } from '../plan/builders.ts';
import type { Expression } from '../plan/expression.ts';
import type { JoinNode, PlanNode } from '../plan/node.ts';

/** The same join with other conditions, or over other inputs of the same columns. */
export function withConditions(
  node: JoinNode,
  conditions: readonly Expression[],
  left: PlanNode = node.left,
  right: PlanNode = node.right,
): JoinNode {
  const mark = node.joinType === 'mark' ? node.columns.at(-1)?.name : undefined;
  return join(node.joinType, left, right, conditions, node.id, {
    asof: node.asof,
    ...(mark === undefined ? {} : { mark }),
  });
}
