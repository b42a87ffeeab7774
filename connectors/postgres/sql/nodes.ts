import type { Expression } from '../../../engine/plan/expression.ts';
import type { JoinNode, PlanNode } from '../../../engine/plan/node.ts';
import { admitNode } from '../../../engine/spi/sql/admit-node.ts';
import { refuse } from '../../../engine/spi/sql/refused.ts';

/** Throws for operators that PostgreSQL does not have, or has otherwise. */
export function admitPostgres(node: PlanNode): void {
  admitNode(node, 'PostgreSQL');
  if (node.kind === 'join') admitFull(node);
}

function admitFull(node: JoinNode): void {
  if (node.joinType !== 'full') return;
  const width = node.left.columns.length;
  if (node.conditions.length === 0 || !node.conditions.every((condition) => isEquality(condition, width))) {
    refuse('dialect', 'PostgreSQL runs a FULL JOIN only by an equality of both sides in ON.');
  }
}

function isEquality(condition: Expression, width: number): boolean {
  if (condition.kind !== 'compare' || condition.op !== '=') return false;
  const sides = [condition.left, condition.right].map((side) =>
    side.kind === 'column' ? side.index < width : null,
  );
  return sides.includes(true) && sides.includes(false);
}
