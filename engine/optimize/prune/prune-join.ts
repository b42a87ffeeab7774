import { join, joinColumns } from '../../plan/builders.ts';
import { columnAt } from '../../plan/derive-column.ts';
import type { DelimJoinNode, JoinNode, JoinType } from '../../plan/node.ts';
import type { Kept, Positions } from './kept.ts';
import { moved, union, usedBy, within } from './kept.ts';
import type { PruneState } from './prune-state.ts';
import { narrowed } from './narrow.ts';

interface Sides {
  readonly left: Kept;
  readonly right: Kept;
  /** From the input's old positions to its new ones. */
  readonly at: ReadonlyMap<number, number>;
}

export function pruneJoin(node: JoinNode, required: Positions, state: PruneState): Kept {
  const sides = pruneSides(node, required, usedBy(node.conditions), state);
  const mark = node.joinType === 'mark' ? node.columns.at(-1)?.name : undefined;
  const conditions = node.conditions.map((one) => moved(one, sides.at));
  const options = { asof: node.asof, ...(mark === undefined ? {} : { mark }) };
  return {
    node: join(node.joinType, sides.left.node, sides.right.node, conditions, node.id, options),
    at: outputOf(node, sides),
  };
}

export function pruneDelimJoin(node: DelimJoinNode, required: Positions, state: PruneState): Kept {
  const used = union(usedBy(node.conditions), usedBy(node.keys));
  const sides = pruneSides(node, required, used, state);
  const columns = joinColumns(
    node.joinType,
    sides.left.node.columns,
    sides.right.node.columns,
    node.columns.at(-1)?.name,
  );
  const pruned: DelimJoinNode = {
    ...node,
    left: sides.left.node,
    right: sides.right.node,
    keys: node.keys.map((one) => moved(one, sides.at)),
    conditions: node.conditions.map((one) => moved(one, sides.at)),
    columns,
  };
  return { node: pruned, at: outputOf(node, sides) };
}

function pruneSides(
  node: JoinNode | DelimJoinNode,
  required: Positions,
  used: Positions,
  state: PruneState,
): Sides {
  const width = node.left.columns.length;
  const all = width + node.right.columns.length;
  const leftNeeds = union(within(required, 0, width), within(used, 0, width));
  const fromRight = givesRight(node.joinType) ? within(required, width, all) : new Set<number>();
  const rightNeeds = union(fromRight, within(used, width, all));
  const left = narrowed(state.prune(node.left, leftNeeds), leftNeeds, state.ids);
  const right = narrowed(state.prune(node.right, rightNeeds), rightNeeds, state.ids);
  const offset = left.node.columns.length;
  const at = new Map([
    ...left.at,
    ...[...right.at].map(([old, now]): [number, number] => [width + old, offset + now]),
  ]);
  return { left, right, at };
}

function givesRight(joinType: JoinType): boolean {
  return joinType !== 'semi' && joinType !== 'anti' && joinType !== 'mark';
}

/** Where the join's own old columns stand now. */
function outputOf(node: JoinNode | DelimJoinNode, sides: Sides): ReadonlyMap<number, number> {
  if (givesRight(node.joinType)) return sides.at;
  if (node.joinType !== 'mark') return sides.left.at;
  const width = node.left.columns.length;
  columnAt(node.columns, width);
  return new Map([...sides.left.at, [width, sides.left.node.columns.length]]);
}
