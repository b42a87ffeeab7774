import { join } from '../../plan/builders.ts';
import type { Expression } from '../../plan/expression.ts';
import type { JoinNode, PlanNode } from '../../plan/node.ts';
import type { Rule } from '../rule.ts';

/**
 * ```
 * single join on l = k        left join on l = k
 *   left                 →      left
 *   aggregate [k] …             aggregate [k] …
 * ```
 * Where the conditions fix every group of the aggregate by equality, or a key of a table, a left row meets one row at
 * most, and the error of a single join can't come. Projects, filters and markers between the two do not add rows.
 */
export const singleJoinToLeftJoin: Rule = {
  name: 'single-join-to-left-join',
  scope: 'node',
  apply(node): PlanNode | null {
    if (node.kind !== 'join' || node.joinType !== 'single') return null;
    const fixed = fixedRightColumns(node);
    return isUniqueOn(node.right, fixed)
      ? join('left', node.left, node.right, node.conditions, node.id)
      : null;
  },
};

/** Positions of right columns that a condition makes equal to something of the left side. */
export function fixedRightColumns(node: JoinNode): ReadonlySet<number> {
  const width = node.left.columns.length;
  const fixed = new Set<number>();
  for (const condition of node.conditions) {
    if (condition.kind !== 'compare' || (condition.op !== '=' && condition.op !== 'is not distinct from'))
      continue;
    const right = [condition.left, condition.right].find(
      (side) => side.kind === 'column' && side.index >= width,
    );
    const left = [condition.left, condition.right].find(
      (side) => side.kind === 'column' && side.index < width,
    );
    if (right?.kind === 'column' && left !== undefined) fixed.add(right.index - width);
  }
  return fixed;
}

/** Whether no two rows of the node agree on all of the given columns. */
export function isUniqueOn(node: PlanNode, columns: ReadonlySet<number>): boolean {
  switch (node.kind) {
    case 'filter':
    case 'sort':
    case 'limit':
    case 'top-n':
    case 'model':
      return isUniqueOn(node.child, columns);
    case 'project':
      return isUniqueOn(node.child, throughProject(node.expressions, columns));
    case 'aggregate':
      return node.groupingSets.length === 1 && node.groups.every((_, at) => columns.has(at));
    case 'distinct':
      return node.on === null && node.columns.every((_, at) => columns.has(at));
    case 'scan': {
      const names = new Set(node.fields.filter((_, at) => columns.has(at)).map((field) => field.name));
      return (node.uniqueKeys ?? []).some((key) => key.every((name) => names.has(name)));
    }
    case 'join':
      return (node.joinType === 'semi' || node.joinType === 'anti') && isUniqueOn(node.left, columns);
    default:
      return false;
  }
}

function throughProject(
  expressions: readonly Expression[],
  columns: ReadonlySet<number>,
): ReadonlySet<number> {
  const below = new Set<number>();
  for (const [at, expression] of expressions.entries()) {
    if (columns.has(at) && expression.kind === 'column') below.add(expression.index);
  }
  return below;
}
