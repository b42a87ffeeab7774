import type { NodeIds } from '../../plan/ids.ts';
import type { PlanNode } from '../../plan/node.ts';
import type { Kept, Positions } from './kept.ts';

/** The operator with no more than it must have to give the columns at `required`. */
export type Prune = (node: PlanNode, required: Positions, state: PruneState) => Kept;

/** What pruning knows while it goes down the plan. */
export class PruneState {
  readonly ids: NodeIds;
  /** Columns of each CTE that some reference asks for. */
  readonly asked = new Map<string, Set<number>>();
  /** Columns that a CTE's pruned definition has, by old position; absent while they are being collected. */
  readonly settled = new Map<string, readonly number[]>();
  readonly #prune: Prune;
  #learning = 0;

  constructor(ids: NodeIds, prune: Prune) {
    this.ids = ids;
    this.#prune = prune;
  }

  /** Whether the operators at hand are pruned only to learn which columns of a CTE they ask for. */
  get isLearning(): boolean {
    return this.#learning > 0;
  }

  /** Prunes for what it asks for; what it gives is used no further. */
  learn(work: () => Kept): Kept {
    this.#learning += 1;
    try {
      return work();
    } finally {
      this.#learning -= 1;
    }
  }

  /** Prunes an input of the operator at hand. */
  prune(node: PlanNode, required: Positions): Kept {
    return this.#prune(node, required, this);
  }
}
