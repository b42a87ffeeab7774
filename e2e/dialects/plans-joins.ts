import * as build from '../../engine/plan/builders.ts';
import type { Expression } from '../../engine/plan/expression.ts';
import type { JoinType, PlanNode } from '../../engine/plan/node.ts';
import { agg, id, lit, one } from '../../engine/spi/sql/testing/shorthand.ts';
import type { DataType } from '../../engine/types/data-type.ts';
import { BIGINT, INTEGER } from '../../engine/types/data-type.ts';
import type { ProbeTable } from './probe-table.ts';
import { at, compare, unordered, type RelationalCase } from './relational-case.ts';

export function joinCases(table: ProbeTable, whole: DataType = INTEGER): readonly RelationalCase[] {
  const right = (name: string): Expression => rightColumn(table, name);
  const narrow = (below: number): PlanNode => narrowed(table, whole, below);
  const tests = [compare(table.column('a'), '<', right('b')), compare(table.column('s'), '=', right('t'))];
  const byTwo = build.join('left', table.scan(), narrow(3), tests, id());
  const inner = build.join(
    'inner',
    table.scan(),
    table.scan(),
    [compare(table.column('s'), '=', right('s'))],
    id(),
  );
  const three = build.join('inner', table.scan(), inner, [compare(table.column('a'), '=', right('a'))], id());
  const counted = (plan: PlanNode): PlanNode => one([agg('count_star', [], BIGINT)], plan);
  return [
    ...TYPES.flatMap((type) =>
      KEYS.map((key) => unordered(`${type} join by ${key}`, joinBy(table, whole, type, key))),
    ),
    unordered(
      'left join by two conditions',
      build.project(byTwo, [table.column('a'), right('b'), right('t')], null, id()),
    ),
    unordered('cross join', counted(build.join('cross', table.scan(), table.scan(), [], id()))),
    unordered('three tables', counted(three)),
  ];
}

const TYPES: readonly JoinType[] = ['inner', 'left', 'right', 'full', 'semi', 'anti', 'mark'];
const KEYS = ['a', 's', 'd', 'day'];

/** Both sides filtered; a third of the columns, and always the last one, are kept. */
function joinBy(table: ProbeTable, whole: DataType, type: JoinType, key: string): PlanNode {
  const test = compare(table.column(key), '=', rightColumn(table, key));
  const joined = build.join(type, narrowed(table, whole, 100), narrowed(table, whole, 8), [test], id());
  const all = joined.columns.map((column, index) => at(index, column.type));
  const kept = all.filter(
    (part, place) => part.type.id !== 'BLOB' && (place % 3 === 0 || place === all.length - 1),
  );
  return build.project(joined, kept, null, id());
}

function rightColumn(table: ProbeTable, name: string): Expression {
  const column = table.column(name);
  return column.kind === 'column' ? at(column.index + table.columns.length, column.type) : column;
}

function narrowed(table: ProbeTable, whole: DataType, below: number): PlanNode {
  return build.filter(table.scan(), [compare(table.column('a'), '<', lit(whole, String(below)))], id());
}
