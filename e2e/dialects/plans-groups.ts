import * as build from '../../engine/plan/builders.ts';
import type { AggregateCall, Expression } from '../../engine/plan/expression.ts';
import type { PlanNode } from '../../engine/plan/node.ts';
import { agg, call, id, int, lit, one, up } from '../../engine/spi/sql/testing/shorthand.ts';
import type { DataType } from '../../engine/types/data-type.ts';
import { BIGINT, BOOLEAN, DOUBLE, INTEGER, VARCHAR } from '../../engine/types/data-type.ts';
import type { ProbeTable } from './probe-table.ts';
import { HUGEINT, SUM38, at, compare, unordered, type RelationalCase } from './relational-case.ts';

function asDouble(child: Expression): Expression {
  return { kind: 'cast', child, type: DOUBLE, try: false };
}

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
    ...['a', 'd'].flatMap((name) =>
      ['stddev_samp', 'var_pop', 'variance'].map((deviation) =>
        agg(deviation, [asDouble(col(name))], DOUBLE),
      ),
    ),
    agg('var_samp', [asDouble(col('a'))], DOUBLE, { filter: positive }),
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
  const sum = at(1, SUM38);
  const nominal: DataType = { id: 'DECIMAL', width: 38, scale: 12 };
  const computed = build.project(
    one([agg('sum', [col('d')], SUM38), agg('avg', [col('d')], DOUBLE)], table.scan(), [col('o')]),
    [
      { kind: 'cast', child: sum, type: nominal, try: false },
      call('*', [lit(DOUBLE, '0.2'), at(2, DOUBLE)], DOUBLE),
    ],
    ['s', 'a'],
    id(),
  );
  return [
    unordered('a sum cast and an average scaled by d', computed),
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
    { name: 'grouping sets', plan: groupingSets(table), ordered: false },
    {
      name: 'a dropped aggregate of all rows',
      plan: build.project(one([count], table.scan()), [int(1)], ['x'], id()),
      ordered: false,
    },
  ];
}

function groupingSets(table: ProbeTable): PlanNode {
  const groups = [table.column('o'), table.column('b')];
  const aggregates = [agg('count_star', [], BIGINT)];
  const shape = { groups, groupingSets: [[0, 1], [0], []], aggregates, groupingFunctions: [[0, 1]] };
  return build.aggregate(table.scan(), shape, [], id());
}
