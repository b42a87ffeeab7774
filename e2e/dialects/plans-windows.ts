import * as build from '../../engine/plan/builders.ts';
import type { Expression, WindowCall, WindowFrame } from '../../engine/plan/expression.ts';
import { agg, id, lit, one, up, win } from '../../engine/spi/sql/testing/shorthand.ts';
import type { DataType } from '../../engine/types/data-type.ts';
import { BIGINT, DOUBLE, INTEGER, VARCHAR } from '../../engine/types/data-type.ts';
import type { ProbeTable } from './probe-table.ts';
import { HUGEINT, SUM38, at, compare, unordered, type RelationalCase } from './relational-case.ts';

/** Columns by which the probe's rows are in one order, but for rows that are the same. */
const TOTAL = ['a', 's', 'd', 'day', 'b', 't', 'i8', 'o', 'at'];

export function windowCases(
  table: ProbeTable,
  whole: DataType = INTEGER,
  keys: readonly string[] = TOTAL,
): readonly RelationalCase[] {
  const col = (name: string): Expression => table.column(name);
  const kept = ['a', 's', 'd', 'day', 'b'].map(col);
  const single = windowCalls(col, whole, keys).map((one_) => {
    const child = build.window(table.scan(), [one_], ['w'], id());
    return unordered(
      `window ${one_.name}`,
      build.project(child, [...kept, at(table.columns.length, one_.type)], null, id()),
    );
  });
  const sums = one([agg('sum', [col('d')], SUM38)], table.scan(), [col('b')]);
  const ranked = build.window(sums, [win('rank', [], BIGINT, { orderBy: [up(at(1, SUM38))] })], ['r'], id());
  const first = build.filter(ranked, [compare(at(2, BIGINT), '<', lit(BIGINT, '4'))], id());
  return [...single, unordered('rank over groups, filtered', first)];
}

const ALL_ROWS: WindowFrame = {
  unit: 'rows',
  start: { kind: 'unbounded-preceding' },
  end: { kind: 'unbounded-following' },
  exclude: 'no others',
};

function around(before: number, after: number, unit: 'rows' | 'groups' = 'rows'): WindowFrame {
  const offset = (rows: number): Expression => lit(BIGINT, String(rows));
  return {
    unit,
    start: { kind: 'preceding', offset: offset(before) },
    end: { kind: 'following', offset: offset(after) },
    exclude: 'no others',
  };
}

function windowCalls(
  col: (name: string) => Expression,
  whole: DataType,
  keys: readonly string[],
): readonly WindowCall[] {
  const total = keys.map((name) => up(col(name)));
  const partitionBy = [col('o')];
  return [
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
    win('last_value', [col('a')], whole, { partitionBy, orderBy: total, frame: ALL_ROWS }),
    win('nth_value', [col('a'), lit(BIGINT, '3')], whole, { partitionBy, orderBy: total, frame: ALL_ROWS }),
    win('sum', [col('a')], HUGEINT, { orderBy: [up(col('a'))] }),
    win('sum', [col('d')], SUM38, { partitionBy, orderBy: total, frame: around(2, 1) }),
    win('avg', [col('a')], DOUBLE, { partitionBy }),
    win('count_star', [], BIGINT, {
      orderBy: [up(col('day'))],
      frame: around(1, 1, 'groups'),
      filter: compare(col('a'), '>', lit(whole, String(0))),
    }),
    win('count', [col('s')], BIGINT, { partitionBy: [col('s')] }),
    win('min', [col('s')], VARCHAR, { orderBy: total, frame: { ...around(3, 3), exclude: 'current row' } }),
    win('max', [col('day')], col('day').type, { partitionBy }),
  ];
}
