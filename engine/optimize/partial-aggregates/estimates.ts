import type { Expression } from '../../plan/expression.ts';
import { columnsUsed } from '../../plan/expression-children.ts';
import type { JoinNode, PlanNode } from '../../plan/node.ts';
import type { ColumnStatistics } from '../../types/catalog.ts';
import type { SourceFacts } from '../rule.ts';
import { columnBehind } from './column-behind.ts';
import { selectivity } from './selectivity.ts';

/** Rows of a subtree as far as the sources' own figures tell; null where they do not. */
export function estimateRows(node: PlanNode, sources: SourceFacts): number | null {
  switch (node.kind) {
    case 'scan':
      return sources.table(node).rows;
    case 'filter': {
      const rows = estimateRows(node.child, sources);
      const statistics = (index: number): ColumnStatistics | null => columnBehind(node.child, index);
      return rows && node.predicates.reduce((left, one) => left * selectivity(one, statistics), rows);
    }
    case 'join':
      return joinRows(node, sources);
    case 'aggregate':
    case 'distinct':
    case 'project':
    case 'model':
    case 'sort':
    case 'window':
      return estimateRows(node.child, sources);
    default:
      return null;
  }
}

/** Different values of an expression over a subtree; null where nothing is known of its columns. */
export function estimateValues(expression: Expression, node: PlanNode, sources: SourceFacts): number | null {
  if (expression.type.id === 'BOOLEAN') return 2;
  const known = [...columnsUsed(expression)].map((index) => columnBehind(node, index)?.distinct ?? null);
  const rows = estimateRows(node, sources);
  return known.reduce<number | null>((product, one) => {
    if (product === null || one === null) return null;
    return Math.min(product * one, rows ?? Number.POSITIVE_INFINITY);
  }, 1);
}

/** An equality leaves the rows that share a value, spread evenly over the side with more of them. */
function joinRows(node: JoinNode, sources: SourceFacts): number | null {
  const left = estimateRows(node.left, sources);
  const right = estimateRows(node.right, sources);
  if (left === null || right === null || node.joinType === 'semi' || node.joinType === 'anti') return left;
  const width = node.left.columns.length;
  const shares = node.conditions.flatMap((one) => {
    if (one.kind !== 'compare' || one.op !== '=') return [];
    const values = [...columnsUsed(one)].map((index) =>
      index < width ? columnBehind(node.left, index) : columnBehind(node.right, index - width),
    );
    return [Math.max(1, ...values.map((value) => value?.distinct ?? 1))];
  });
  if (shares.every((share) => share === 1)) return Math.max(left, right);
  return Math.max(1, (left * right) / Math.max(...shares));
}
