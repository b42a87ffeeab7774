import type { PlanNode } from '../../plan/node.ts';
import { refuse } from './refused.ts';

/**
 * Throws for the operators that no SQL database has as DuckDB has them; `product` is the one in question, such as
 * SQLite. What only one of them lacks is its own dialect's to refuse.
 */
export function admitNode(node: PlanNode, product: string): void {
  switch (node.kind) {
    case 'scan':
    case 'governed':
    case 'model':
    case 'filter':
    case 'project':
    case 'aggregate':
    case 'window':
    case 'sort':
    case 'limit':
    case 'top-n':
    case 'distinct':
    case 'set-operation':
    case 'values':
    case 'cte-ref':
      return;
    case 'join':
      if (node.asof || node.joinType === 'positional')
        refuse('dialect', `${product} has no ASOF and no positional joins.`);
      return;
    case 'cte':
      if (node.recursive)
        refuse('dialect', 'Recursion runs where its rounds can be bounded, in the local DuckDB.');
      return;
    case 'delim-join':
    case 'delim-scan':
      return refuse(
        'dialect',
        'A correlated subquery that could not be made a join runs in the local DuckDB.',
      );
    case 'fragment-scan':
      return refuse('cross-source', `Rows of another source are not at ${product}.`);
    case 'unnest':
    case 'table-function':
    case 'sample':
      return refuse('dialect', `${node.kind} is not known to be the same at ${product}.`);
  }
}
