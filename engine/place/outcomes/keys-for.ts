import type { Expression } from '../../plan/expression.ts';
import type { PlanNode } from '../../plan/node.ts';
import { walk } from '../../plan/walk.ts';
import { findTargets } from '../key-sets/find-targets.ts';
import type { PlacedOperators, Standing } from './placed-operators.ts';

/** The fragments whose rows a join's equality cuts, by the keys of its other side. */
export function keysFor(node: PlanNode, condition: Expression, placed: PlacedOperators): readonly Standing[] {
  if (node.kind !== 'join' || condition.kind !== 'compare') return [];
  const width = node.left.columns.length;
  const isLeft = (index: number): boolean => index < width;
  return [condition.left, condition.right].flatMap((side) => {
    const column = side.kind === 'cast' ? side.child : side;
    if (column.kind !== 'column') return [];
    const [input, other, index] = isLeft(column.index)
      ? [node.left, node.right, column.index]
      : [node.right, node.left, column.index - width];
    const givers = new Set(
      [...walk(other)].flatMap((one) => (one.kind === 'fragment-scan' ? [one.fragment] : [])),
    );
    return findTargets(input, index).flatMap((target): readonly Standing[] => {
      const fragment = placed.fragment(target.scan.fragment);
      const name = target.scan.columns[target.index]?.name;
      const isCut = fragment?.keys?.sets.some(
        ({ from, columns }) => givers.has(from) && columns.some((one) => one.name === name),
      );
      return fragment !== null && isCut === true ? [{ node: fragment.plan, fragment }] : [];
    });
  });
}
