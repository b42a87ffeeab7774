import type { NodeId } from './node.ts';

/** Hands out the ids of one plan's nodes, fragments apart. */
export class NodeIds {
  #last = 0;

  next(): NodeId {
    this.#last += 1;
    return `n${this.#last}`;
  }
}
