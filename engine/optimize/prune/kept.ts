import type { Expression } from '../../plan/expression.ts';
import { columnsUsed, remapColumns } from '../../plan/expression-children.ts';
import type { PlanNode } from '../../plan/node.ts';

/** A pruned operator and where its old columns stand in it now; those that are gone have no entry. */
export interface Kept {
  readonly node: PlanNode;
  readonly at: ReadonlyMap<number, number>;
}

export type Positions = ReadonlySet<number>;

/** All positions of a node's columns. */
export function allOf(node: PlanNode): Positions {
  return new Set(node.columns.keys());
}

/** The columns that expressions read. */
export function usedBy(expressions: readonly Expression[]): Set<number> {
  return new Set(expressions.flatMap((expression) => [...columnsUsed(expression)]));
}

/** An expression over the old columns, now over the pruned ones. */
export function moved(expression: Expression, at: ReadonlyMap<number, number>): Expression {
  return remapColumns(expression, (index) => {
    const now = at.get(index);
    if (now === undefined) throw new Error(`Column ${index} was pruned but is in use`);
    return now;
  });
}

/** The map of an operator that keeps all its columns where they were. */
export function unchanged(node: PlanNode): Kept {
  return { node, at: new Map([...node.columns.keys()].map((index) => [index, index])) };
}

/** Positions of the second set moved by an offset, together with the first. */
export function union(...sets: readonly Positions[]): Set<number> {
  return new Set(sets.flatMap((set) => [...set]));
}

/** The positions within `[from, to)`, counted from `from`. */
export function within(set: Positions, from: number, to: number): Set<number> {
  return new Set([...set].filter((index) => index >= from && index < to).map((index) => index - from));
}
