import type { Comparison, Expression } from '../../engine/plan/expression.ts';
import type { PlanNode } from '../../engine/plan/node.ts';
import type { DataType } from '../../engine/types/data-type.ts';
import { BOOLEAN } from '../../engine/types/data-type.ts';

/** A plan that engines should answer alike; `ordered` where its order is total. */
export interface RelationalCase {
  readonly name: string;
  readonly plan: PlanNode;
  readonly ordered: boolean;
}

export const HUGEINT: DataType = { id: 'HUGEINT' };
/** What sums of the probe's decimals are. */
export const SUM38: DataType = { id: 'DECIMAL', width: 38, scale: 2 };

export function unordered(name: string, plan: PlanNode): RelationalCase {
  return { name, plan, ordered: false };
}

export function compare(left: Expression, op: Comparison, right: Expression): Expression {
  return { kind: 'compare', op, left, right, type: BOOLEAN };
}

/** A column by its place. */
export function at(index: number, type: DataType): Expression {
  return { kind: 'column', index, type };
}
