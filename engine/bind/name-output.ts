import { project } from '../plan/builders.ts';
import type { Expression } from '../plan/expression.ts';
import type { NodeIds } from '../plan/ids.ts';
import type { PlanNode } from '../plan/node.ts';

/** The plan with its output columns named as the query's result is; positions and types stay. */
export function nameOutput(node: PlanNode, names: readonly string[], ids: NodeIds): PlanNode {
  if (node.columns.every((column, at) => column.name === names[at])) return node;
  const columns = node.columns.map((column, at) => ({ ...column, name: names[at] ?? column.name }));
  switch (node.kind) {
    case 'project':
      return { ...node, columns };
    case 'sort':
    case 'limit':
    case 'distinct':
    case 'sample':
      return { ...node, columns, child: nameOutput(node.child, names, ids) };
    case 'cte':
      return { ...node, columns, body: nameOutput(node.body, names, ids) };
    default:
      return project(node, node.columns.map(byPosition), names, ids.next());
  }
}

function byPosition(column: PlanNode['columns'][number], index: number): Expression {
  return { kind: 'column', index, type: column.type };
}
