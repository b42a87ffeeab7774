import type { PlanNode } from '../../../engine/plan/node.ts';
import { refuse } from '../../../engine/spi/sql/refused.ts';

/** Throws for operators that SQLite does not have, or has otherwise. */
export function admitSqlite(node: PlanNode): void {
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
        refuse('dialect', 'SQLite has no ASOF and no positional joins.');
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
      return refuse('cross-source', 'Rows of another source are not at SQLite.');
    case 'unnest':
    case 'table-function':
    case 'sample':
      return refuse('dialect', `${node.kind} does not exist at SQLite.`);
  }
}
