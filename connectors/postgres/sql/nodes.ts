import type { Expression } from '../../../engine/plan/expression.ts';
import type { JoinNode, PlanNode } from '../../../engine/plan/node.ts';
import { refuse } from '../../../engine/spi/sql/refused.ts';

/** Throws for operators that PostgreSQL does not have, or has otherwise. */
export function admitPostgres(node: PlanNode): void {
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
      return admitJoin(node);
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
      return refuse('cross-source', 'Rows of another source are not at PostgreSQL.');
    case 'unnest':
    case 'table-function':
    case 'sample':
      return refuse('dialect', `${node.kind} is not known to be the same at PostgreSQL.`);
  }
}

function admitJoin(node: JoinNode): void {
  if (node.asof || node.joinType === 'positional')
    refuse('dialect', 'PostgreSQL has no ASOF and no positional joins.');
  if (node.joinType !== 'full') return;
  const width = node.left.columns.length;
  if (node.conditions.length === 0 || !node.conditions.every((condition) => isEquality(condition, width))) {
    refuse('dialect', 'PostgreSQL runs a FULL JOIN only by an equality of both sides in ON.');
  }
}

function isEquality(condition: Expression, width: number): boolean {
  if (condition.kind !== 'compare' || condition.op !== '=') return false;
  const sides = [condition.left, condition.right].map((side) =>
    side.kind === 'column' ? side.index < width : null,
  );
  return sides.includes(true) && sides.includes(false);
}
