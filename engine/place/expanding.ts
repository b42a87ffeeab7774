import type { Expression } from '../plan/expression.ts';
import { columnsUsed } from '../plan/expression-children.ts';
import type { JoinNode, PlanNode } from '../plan/node.ts';

/**
 * Whether sending the operator's result would multiply what travels: a join that nothing makes selective, with no
 * operator above it that takes the rows together again. Its inputs travel instead and it runs locally.
 */
export function isExpanding(node: PlanNode): boolean {
  switch (node.kind) {
    case 'project':
    case 'model':
    case 'sort':
    case 'window':
    case 'filter':
      return isExpanding(node.child);
    case 'set-operation':
      return node.op === 'union' && node.all && node.inputs.some(isExpanding);
    case 'join':
      return multiplies(node) && !givesFewRows(node.left) && !givesFewRows(node.right);
    default:
      return false;
  }
}

function multiplies(node: JoinNode): boolean {
  if (node.joinType === 'cross') return true;
  if (!['inner', 'left', 'right', 'full'].includes(node.joinType)) return false;
  return !node.conditions.some((condition) => joinsBothSides(condition, node.left.columns.length));
}

/** An equality between the sides; other comparisons may hold for most pairs. */
function joinsBothSides(condition: Expression, width: number): boolean {
  if (condition.kind !== 'compare' || (condition.op !== '=' && condition.op !== 'is not distinct from'))
    return false;
  const sides = [condition.left, condition.right].map((side) => [...columnsUsed(side)]);
  const [first, second] = sides;
  if (first === undefined || second === undefined || first.length === 0 || second.length === 0) return false;
  const isLeft = (used: readonly number[]): boolean => used.every((index) => index < width);
  return isLeft(first) !== isLeft(second);
}

function givesFewRows(node: PlanNode): boolean {
  switch (node.kind) {
    case 'project':
    case 'filter':
    case 'sort':
      return givesFewRows(node.child);
    case 'aggregate':
      return node.groups.length === 0 && node.groupingSets.length <= 1;
    case 'values':
      return node.rows.length <= 1;
    case 'limit':
      return node.limit?.kind === 'literal' && node.limit.value === '1';
    case 'top-n':
      return node.limit <= 1;
    default:
      return false;
  }
}
