import * as build from '../../engine/plan/builders.ts';
import type { AggregateCall, Comparison, Expression, WindowFrame } from '../../engine/plan/expression.ts';
import type { JoinType, PlanNode } from '../../engine/plan/node.ts';
import { agg, call, id, int, lit, one, up, win } from '../../engine/spi/sql/testing/shorthand.ts';
import type { DataType } from '../../engine/types/data-type.ts';
import { BIGINT, BOOLEAN, DOUBLE, INTEGER, VARCHAR } from '../../engine/types/data-type.ts';
import type { ProbeTable } from './probe-table.ts';

/** A plan that engines should answer alike; `ordered` where its order is total. */
export interface RelationalCase {
  readonly name: string;
  readonly plan: PlanNode;
  readonly ordered: boolean;
}

const HUGEINT: DataType = { id: 'HUGEINT' };
const SUM38: DataType = { id: 'DECIMAL', width: 38, scale: 2 };

const compare = (left: Expression, op: Comparison, right: Expression): Expression => ({
  kind: 'compare',
  op,
  left,
  right,
  type: BOOLEAN,
});

/** Aggregates of one argument by the names of the probe's columns. */
function aggregates(
  col: (name: string) => Expression,
  whole: DataType,
): readonly (readonly [string, AggregateCall])[] {
  const positive = compare(col('b'), '>', lit(whole, String(0)));
  const calls: AggregateCall[] = [
    agg('count_star', [], BIGINT),
    agg('count_star', [], BIGINT, { filter: positive }),
    ...['a', 's', 'd', 'day'].flatMap((name) => [
      agg('count', [col(name)], BIGINT),
      agg('count', [col(name)], BIGINT, { distinct: true }),
    ]),
    agg('sum', [col('a')], HUGEINT),
    agg('sum', [col('i8')], HUGEINT),
    agg('sum', [col('a')], HUGEINT, { distinct: true, filter: positive }),
    agg('sum', [col('d')], SUM38),
    agg('avg', [col('a')], DOUBLE),
    agg('avg', [col('i8')], DOUBLE),
    agg('avg', [col('d')], DOUBLE),
    agg('avg', [col('d')], DOUBLE, { distinct: true }),
    ...['min', 'max'].flatMap((name) =>
      ['a', 'i8', 'd', 's', 'day', 'at'].map((column) => agg(name, [col(column)], col(column).type)),
    ),
    agg('bool_and', [col('o')], BOOLEAN),
    agg('bool_or', [col('o')], BOOLEAN, { filter: positive }),
    agg('string_agg', [col('s'), lit(VARCHAR, ';')], VARCHAR, { orderBy: [up(col('s'))] }),
  ];
  return calls.map((one_) => [
    `${one_.distinct ? 'distinct ' : ''}${one_.name} ${one_.args.map((arg) => (arg.kind === 'column' ? String(arg.index) : '')).join()}${one_.filter ? ' filtered' : ''}`,
    one_,
  ]);
}

export function aggregateCases(table: ProbeTable, whole: DataType = INTEGER): readonly RelationalCase[] {
  const col = (name: string): Expression => table.column(name);
  const nothing = (): PlanNode =>
    build.filter(table.scan(), [compare(col('a'), '>', lit(whole, String(5000)))], id());
  return aggregates(col, whole).flatMap(([name, aggregate]) => [
    { name: `${name} of all rows`, plan: one([aggregate], table.scan()), ordered: false },
    { name: `${name} of no row`, plan: one([aggregate], nothing()), ordered: false },
    { name: `${name} by group`, plan: one([aggregate], table.scan(), [col('o'), col('b')]), ordered: false },
  ]);
}

export function groupingCases(table: ProbeTable, whole: DataType = INTEGER): readonly RelationalCase[] {
  const col = (name: string): Expression => table.column(name);
  const count = agg('count_star', [], BIGINT);
  const keys = ['s', 'd', 'day', 'a', 'o'];
  const expression = call('substring', [col('s'), lit(BIGINT, '1'), lit(BIGINT, '1')], VARCHAR);
  const grouped = one([agg('sum', [col('d')], SUM38), count], table.scan(), [col('b')]);
  const having = build.filter(
    grouped,
    [compare({ kind: 'column', index: 2, type: BIGINT }, '>', lit(BIGINT, '5'))],
    id(),
  );
  const sets = build.aggregate(
    table.scan(),
    {
      groups: [col('o'), col('b')],
      groupingSets: [[0, 1], [0], []],
      aggregates: [count],
      groupingFunctions: [[0, 1]],
    },
    [],
    id(),
  );
  return [
    ...keys.map((key) => ({
      name: `groups by ${key}`,
      plan: one([count], table.scan(), [col(key)]),
      ordered: false,
    })),
    { name: 'groups by an expression', plan: one([count], table.scan(), [expression]), ordered: false },
    { name: 'groups by a constant', plan: one([count], table.scan(), [int(1), col('o')]), ordered: false },
    {
      name: 'having, sorted',
      plan: build.sort(having, [up({ kind: 'column', index: 0, type: whole })], id()),
      ordered: true,
    },
    { name: 'grouping sets', plan: sets, ordered: false },
    {
      name: 'a dropped aggregate of all rows',
      plan: build.project(one([count], table.scan()), [int(1)], ['x'], id()),
      ordered: false,
    },
  ];
}

