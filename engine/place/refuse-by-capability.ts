import type { JoinType, PlanNode, SetOperationNode } from '../plan/node.ts';
import type { Capabilities } from '../spi/capabilities.ts';
import type { Refusal } from '../spi/dialect.ts';

/** Why a source that claims these capabilities can't be given the operator at all; null where it can. */
export function refuseByCapability(node: PlanNode, has: Capabilities): Refusal | null {
  return isClaimed(node, has)
    ? null
    : {
        code: 'capability',
        reason: `This kind of source does not take a ${nameOf(node)}.`,
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

function claimsJoin(joinType: JoinType, has: Capabilities): boolean {
  return has.joins.some((one) => one === joinType);
}

function setOperationName(node: SetOperationNode): string {
  return node.all ? `${node.op} all` : node.op;
}

function nameOf(node: PlanNode): string {
  if (node.kind === 'join') return `${node.asof ? 'ASOF' : node.joinType} join`;
  if (node.kind === 'set-operation') return setOperationName(node).toUpperCase();
  return node.kind.replace('-', ' ');
}
