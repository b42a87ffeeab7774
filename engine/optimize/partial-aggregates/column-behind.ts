import type { PlanNode } from '../../plan/node.ts';
import type { ColumnStatistics } from '../../types/catalog.ts';

/** What the source keeps of the table's column that a column of a subtree is; null where it is computed or nothing is kept. */
export function columnBehind(node: PlanNode, index: number): ColumnStatistics | null {
  switch (node.kind) {
    case 'scan':
      return node.fields[index]?.statistics ?? null;
    case 'filter':
    case 'model':
    case 'sort':
    case 'limit':
    case 'top-n':
    case 'distinct':
      return columnBehind(node.child, index);
    case 'project': {
      const expression = node.expressions[index];
      return expression?.kind === 'column' ? columnBehind(node.child, expression.index) : null;
    }
    case 'aggregate': {
      const group = node.groups[index];
      return group?.kind === 'column' ? columnBehind(node.child, group.index) : null;
    }
    case 'window':
      return index < node.child.columns.length ? columnBehind(node.child, index) : null;
    case 'join': {
      const width = node.left.columns.length;
      return index < width ? columnBehind(node.left, index) : columnBehind(node.right, index - width);
    }
    default:
      return null;
  }
}
