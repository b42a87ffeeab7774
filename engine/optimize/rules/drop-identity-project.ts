import type { PlanNode } from '../../plan/node.ts';
import type { Rule } from '../rule.ts';

/**
 * ```
 * project a, b    →    x
 *   x [a, b]
 * ```
 * Only where it neither reorders, drops, repeats nor renames a column.
 */
export const dropIdentityProject: Rule = {
  name: 'drop-identity-project',
  scope: 'node',
  apply(node): PlanNode | null {
    if (node.kind !== 'project' || node.columns.length !== node.child.columns.length) return null;
    const identity = node.expressions.every(
      (expression, at) =>
        expression.kind === 'column' &&
        expression.index === at &&
        node.columns[at]?.name === node.child.columns[at]?.name,
    );
    return identity ? node.child : null;
  },
};
