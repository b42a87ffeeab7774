import { duckdbDialect } from '../../duckdb/dialect.ts';
import { aggregate, filter, join, limit, project, sort } from '../../plan/builders.ts';
import type { AggregateCall, Expression } from '../../plan/expression.ts';
import type { Fragment, PlacedPlan } from '../../plan/fragment.ts';
import type { AggregateNode, JoinType, PlanNode } from '../../plan/node.ts';
import { BIGINT, BOOLEAN, type DataType, INTEGER } from '../../types/data-type.ts';
import { column, fragment, placed } from '../sample-source.fixture.ts';

/*
 * Remainders written by hand. A fragment `f1` has the columns `id` and `k`, both INTEGER.
 */

let ids = 0;
const next = (): string => {
  ids += 1;
  return `n${ids}`;
};

const COLUMNS = [column('id', INTEGER), column('k', INTEGER)];

export const read = (id: string): PlanNode => ({
  kind: 'fragment-scan',
  id: next(),
  fragment: id,
  columns: COLUMNS,
});

export const at = (index: number, type: DataType = INTEGER): Expression => ({ kind: 'column', index, type });

export const number = (value: number): Expression => ({
  kind: 'literal',
  type: INTEGER,
  value: String(value),
});

/** On equal `k`. */
export const joined = (type: JoinType, left: PlanNode, right: PlanNode): PlanNode =>
  join(
    type,
    left,
    right,
    [{ kind: 'compare', op: '=', left: at(1), right: at(left.columns.length + 1), type: BOOLEAN }],
    next(),
  );

/** Rows whose `id` is less. */
export const under = (child: PlanNode, most: number): PlanNode =>
  filter(child, [{ kind: 'compare', op: '<', left: at(0), right: number(most), type: BOOLEAN }], next());

export const sorted = (child: PlanNode): PlanNode =>
  sort(child, [{ expression: at(0), descending: false, nullsFirst: false }], next());

export const limited = (child: PlanNode, rows: number, offset: number | null = null): PlanNode =>
  limit(child, number(rows), offset === null ? null : number(offset), false, next());

export const columnsOf = (child: PlanNode, ...indexes: readonly number[]): PlanNode =>
  project(
    child,
    indexes.map((index) => at(index, child.columns[index]?.type)),
    null,
    next(),
  );

export const unionAll = (...inputs: readonly PlanNode[]): PlanNode => ({
  kind: 'set-operation',
  id: next(),
  op: 'union',
  all: true,
  inputs,
  columns: inputs[0]?.columns ?? [],
});

export const call = (name: string, type: DataType, ...args: readonly Expression[]): AggregateCall => ({
  kind: 'aggregate-call',
  name,
  args,
  type,
  distinct: false,
  filter: null,
  orderBy: [],
});

export const grouped = (
  child: PlanNode,
  groups: readonly Expression[],
  aggregates: readonly AggregateCall[] = [call('count_star', BIGINT)],
): AggregateNode =>
  aggregate(
    child,
    { groups, groupingSets: [groups.map((_, index) => index)], aggregates, groupingFunctions: [] },
    [...groups.map((_, index) => `g${index}`), ...aggregates.map(({ name }, index) => `${name} ${index}`)],
    next(),
  );

/** A fragment of the source of that name: `id` counts from 0 to `rows`, `k` is `id % keys`. */
export const counting = (id: string, source: string, rows: number, keys: number): Fragment => ({
  ...fragment(id, source, `SELECT range::INT, (range % ${keys})::INT FROM range(${rows})`, COLUMNS),
  estimated: { rows, bytes: null },
});

export const plan = (fragments: readonly Fragment[], remainder: PlanNode): PlacedPlan =>
  placed(fragments, duckdbDialect.print(remainder).sql, remainder.columns, { remainder });
