import { project } from '../../plan/builders.ts';
import { withChildren } from '../../plan/children.ts';
import { substituteColumns } from '../../plan/expression-children.ts';
import type { PlanNode } from '../../plan/node.ts';
import { isVolatile } from '../../plan/predicates.ts';
import type { Rule } from '../rule.ts';

/**
 * ```
 * limit 3         project e
 *   project e  →    limit 3
 *     x               x
 * ```
 * The same for top-n and sort whose keys are bare columns or constants of the project: a computed key would be
 * evaluated twice. Not for volatile expressions. The project's expressions are evaluated for fewer rows than before,
 * so one that raises may no longer do so: that is an answer that DuckDB could give.
 */
export const pushLimitThroughProject: Rule = {
  name: 'push-limit-through-project',
  scope: 'node',
  apply(node): PlanNode | null {
    if (node.kind !== 'limit' && node.kind !== 'top-n' && node.kind !== 'sort') return null;
    if (node.child.kind !== 'project' || node.child.expressions.some(isVolatile)) return null;
    const below = node.child;
    const names = below.columns.map((column) => column.name);
    if (node.kind === 'limit') {
      const limited = { ...node, child: below.child, columns: below.child.columns };
      return project(limited, below.expressions, names, below.id);
    }
    const keys = node.keys.map((key) => ({
      ...key,
      expression: substituteColumns(key.expression, below.expressions),
    }));
    if (keys.some((key) => key.expression.kind !== 'column' && key.expression.kind !== 'literal'))
      return null;
    const sorted = withChildren({ ...node, keys, columns: below.child.columns }, [below.child]);
    return project(sorted, below.expressions, names, below.id);
  },
};
