import type { PlanNode } from '../../../engine/plan/node.ts';
import { refuse } from '../../../engine/spi/sql/refused.ts';

/** Throws for operators that MySQL does not have, or has otherwise. */
export function admitMysql(node: PlanNode): void {
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
    case 'cte-ref':
      return;
    case 'values':
      if (node.columns.length === 0) refuse('dialect', 'Rows without columns are not sent to MySQL.');
      return;
    case 'join':
      if (node.asof || node.joinType === 'positional')
        refuse('dialect', 'MySQL has no ASOF and no positional joins.');
      if (node.joinType === 'full') refuse('dialect', 'MySQL has no FULL JOIN.');
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
      return refuse('cross-source', 'Rows of another source are not at MySQL.');
    case 'unnest':
    case 'table-function':
    case 'sample':
      return refuse('dialect', `${node.kind} does not exist at MySQL.`);
  }
}
