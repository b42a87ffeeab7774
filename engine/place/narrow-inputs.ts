import { project } from '../plan/builders.ts';
import { columnAt } from '../plan/derive-column.ts';
import type { Expression } from '../plan/expression.ts';
import { columnsUsed, remapColumns } from '../plan/expression-children.ts';
import type { NodeIds } from '../plan/ids.ts';
import { expressionsOf, mapNodeExpressions } from '../plan/node-expressions.ts';
import type { AggregateNode, PlanNode, ProjectNode } from '../plan/node.ts';

/**
 * A local project or aggregate over work at a source: of the columns below only those that it reads need to travel.
 * Gives the operator over the narrowed input; the same one where nothing is to drop.
 */
export function narrowInput(node: ProjectNode | AggregateNode, ids: NodeIds): ProjectNode | AggregateNode {
  const used = new Set(expressionsOf(node).flatMap((expression) => [...columnsUsed(expression)]));
  const width = node.child.columns.length;
  if (width === 0 || used.size === width) return node;
  const positions = used.size > 0 ? [...used].toSorted((a, b) => a - b) : [0];
  const columns = positions.map(
    (index): Expression => ({
      kind: 'column',
      index,
      type: columnAt(node.child.columns, index).type,
    }),
  );
  const child: PlanNode = project(node.child, columns, null, ids.next());
  const moved = mapNodeExpressions(node, (one) => remapColumns(one, (index) => positions.indexOf(index)));
  return { ...(moved as ProjectNode | AggregateNode), child };
}
