import type { SetOperationNode } from '../../plan/node.ts';
import type { Kept, Positions } from './kept.ts';
import { unchanged } from './kept.ts';
import type { PruneState } from './prune-state.ts';
import { exactly, whole } from './narrow.ts';

/** UNION ALL carries the required columns; all other set operations judge whole rows. */
export function pruneSetOperation(node: SetOperationNode, required: Positions, state: PruneState): Kept {
  if (node.op !== 'union' || !node.all) return unchanged(whole(node, state));
  const asked = [...node.columns.keys()].filter((position) => required.has(position));
  const positions = asked.length > 0 ? asked : [0];
  const inputs = node.inputs.map((input) =>
    exactly(state.prune(input, new Set(positions)), positions, state.ids),
  );
  const columns = node.columns.filter((_, at) => positions.includes(at));
  return {
    node: { ...node, inputs, columns },
    at: new Map(positions.map((position, index) => [position, index])),
  };
}
