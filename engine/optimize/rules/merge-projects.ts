import { project } from '../../plan/builders.ts';
import type { Expression } from '../../plan/expression.ts';
import { substituteColumns, walkExpression } from '../../plan/expression-children.ts';
import type { PlanNode, ProjectNode } from '../../plan/node.ts';
import { isVolatile } from '../../plan/predicates.ts';
import type { Rule } from '../rule.ts';

/**
 * ```
 * project f(c)            project f(e)
 *   project e as c   →      x
 *     x
 * ```
 * Not where a computed expression would be evaluated more than once, nor where it is volatile.
 */
export const mergeProjects: Rule = {
  name: 'merge-projects',
  scope: 'node',
  apply(node): PlanNode | null {
    if (node.kind !== 'project' || node.child.kind !== 'project') return null;
    const below = node.child;
    if (below.expressions.some(isVolatile) || repeatsWork(node, below)) return null;
    const expressions = node.expressions.map((expression) =>
      substituteColumns(expression, below.expressions),
    );
    const names = node.columns.map((column) => column.name);
    return project(below.child, expressions, names, node.id);
  },
};

function repeatsWork(above: ProjectNode, below: ProjectNode): boolean {
  const uses = new Map<number, number>();
  for (const expression of above.expressions) {
    for (const part of walkExpression(expression)) {
      if (part.kind === 'column') uses.set(part.index, (uses.get(part.index) ?? 0) + 1);
    }
  }
  return [...uses].some(([index, count]) => count > 1 && !isFree(below.expressions[index]));
}

function isFree(expression: Expression | undefined): boolean {
  return expression === undefined || expression.kind === 'column' || expression.kind === 'literal';
}
