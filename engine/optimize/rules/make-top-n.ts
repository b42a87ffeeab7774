import { topN } from '../../plan/builders.ts';
import type { Expression } from '../../plan/expression.ts';
import type { PlanNode } from '../../plan/node.ts';
import type { Rule } from '../rule.ts';

/**
 * ```
 * limit 3 offset 1        top-n 3 offset 1 by k
 *   sort k           →      x
 *     x
 * ```
 * Only for constant row counts; not for a percentage, nor an offset without a limit.
 */
export const makeTopN: Rule = {
  name: 'make-top-n',
  scope: 'node',
  apply(node): PlanNode | null {
    if (node.kind !== 'limit' || node.child.kind !== 'sort' || node.percent || node.limit === null)
      return null;
    const rows = constantRows(node.limit);
    const offset = node.offset === null ? 0 : constantRows(node.offset);
    if (rows === null || offset === null) return null;
    return topN(node.child.child, node.child.keys, rows, offset, node.id);
  },
};

/** A constant count of rows; null where it is not known or no count. */
export function constantRows(expression: Expression): number | null {
  if (expression.kind !== 'literal' || typeof expression.value !== 'string') return null;
  const rows = Number(expression.value);
  return Number.isSafeInteger(rows) && rows >= 0 ? rows : null;
}
