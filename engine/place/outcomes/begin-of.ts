import type { PlanNode } from '../../plan/node.ts';

/** Where a column of the bound plan begins, and its position there. */
export interface Begin {
  readonly node: PlanNode;
  readonly index: number;
}

/**
 * The operator that gives a column its values: a leaf, what computes it, or the join of a subquery whose verdict
 * (`x IN (…)`, `EXISTS (…)`) it is.
 */
export function beginOf(node: PlanNode, index: number): Begin {
  const here = { node, index };
  switch (node.kind) {
    case 'filter':
    case 'sort':
    case 'limit':
    case 'top-n':
    case 'distinct':
    case 'sample':
    case 'model':
      return beginOf(node.child, index);
    case 'window':
    case 'unnest':
      return index < node.child.columns.length ? beginOf(node.child, index) : here;
    case 'project': {
      const expression = node.expressions[index];
      return expression?.kind === 'column' ? beginOf(node.child, expression.index) : here;
    }
    case 'join':
    case 'delim-join': {
      const width = node.left.columns.length;
      if (index < width) return beginOf(node.left, index);
      return node.joinType === 'mark' ? here : beginOf(node.right, index - width);
    }
    default:
      return here;
  }
}
