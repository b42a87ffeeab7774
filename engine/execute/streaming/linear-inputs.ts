import type { JoinNode, PlanNode } from '../../plan/node.ts';

/**
 * Positions of the inputs in which an operator is linear: what it gives over all rows of such an input is what it gives
 * over one half of them and over the other, put together. Order is not part of it.
 */
export function linearInputs(node: PlanNode): readonly number[] {
  switch (node.kind) {
    case 'filter':
    case 'project':
    case 'unnest':
    case 'model':
    case 'governed':
      return [0];
    case 'table-function':
      return node.child === null ? [] : [0];
    case 'set-operation':
      return node.op === 'union' && node.all ? node.inputs.map((_, at) => at) : [];
    case 'join':
      return joinInputs(node);
    case 'scan':
    case 'fragment-scan':
    case 'values':
    case 'delim-join':
    case 'delim-scan':
    case 'aggregate':
    case 'window':
    case 'sort':
    case 'limit':
    case 'top-n':
    case 'distinct':
    case 'cte':
    case 'cte-ref':
    case 'sample':
      return [];
  }
}

/** Each row of the preserved or tested side meets the whole other side; an inner join is linear in both. */
function joinInputs({ joinType, asof }: JoinNode): readonly number[] {
  switch (joinType) {
    case 'inner':
    case 'cross':
      return asof ? [0] : [0, 1];
    case 'left':
      return [0];
    case 'semi':
    case 'anti':
    case 'mark':
    case 'single':
      return asof ? [] : [0];
    case 'right':
      return asof ? [] : [1];
    case 'full':
    case 'positional':
      return [];
  }
}
