import type { JoinType, PlanNode, SetOperationNode } from '../plan/node.ts';
import type { Capabilities } from '../spi/capabilities.ts';
import type { Refusal } from '../spi/dialect.ts';

/** Why a source that claims these capabilities can't be given the operator at all; null where it can. */
export function refuseByCapability(node: PlanNode, has: Capabilities): Refusal | null {
  return isClaimed(node, has)
    ? null
    : {
        code: 'capability',
        reason: `${nameOf(node)} is not sent to this kind of source.`,
        expression: null,
      };
}

function isClaimed(node: PlanNode, has: Capabilities): boolean {
  switch (node.kind) {
    case 'scan':
    case 'model':
      return true;
    case 'filter':
      return has.filter;
    case 'project':
      return has.project || node.expressions.every((one) => one.kind === 'column');
    case 'join':
      return !node.asof && claimsJoin(node.joinType, has);
    case 'aggregate':
      return has.aggregate && (has.groupingSets || node.groupingSets.length <= 1);
    case 'window':
      return has.window;
    case 'sort':
      return has.sort;
    case 'limit':
      return has.limit;
    case 'top-n':
      return has.topN;
    case 'distinct':
      return has.distinct;
    case 'set-operation':
      return has.setOperations.some((one) => one === setOperationName(node));
    case 'values':
      return has.values;
    case 'cte':
    case 'cte-ref':
      return has.project && (node.kind === 'cte-ref' || node.recursive === null);
    case 'fragment-scan':
    case 'governed':
    case 'delim-join':
    case 'delim-scan':
    case 'unnest':
    case 'table-function':
    case 'sample':
      return false;
  }
}

/** How SQL writes what an operator does. */
const NAMES: Partial<Record<PlanNode['kind'], string>> = {
  aggregate: 'An aggregate',
  cte: 'A recursive WITH',
  'cte-ref': 'A recursive WITH',
  'delim-join': 'A correlated subquery',
  'delim-scan': 'A correlated subquery',
  distinct: 'DISTINCT',
  filter: 'A filter',
  limit: 'LIMIT',
  project: 'A computed column',
  sample: 'TABLESAMPLE',
  sort: 'ORDER BY',
  'table-function': 'A table function',
  'top-n': 'ORDER BY with LIMIT',
  unnest: 'UNNEST',
  values: 'VALUES',
  window: 'A window function',
};

function claimsJoin(joinType: JoinType, has: Capabilities): boolean {
  return has.joins.some((one) => one === joinType);
}

function setOperationName(node: SetOperationNode): string {
  return node.all ? `${node.op} all` : node.op;
}

/** What SQL calls the operator: `LEFT JOIN`, `An aggregate`. */
export function nameOf(node: PlanNode): string {
  if (node.kind === 'join' && node.joinType === 'mark') return 'IN (subquery)';
  if (node.kind === 'join' && node.joinType === 'single') return 'A scalar subquery';
  if (node.kind === 'join') return `${(node.asof ? 'asof' : node.joinType).toUpperCase()} JOIN`;
  if (node.kind === 'set-operation') return setOperationName(node).toUpperCase();
  return NAMES[node.kind] ?? `${node.kind.charAt(0).toUpperCase()}${node.kind.slice(1)}`;
}
