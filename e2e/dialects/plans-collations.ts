import * as build from '../../engine/plan/builders.ts';
import type { Expression } from '../../engine/plan/expression.ts';
import type { JoinType, PlanNode } from '../../engine/plan/node.ts';
import { agg, id, one, up, win } from '../../engine/spi/sql/testing/shorthand.ts';
import { BIGINT, VARCHAR } from '../../engine/types/data-type.ts';
import type { ProbeTable } from './probe-table.ts';
import { at, compare, type RelationalCase, unordered } from './relational-case.ts';

/** Everything that compares text, over a column whose own collation compares otherwise than bytes. */
export function collationCases(table: ProbeTable, name: string): readonly RelationalCase[] {
  const col = table.column(name);
  const count = agg('count_star', [], BIGINT);
  const picked = (column: Expression): PlanNode => build.project(table.scan(), [column], ['n'], id());
  const distinct: PlanNode = {
    kind: 'distinct',
    id: id(),
    child: picked(col),
    on: null,
    orderBy: [],
    columns: picked(col).columns,
  };
  const inputs = [picked(col), picked(table.column('t'))];
  const combined = (op: 'union' | 'intersect' | 'except'): PlanNode => ({
    kind: 'set-operation',
    id: id(),
    op,
    all: false,
    inputs,
    columns: distinct.columns,
  });
  const ranked = build.window(
    table.scan(),
    [win('count_star', [], BIGINT, { partitionBy: [col] })],
    ['w'],
    id(),
  );
  return [
    unordered(`groups by ${name}`, one([count], table.scan(), [col])),
    unordered(
      `distinct ${name} counted`,
      one([agg('count', [col], BIGINT, { distinct: true })], table.scan()),
    ),
    unordered(`distinct ${name}`, distinct),
    unordered(
      `partitions by ${name}`,
      build.project(ranked, [col, at(table.columns.length, BIGINT)], null, id()),
    ),
    ...(['union', 'intersect', 'except'] as const).map((op) => unordered(`${op} of ${name}`, combined(op))),
    ...(['inner', 'left', 'full', 'semi', 'anti', 'mark'] as const).map((type) =>
      unordered(`${type} join by ${name}`, joinByText(table, col, type)),
    ),
  ];
}

function joinByText(table: ProbeTable, col: Expression, type: JoinType): PlanNode {
  const side = (column: Expression): PlanNode => build.project(table.scan(), [column], ['n'], id());
  const test = compare(at(0, VARCHAR), '=', at(1, VARCHAR));
  const node = build.join(type, side(col), side(table.column('t')), [test], id());
  const all = node.columns.map((column, index) => at(index, column.type));
  return build.project(node, all, null, id());
}

/** What needs the order of bytes besides. */
export function orderCases(table: ProbeTable, name: string): readonly RelationalCase[] {
  const col = table.column(name);
  const sorted = build.project(build.sort(table.scan(), [up(col)], id()), [col], null, id());
  return [
    { name: `sorted by ${name}`, plan: sorted, ordered: true },
    unordered(
      `extremes of ${name}`,
      one([agg('min', [col], VARCHAR), agg('max', [col], VARCHAR)], table.scan()),
    ),
  ];
}
