import * as build from '../../engine/plan/builders.ts';
import type { PlanNode } from '../../engine/plan/node.ts';
import { id, lit, up } from '../../engine/spi/sql/testing/shorthand.ts';
import type { DataType } from '../../engine/types/data-type.ts';
import { BOOLEAN, INTEGER, VARCHAR } from '../../engine/types/data-type.ts';
import type { ProbeTable } from './probe-table.ts';
import { compare, at, unordered, type RelationalCase } from './relational-case.ts';

type SetOperator = 'union' | 'intersect' | 'except';

function combined(op: SetOperator, all: boolean, inputs: readonly PlanNode[]): PlanNode {
  return { kind: 'set-operation', id: id(), op, all, inputs, columns: inputs[0]?.columns ?? [] };
}

function distinct(child: PlanNode): PlanNode {
  return { kind: 'distinct', id: id(), child, on: null, orderBy: [], columns: child.columns };
}

export function setCases(table: ProbeTable, whole: DataType = INTEGER): readonly RelationalCase[] {
  const pick = (first: string, second: string): PlanNode =>
    build.project(table.scan(), [table.column(first), table.column(second)], ['n', 'm'], id());
  const inputs = [pick('a', 's'), pick('b', 't')];
  const top = build.topN(pick('a', 's'), [up(at(0, whole)), up(at(1, VARCHAR))], 4, 0, id());
  const texts = build.sort(distinct(pick('s', 'o')), [up(at(0, VARCHAR)), up(at(1, BOOLEAN))], id());
  const nested = [combined('union', true, [...inputs, top]), combined('intersect', false, inputs)];
  const rows = [
    [lit(whole, '1'), lit(VARCHAR, 'x')],
    [lit(whole, null), lit(VARCHAR, null)],
  ];
  const values = (some: typeof rows): PlanNode => ({
    kind: 'values',
    id: id(),
    rows: some,
    columns: top.columns,
  });
  return [
    ...(['union', 'intersect', 'except'] as const).flatMap((op) => [
      unordered(op, combined(op, false, inputs)),
      unordered(`${op} all`, combined(op, true, inputs)),
    ]),
    unordered('distinct', distinct(pick('d', 'day'))),
    { name: 'distinct texts, sorted', plan: texts, ordered: true },
    unordered('nested, with a limited input', combined('except', false, nested)),
    unordered('distinct on', distinctOn(table)),
    unordered('a CTE read twice', shared(pick('a', 's'), whole)),
    unordered('values of rows', values(rows)),
    unordered('values of no row', values([])),
  ];
}

/** One row for each value of o: the first by keys that leave no choice. */
function distinctOn(table: ProbeTable): PlanNode {
  const child = build.project(
    table.scan(),
    [table.column('o'), table.column('a'), table.column('s')],
    null,
    id(),
  );
  const orderBy = [up(at(1, table.column('a').type)), up(at(2, VARCHAR))];
  return { kind: 'distinct', id: id(), child, on: [at(0, BOOLEAN)], orderBy, columns: child.columns };
}

function shared(definition: PlanNode, whole: DataType): PlanNode {
  const { columns } = definition;
  const ref = (): PlanNode => ({
    kind: 'cte-ref',
    id: id(),
    cte: 'c',
    name: 'probe_rows',
    recurring: false,
    columns,
  });
  const body = build.join('inner', ref(), ref(), [compare(at(0, whole), '=', at(2, whole))], id());
  const name = 'probe_rows';
  return {
    kind: 'cte',
    id: id(),
    cte: 'c',
    name,
    materialized: 'always',
    definition,
    recursive: null,
    body,
    columns: body.columns,
  };
}
