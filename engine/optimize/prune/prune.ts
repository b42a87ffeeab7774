import type { PlanNode } from '../../plan/node.ts';
import type { Kept, Positions } from './kept.ts';
import { unchanged } from './kept.ts';
import { whole } from './narrow.ts';
import { pruneCte, pruneCteRef } from './prune-cte.ts';
import { pruneDelimJoin, pruneJoin } from './prune-join.ts';
import { pruneLeaf } from './prune-leaf.ts';
import { pruneSetOperation } from './prune-set-operation.ts';
import type { PruneState } from './prune-state.ts';
import {
  pruneAggregate,
  pruneFilter,
  pruneProject,
  pruneUnary,
  pruneUnnest,
  pruneWindow,
} from './prune-unary.ts';

/** The operator with no more than it must have to give the columns at `required`. */
export function prune(node: PlanNode, required: Positions, state: PruneState): Kept {
  switch (node.kind) {
    case 'scan':
    case 'fragment-scan':
    case 'values':
      return pruneLeaf(node, required);
    case 'filter':
      return pruneFilter(node, required, state);
    case 'project':
      return pruneProject(node, required, state);
    case 'join':
      return pruneJoin(node, required, state);
    case 'delim-join':
      return pruneDelimJoin(node, required, state);
    case 'aggregate':
      return pruneAggregate(node, required, state);
    case 'window':
      return pruneWindow(node, required, state);
    case 'sort':
    case 'limit':
    case 'top-n':
    case 'distinct':
    case 'sample':
    case 'model':
      return pruneUnary(node, required, state);
    case 'unnest':
      return pruneUnnest(node, required, state);
    case 'set-operation':
      return pruneSetOperation(node, required, state);
    case 'cte':
      return pruneCte(node, required, state);
    case 'cte-ref':
      return pruneCteRef(node, required, state);
    case 'governed':
    case 'delim-scan':
    case 'table-function':
      return unchanged(whole(node, state));
  }
}
