import { project } from '../../plan/builders.ts';
import type { AggregateNode, PlanNode, ProjectNode } from '../../plan/node.ts';
import type { Rule } from '../rule.ts';

/**
 * ```
 * project case when count > 1 then error(…) else first end       project x
 *   aggregate first(x), count_star()                        →      aggregate sum(y) as x
 *     aggregate sum(y) as x
 * ```
 * DuckDB guards a scalar subquery against giving more than one row. An aggregate without groups gives exactly one,
 * so that the guard is not needed and sources can run the rest.
 */
export const scalarSubqueryOfOneRow: Rule = {
  name: 'scalar-subquery-of-one-row',
  scope: 'node',
  apply(node): PlanNode | null {
    if (node.kind !== 'project' || node.child.kind !== 'aggregate') return null;
    if (!isGuard(node, node.child) || !givesOneRow(node.child.child)) return null;
    const value = node.child.aggregates[0]?.args[0];
    if (value === undefined) return null;
    return project(
      node.child.child,
      [value],
      node.columns.map((column) => column.name),
      node.id,
    );
  },
};

function isGuard(node: ProjectNode, guarded: AggregateNode): boolean {
  const [first, count] = guarded.aggregates;
  const [expression] = node.expressions;
  if (guarded.groups.length > 0 || guarded.aggregates.length !== 2 || node.expressions.length !== 1)
    return false;
  if (first?.name !== 'first' || first.filter !== null || first.distinct || count?.name !== 'count_star')
    return false;
  if (expression?.kind !== 'case' || expression.branches.length !== 1) return false;
  const [branch] = expression.branches;
  const raises = branch?.then.kind === 'cast' ? branch.then.child : branch?.then;
  const isError = raises?.kind === 'call' && raises.name === 'error';
  return isError && expression.otherwise.kind === 'column' && expression.otherwise.index === 0;
}

function givesOneRow(node: PlanNode): boolean {
  if (node.kind === 'project' || node.kind === 'model' || node.kind === 'sort')
    return givesOneRow(node.child);
  if (node.kind === 'values') return node.rows.length === 1;
  return node.kind === 'aggregate' && node.groups.length === 0 && node.groupingSets.length <= 1;
}