export function joinCases(table: ProbeTable, whole: DataType = INTEGER): readonly RelationalCase[] {
  const width = table.columns.length;
  const types: readonly JoinType[] = ['inner', 'left', 'right', 'full', 'semi', 'anti', 'mark'];
  const right = (name: string): Expression => {
    const column = table.column(name);
    return column.kind === 'column' ? { ...column, index: column.index + width } : column;
  };
  const narrow = (from: PlanNode, low: number): PlanNode =>
    build.filter(from, [compare(table.column('a'), '<', lit(whole, String(low)))], id());
  const cases = types.flatMap((type) =>
    ['a', 's', 'd', 'day'].map((key) => {
      const joined = build.join(
        type,
        narrow(table.scan(), 100),
        narrow(table.scan(), 8),
        [compare(table.column(key), '=', right(key))],
        id(),
      );
      const kept = joined.columns.map(
        (column, index): Expression => ({ kind: 'column', index, type: column.type }),
      );
      return {
        name: `${type} join by ${key}`,
        plan: build.project(
          joined,
          kept.filter((part, at) => part.type.id !== 'BLOB' && (at % 3 === 0 || at === kept.length - 1)),
          null,
          id(),
        ),
        ordered: false,
      };
    }),
  );
  const tests = [compare(table.column('a'), '<', right('b')), compare(table.column('s'), '=', right('t'))];
  const byTwo = build.join('left', table.scan(), narrow(table.scan(), 3), tests, id());
  return [
    ...cases,
    {
      name: 'left join by two conditions',
      plan: build.project(byTwo, [table.column('a'), right('b'), right('t')], null, id()),
      ordered: false,
    },
    {
      name: 'cross join',
      plan: one([agg('count_star', [], BIGINT)], build.join('cross', table.scan(), table.scan(), [], id())),
      ordered: false,
    },
    {
      name: 'three tables',
      plan: one(
        [agg('count_star', [], BIGINT)],
        build.join(
          'inner',
          table.scan(),
          build.join(
            'inner',
            table.scan(),
            table.scan(),
            [compare(table.column('s'), '=', right('s'))],
            id(),
          ),
          [compare(table.column('a'), '=', right('a'))],
          id(),
        ),
      ),
      ordered: false,
    },
  ];
}

export function setCases(table: ProbeTable, whole: DataType = INTEGER): readonly RelationalCase[] {
  const pick = (first: string, second: string): PlanNode =>
    build.project(table.scan(), [table.column(first), table.column(second)], ['n', 'm'], id());
  const combined = (
    op: 'union' | 'intersect' | 'except',
    all: boolean,
    inputs: readonly PlanNode[],
  ): PlanNode => ({ kind: 'set-operation', id: id(), op, all, inputs, columns: inputs[0]?.columns ?? [] });
  const distinct = (child: PlanNode): PlanNode => ({
    kind: 'distinct',
    id: id(),
    child,
    on: null,
    orderBy: [],
    columns: child.columns,
  });
  const inputs = [pick('a', 's'), pick('b', 't')];
  const top = build.topN(
    pick('a', 's'),
    [up({ kind: 'column', index: 0, type: whole }), up({ kind: 'column', index: 1, type: VARCHAR })],
    4,
    0,
    id(),
  );
  return [
    ...(['union', 'intersect', 'except'] as const).flatMap((op) =>
      [true, false].map((all) => ({
        name: `${op}${all ? ' all' : ''}`,
        plan: combined(op, all, inputs),
        ordered: false,
      })),
    ),
    { name: 'distinct', plan: distinct(pick('d', 'day')), ordered: false },
    {
      name: 'distinct texts, sorted',
      plan: build.sort(
        distinct(pick('s', 'o')),
        [up({ kind: 'column', index: 0, type: VARCHAR }), up({ kind: 'column', index: 1, type: BOOLEAN })],
        id(),
      ),
      ordered: true,
    },
    {
      name: 'nested, with a limited input',
      plan: combined('except', false, [
        combined('union', true, [...inputs, top]),
        combined('intersect', false, [...inputs]),
      ]),
      ordered: false,
    },
    {
      name: 'values of rows',
      plan: {
        kind: 'values',
        id: id(),
        rows: [
          [lit(whole, '1'), lit(VARCHAR, 'x')],
          [lit(whole, null), lit(VARCHAR, null)],
        ],
        columns: top.columns,
      },
      ordered: false,
    },
    {
      name: 'values of no row',
      plan: { kind: 'values', id: id(), rows: [], columns: top.columns },
      ordered: false,
    },
  ];
}

