import type { NodeId, PlanNode } from '../../plan/node.ts';
import { walk } from '../../plan/walk.ts';
import { isLeaf } from './placed-operators.ts';

/** The user's plan as it was bound, and what its references stand for. */
export class BoundPlan {
  readonly root: PlanNode;
  readonly #definitions = new Map<string, PlanNode>();
  readonly #delims = new Map<string, Extract<PlanNode, { kind: 'delim-join' }>>();
  readonly #isAlive: (id: NodeId) => boolean;

  /** `isAlive` says whether an operator still stands in the placed plan. */
  constructor(root: PlanNode, isAlive: (id: NodeId) => boolean) {
    this.root = root;
    this.#isAlive = isAlive;
    for (const node of walk(root)) {
      if (node.kind === 'cte') this.#definitions.set(node.cte, node.definition);
      if (node.kind === 'delim-join') this.#delims.set(node.delim, node);
    }
  }

  definitionOf(cte: string): PlanNode | null {
    return this.#definitions.get(cte) ?? null;
  }

  delimJoinOf(delim: string): Extract<PlanNode, { kind: 'delim-join' }> | null {
    return this.#delims.get(delim) ?? null;
  }

  /** What the operator reads; in place of a reference that planning resolved, what it stands for. */
  leavesBelow(node: PlanNode, seen: ReadonlySet<NodeId> = new Set()): ReadonlySet<NodeId> {
    const leaves = [...walk(node)].filter(isLeaf).flatMap((leaf): readonly NodeId[] => {
      const behind = this.#isAlive(leaf.id) || seen.has(leaf.id) ? null : this.#behind(leaf);
      return behind === null ? [leaf.id] : [...this.leavesBelow(behind, new Set([...seen, leaf.id]))];
    });
    return new Set(leaves);
  }

  #behind(leaf: PlanNode): PlanNode | null {
    if (leaf.kind === 'cte-ref') return this.definitionOf(leaf.cte);
    return leaf.kind === 'delim-scan' ? (this.delimJoinOf(leaf.delim)?.left ?? null) : null;
  }
}
