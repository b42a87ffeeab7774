import type { CteNode, CteRefNode } from '../../plan/node.ts';
import type { Kept, Positions } from './kept.ts';
import { allOf, unchanged } from './kept.ts';
import type { PruneState } from './prune-state.ts';
import { exactly } from './narrow.ts';

/**
 * The body is pruned twice: once to learn which columns its references ask for, then against the definition that
 * was cut down to those. While a CTE further out still learns, the first of the two is enough: doing both at each
 * level would take time that doubles with each CTE of a chain. A recursive definition keeps all columns: its rounds compare whole rows.
 */
export function pruneCte(node: CteNode, required: Positions, state: PruneState): Kept {
  const all = [...allOf(node.definition)];
  if (node.recursive !== null) {
    state.settled.set(node.cte, all);
    const definition = exactly(state.prune(node.definition, new Set(all)), all, state.ids);
    const step = exactly(state.prune(node.recursive.step, new Set(all)), all, state.ids);
    const body = state.prune(node.body, required);
    return {
      node: {
        ...node,
        definition,
        recursive: { ...node.recursive, step },
        body: body.node,
        columns: body.node.columns,
      },
      at: body.at,
    };
  }
  state.asked.set(node.cte, new Set());
  state.settled.delete(node.cte);
  const learnt = state.learn(() => state.prune(node.body, required));
  const asked = state.asked.get(node.cte) ?? new Set();
  const positions = asked.size > 0 ? all.filter((position) => asked.has(position)) : all.slice(0, 1);
  if (state.isLearning) {
    state.prune(node.definition, new Set(positions));
    return { node: { ...node, body: learnt.node, columns: learnt.node.columns }, at: learnt.at };
  }
  state.settled.set(node.cte, positions);
  const definition = exactly(state.prune(node.definition, new Set(positions)), positions, state.ids);
  const body = state.prune(node.body, required);
  return { node: { ...node, definition, body: body.node, columns: body.node.columns }, at: body.at };
}

/** A reference has the columns that its definition has. */
export function pruneCteRef(node: CteRefNode, required: Positions, state: PruneState): Kept {
  const settled = state.settled.get(node.cte);
  if (settled === undefined) {
    const asked = state.asked.get(node.cte);
    for (const position of required.size > 0 ? required : [0]) asked?.add(position);
    return unchanged(node);
  }
  if (settled.length === node.columns.length) return unchanged(node);
  const columns = node.columns.filter((_, at) => settled.includes(at));
  return { node: { ...node, columns }, at: new Map(settled.map((position, index) => [position, index])) };
}