/** Columns by which the probe's rows are in one order, but for rows that are the same. */
const TOTAL = ['a', 's', 'd', 'day', 'b', 't', 'i8', 'o', 'at'];

export function windowCases(
  table: ProbeTable,
  whole: DataType = INTEGER,
  keys: readonly string[] = TOTAL,
): readonly RelationalCase[] {
  const col = (name: string): Expression => table.column(name);
  const total = keys.map((name) => up(col(name)));
  const partitionBy = [col('o')];
  const rows = (before: number, after: number, unit: 'rows' | 'groups' = 'rows'): WindowFrame => ({
    unit,
    start: { kind: 'preceding', offset: lit(BIGINT, String(before)) },
    end: { kind: 'following', offset: lit(BIGINT, String(after)) },
    exclude: 'no others',
  });
  const all: WindowFrame = {
    unit: 'rows',
    start: { kind: 'unbounded-preceding' },
    end: { kind: 'unbounded-following' },
    exclude: 'no others',
  };
  const calls = [
    ...['row_number', 'rank', 'dense_rank', 'percent_rank', 'cume_dist'].map((name) =>
      win(name, [], name.includes('_dist') || name.includes('percent') ? DOUBLE : BIGINT, {
        partitionBy,
        orderBy: name === 'row_number' ? total : [up(col('a'))],
      }),
    ),
    win('ntile', [lit(BIGINT, '4')], BIGINT, { orderBy: total }),
    win('lag', [col('s'), lit(BIGINT, '2'), lit(VARCHAR, '?')], VARCHAR, { orderBy: total }),
    win('lead', [col('d')], col('d').type, { partitionBy, orderBy: total }),
    win('first_value', [col('s')], VARCHAR, { partitionBy, orderBy: total }),
    win('last_value', [col('a')], whole, { partitionBy, orderBy: total, frame: all }),
    win('nth_value', [col('a'), lit(BIGINT, '3')], whole, { partitionBy, orderBy: total, frame: all }),
    win('sum', [col('a')], HUGEINT, { orderBy: [up(col('a'))] }),
    win('sum', [col('d')], SUM38, { partitionBy, orderBy: total, frame: rows(2, 1) }),
    win('avg', [col('a')], DOUBLE, { partitionBy }),
    win('count_star', [], BIGINT, {
      orderBy: [up(col('day'))],
      frame: rows(1, 1, 'groups'),
      filter: compare(col('a'), '>', lit(whole, String(0))),
    }),
    win('count', [col('s')], BIGINT, { partitionBy: [col('s')] }),
    win('min', [col('s')], VARCHAR, { orderBy: total, frame: { ...rows(3, 3), exclude: 'current row' } }),
    win('max', [col('day')], col('day').type, { partitionBy }),
  ];
  const single = calls.map((one_) => {
    const child = build.window(table.scan(), [one_], ['w'], id());
    const kept = ['a', 's', 'd', 'day', 'b'].map(col);
    const plan = build.project(
      child,
      [...kept, { kind: 'column', index: table.columns.length, type: one_.type }],
      null,
      id(),
    );
    return { name: `window ${one_.name}`, plan, ordered: false };
  });
  const sums = one([agg('sum', [col('d')], SUM38)], table.scan(), [col('b')]);
  const ranked = build.window(
    sums,
    [win('rank', [], BIGINT, { orderBy: [up({ kind: 'column', index: 1, type: SUM38 })] })],
    ['r'],
    id(),
  );
  const first = build.filter(
    ranked,
    [compare({ kind: 'column', index: 2, type: BIGINT }, '<', lit(BIGINT, '4'))],
    id(),
  );
  return [...single, { name: 'rank over groups, filtered', plan: first, ordered: false }];
}
