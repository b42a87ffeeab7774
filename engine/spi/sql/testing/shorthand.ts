import * as build from '../../../plan/builders.ts';
import type { Column } from '../../../plan/column.ts';
import type { AggregateCall, Expression, SortKey, WindowCall } from '../../../plan/expression.ts';
import { NodeIds } from '../../../plan/ids.ts';
import type { PlanNode } from '../../../plan/node.ts';
import type { DataType } from '../../../types/data-type.ts';
import { BOOLEAN, INTEGER } from '../../../types/data-type.ts';
import type { LiteralValue } from '../../../types/literal.ts';

/* Short ways to write plans by hand, for tests of printers. */

export const ids = new NodeIds();
export const id = (): string => ids.next();
export const column = (name: string, type: DataType): Column => ({
  name,
  type,
  nullable: true,
  collation: null,
  origins: [],
  tags: [],
});
export const col = (index: number, type: DataType = INTEGER): Expression => ({ kind: 'column', index, type });
export const lit = (type: DataType, value: LiteralValue): Expression => ({ kind: 'literal', type, value });
export const int = (value: number): Expression => lit(INTEGER, String(value));
export const call = (name: string, args: readonly Expression[], type: DataType): Expression => ({
  kind: 'call',
  name,
  args,
  type,
});
export const compare = (
  left: Expression,
  op: '=' | '<>' | '<' | '>=' | 'is not distinct from',
  right: Expression,
): Expression => ({
  kind: 'compare',
  op,
  left,
  right,
  type: BOOLEAN,
});
export const up = (expression: Expression): SortKey => ({ expression, descending: false, nullsFirst: false });
export const agg = (
  name: string,
  args: readonly Expression[],
  type: DataType,
  more: Partial<AggregateCall> = {},
): AggregateCall => ({
  kind: 'aggregate-call',
  name,
  args,
  type,
  distinct: false,
  filter: null,
  orderBy: [],
  ...more,
});
export const win = (
  name: string,
  args: readonly Expression[],
  type: DataType,
  more: Partial<WindowCall> = {},
): WindowCall => ({
  kind: 'window-call',
  name,
  args,
  type,
  distinct: false,
  filter: null,
  ignoreNulls: false,
  partitionBy: [],
  orderBy: [],
  argumentOrder: [],
  frame: {
    unit: 'range',
    start: { kind: 'unbounded-preceding' },
    end: { kind: 'current-row' },
    exclude: 'no others',
  },
  ...more,
});
export const one = (
  shape: readonly AggregateCall[],
  child: PlanNode,
  groups: readonly Expression[] = [],
): PlanNode =>
  build.aggregate(
    child,
    { groups, groupingSets: [groups.map((_, at) => at)], aggregates: shape, groupingFunctions: [] },
    [],
    id(),
  );

export const values = (rows: readonly (readonly Expression[])[], columns: readonly Column[]): PlanNode => ({
  kind: 'values',
  id: id(),
  rows,
  columns,
});
export const scalar = (expression: Expression): PlanNode =>
  values([[expression]], [column('v', expression.type)]);
