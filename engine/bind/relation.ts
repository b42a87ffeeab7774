import type { Column } from '../plan/column.ts';
import { columnAt } from '../plan/derive-column.ts';
import type { ColumnExpression } from '../plan/expression.ts';
import type { PlanNode } from '../plan/node.ts';
import { Unmodelled } from './unmodelled.ts';

/**
 * One output position of a DuckDB operator: the binding that unresolved references call it by, and where it stands
 * in our node's columns. Null stands for a value that no plan of ours has, such as a row's physical address.
 */
export interface Output {
  readonly binding: string;
  readonly index: number | null;
}

/** A translated operator. Several of DuckDB's outputs may stand at one of our columns, or at none. */
export interface Relation {
  readonly node: PlanNode;
  readonly outputs: readonly Output[];
}

/** What expressions may refer to: positions of DuckDB's inputs and the columns that they stand for. */
export interface Scope {
  readonly outputs: readonly Output[];
  readonly columns: readonly Column[];
}

export const EMPTY_SCOPE: Scope = { outputs: [], columns: [] };

export function scopeOf(relation: Relation): Scope {
  return { outputs: relation.outputs, columns: relation.node.columns };
}

/** The outputs of `count` fresh columns under one table index, from position `from` of the node. */
export function outputsOf(tableIndex: string, count: number, from = 0): readonly Output[] {
  return Array.from({ length: count }, (_, at) => ({
    binding: bindingKey(tableIndex, String(at)),
    index: from + at,
  }));
}

export function bindingKey(tableIndex: string, columnIndex: string): string {
  return `${tableIndex}.${columnIndex}`;
}

export function shifted(outputs: readonly Output[], by: number): readonly Output[] {
  return outputs.map((output) => ({ ...output, index: output.index === null ? null : output.index + by }));
}

/** The scope of a condition over two inputs, left columns first. */
export function joinScope(left: Relation, right: Relation): Scope {
  const width = left.node.columns.length;
  return {
    outputs: [...left.outputs, ...shifted(right.outputs, width)],
    columns: [...left.node.columns, ...right.node.columns],
  };
}

/** The column at a DuckDB position. */
export function referTo(scope: Scope, position: number): ColumnExpression {
  return toColumn(scope, scope.outputs[position], `position ${position}`);
}

/** The column behind an unresolved reference. */
export function referToBinding(scope: Scope, binding: string): ColumnExpression {
  return toColumn(
    scope,
    scope.outputs.find((output) => output.binding === binding),
    `the reference ${binding}`,
  );
}

function toColumn(scope: Scope, output: Output | undefined, what: string): ColumnExpression {
  if (output === undefined) throw new Unmodelled(`${what} is outside of its input`);
  if (output.index === null) throw new Unmodelled(`${what} reads a physical row address`);
  return { kind: 'column', index: output.index, type: columnAt(scope.columns, output.index).type };
}
