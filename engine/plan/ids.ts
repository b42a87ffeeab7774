import type { NodeId, PlanNode } from './node.ts';
import { walk } from './walk.ts';

/** Hands out the ids of one plan's nodes. */
export class NodeIds {
  #last = 0;

  /** Ids that go on after those of a plan. */
  static after(plan: PlanNode): NodeIds {
    const ids = new NodeIds();
    for (const node of walk(plan))
      ids.#last = Math.max(ids.#last, Number(/^n(\d+)$/.exec(node.id)?.[1] ?? 0));
    return ids;
  }

  next(): NodeId {
    this.#last += 1;
    return `n${this.#last}`;
  }
}
