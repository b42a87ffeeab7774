import type { PlanNode } from '../../engine/plan/node.ts';
import { isAsText } from './declared-type.ts';

/**
 * Which output columns are those of columns that come as text whatever is stored. Such columns are only ever passed
 * on at the source, by scans, filters, projections and whatever keeps their rows whole.
 */
export function asTextColumns(node: PlanNode): readonly boolean[] {
  switch (node.kind) {
    case 'scan':
      return node.fields.map((field) => isAsText(field.nativeType));
    case 'project': {
      const below = asTextColumns(node.child);
      return node.expressions.map(
        (expression) => expression.kind === 'column' && (below[expression.index] ?? false),
      );
    }
    case 'filter':
    case 'sort':
    case 'limit':
    case 'top-n':
    case 'governed':
    case 'model':
      return asTextColumns(node.child);
    case 'window':
      return [...asTextColumns(node.child), ...node.windows.map(() => false)];
    case 'join': {
      const left = asTextColumns(node.left);
      return [...left, ...asTextColumns(node.right)].slice(0, node.columns.length);
    }
    default:
      return node.columns.map(() => false);
  }
}
