import { project } from '../../plan/builders.ts';
import { childrenOf, withChildren } from '../../plan/children.ts';
import { columnAt } from '../../plan/derive-column.ts';
import type { Expression } from '../../plan/expression.ts';
import type { NodeIds } from '../../plan/ids.ts';
import type { PlanNode } from '../../plan/node.ts';
import type { Kept, Positions } from './kept.ts';
import { allOf } from './kept.ts';
import type { PruneState } from './prune-state.ts';

/** The node with all its columns, its inputs pruned no further than to all of theirs. */
export function whole(node: PlanNode, state: PruneState): PlanNode {
  const children = childrenOf(node).map((child) =>
    exactly(state.prune(child, allOf(child)), [...allOf(child)], state.ids),
  );
  return withChildren(node, children);
}

/** A project that gives exactly the old columns at `positions`, in that order; nothing where they stand so already. */
export function exactly(kept: Kept, positions: readonly number[], ids: NodeIds): PlanNode {
  const now = positions.map((position) => {
    const at = kept.at.get(position);
    if (at === undefined) throw new Error(`Column ${position} was pruned but is asked for`);
    return at;
  });
  const same = now.length === kept.node.columns.length && now.every((at, position) => at === position);
  if (same) return kept.node;
  const expressions = now.map(
    (index): Expression => ({ kind: 'column', index, type: columnAt(kept.node.columns, index).type }),
  );
  return project(kept.node, expressions, null, ids.next());
}

/** Drops the columns that were needed below only; the map follows. At least one column stays. */
export function narrowed(kept: Kept, required: Positions, ids: NodeIds): Kept {
  const positions = [...kept.at.keys()]
    .filter((position) => required.has(position))
    .toSorted((a, b) => a - b);
  const chosen = positions.length > 0 ? positions : [...kept.at.keys()].slice(0, 1);
  if (chosen.length === kept.node.columns.length) return kept;
  return {
    node: exactly(kept, chosen, ids),
    at: new Map(chosen.map((position, index) => [position, index])),
  };
}
