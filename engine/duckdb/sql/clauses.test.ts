import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as build from '../../plan/builders.ts';
import type { Expression, SortKey } from '../../plan/expression.ts';
import type { PlanNode } from '../../plan/node.ts';
import { id, col, lit, int, call, compare, up, agg, win, one } from '../../spi/sql/testing/shorthand.ts';
import { BIGINT, DOUBLE, INTEGER, VARCHAR } from '../../types/data-type.ts';
import type { Database } from '../database.ts';
import { answer, stagedDatabase, f1, f2 } from './remainder.testing.ts';

let db: Database;
beforeAll(async () => {
  db = await stagedDatabase();
});
afterAll(() => db.close());

describe('clauses', () => {
  test('filter, projection, aggregate, having, sort and limit are one SELECT', async () => {
    const filtered = build.filter(f1(), [compare(col(0), '>=', int(1))], id());
    const summed = one([agg('sum', [col(1)], { id: 'HUGEINT' })], filtered, [col(0)]);
    const having = build.filter(
      summed,
      [compare(col(1, { id: 'HUGEINT' }), '>=', lit({ id: 'HUGEINT' }, '0'))],
      id(),
    );
    const top = build.topN(having, [up(col(0))], 5, 0, id());
    const { sql, rows } = await answer(db, top);
    expect(sql).toBe(
      `SELECT f1.a, sum(f1.b) AS sum FROM f1 WHERE f1.a >= 1 GROUP BY f1.a HAVING sum(f1.b) >= CAST('0' AS HUGEINT) ORDER BY f1.a NULLS LAST LIMIT 5`,
    );
    expect(rows).toEqual([
      [1, 10],
      [2, 20],
    ]);
  });

  test('what an aggregate of all rows gives stays one row when its columns are dropped', async () => {
    const counted = one([agg('count_star', [], BIGINT)], f1());
    const { rows } = await answer(db, build.project(counted, [int(7)], ['seven'], id()));
    expect(rows).toEqual([[7]]);
  });

  test('constants never become positions', async () => {
    const constant = build.project(f1(), [int(2), col(1)], ['two', 'b'], id());
    const sorted = build.sort(constant, [up(col(0)), up(col(1))], id());
    expect((await answer(db, sorted)).rows.map((row) => row[1])).toEqual([10, 20, 30, null]);
    const grouped = one([agg('count_star', [], BIGINT)], constant, [col(0)]);
    expect((await answer(db, grouped)).rows).toEqual([[2, 4]]);
    const direct = one([agg('count_star', [], BIGINT)], f1(), [int(1)]);
    expect((await answer(db, direct)).rows).toEqual([[1, 4]]);
  });

  test('a limit is not merged with what may raise above it', async () => {
    const text = build.project(
      f1(),
      [col(0), { kind: 'cast', child: col(1), type: VARCHAR, try: false }],
      null,
      id(),
    );
    const limited = build.topN(text, [up(col(0))], 1, 0, id());
    const cast = build.project(
      limited,
      [{ kind: 'cast', child: col(1, VARCHAR), type: INTEGER, try: false }],
      ['n'],
      id(),
    );
    const { sql, rows } = await answer(db, cast);
    expect(sql).toContain('FROM (SELECT');
    expect(rows).toEqual([[10]]);
  });

  test('expensive text is not repeated, volatile text neither moves nor repeats', async () => {
    const product = call(
      '*',
      [call('+', [col(0), col(1)], INTEGER), call('-', [col(0), col(1)], INTEGER)],
      INTEGER,
    );
    const projected = build.project(f1(), [product], ['p'], id());
    const twice = build.project(projected, [call('+', [col(0), col(0)], INTEGER)], ['q'], id());
    expect((await answer(db, twice)).sql).toContain('FROM (SELECT');
    const dice: Expression = { kind: 'call', name: 'random', args: [], type: DOUBLE, volatile: true };
    const thrown = build.project(f1(), [dice], ['r'], id());
    const filtered = build.filter(thrown, [compare(col(0, DOUBLE), '>=', col(0, DOUBLE))], id());
    const { sql, rows } = await answer(db, filtered);
    expect(sql.match(/random\(\)/g)).toHaveLength(1);
    expect(rows).toHaveLength(4);
  });

  test('names are unique up to case and quoted where they must be', async () => {
    const node = build.project(f1(), [col(0), col(1), col(0), col(1)], ['x', 'X', 'from', 'a"b'], id());
    const { names, sql } = await answer(db, node);
    expect(names).toEqual(['x', 'X_1', 'from', 'a"b']);
    expect(sql).toContain('AS "from"');
  });

  test('DISTINCT, DISTINCT ON, percent and a computed limit', async () => {
    const distinct = (on: readonly Expression[] | null, orderBy: readonly SortKey[]): PlanNode => {
      const child = build.project(f1(), [col(0), col(1)], null, id());
      return { kind: 'distinct', id: id(), child, on, orderBy, columns: child.columns };
    };
    expect((await answer(db, build.sort(distinct(null, []), [up(col(1))], id()))).rows).toHaveLength(4);
    const first = distinct([col(0)], [up(col(0)), up(col(1))]);
    expect((await answer(db, first)).rows).toEqual([
      [1, 10],
      [2, 20],
      [null, 30],
    ]);
    const half = build.limit(build.sort(f1(), [up(col(1))], id()), lit(DOUBLE, '50'), null, true, id());
    expect((await answer(db, half)).rows).toHaveLength(2);
    const computed = build.limit(
      f1(),
      call('+', [lit(BIGINT, '1'), lit(BIGINT, '1')], BIGINT),
      int(1),
      false,
      id(),
    );
    expect((await answer(db, computed)).rows).toHaveLength(2);
  });

  test('set operations, nested and of sorted inputs', async () => {
    const a = build.project(f1(), [col(0)], ['n'], id());
    const b = build.topN(build.project(f2(), [col(0)], ['m'], id()), [up(col(0))], 2, 0, id());
    const over = (
      op: 'union' | 'intersect' | 'except',
      all: boolean,
      inputs: readonly PlanNode[],
    ): PlanNode => ({
      kind: 'set-operation',
      id: id(),
      op,
      all,
      inputs,
      columns: inputs[0]?.columns ?? [],
    });
    const union = over('union', true, [a, b, b]);
    expect((await answer(db, union)).rows).toHaveLength(8);
    const except = over('except', false, [union, over('intersect', true, [a, a])]);
    expect((await answer(db, build.sort(except, [up(col(0))], id()))).rows).toEqual([]);
  });

  test('grouping sets with GROUPING, aggregates with every modifier', async () => {
    const node = build.aggregate(
      f1(),
      {
        groups: [col(0)],
        groupingSets: [[0], []],
        aggregates: [
          agg(
            'string_agg',
            [{ kind: 'cast', child: col(1), type: VARCHAR, try: false }, lit(VARCHAR, ';')],
            VARCHAR,
            {
              distinct: true,
              filter: compare(col(1), '<>', int(10)),
              orderBy: [up({ kind: 'cast', child: col(1), type: VARCHAR, try: false })],
            },
          ),
        ],
        groupingFunctions: [[0]],
      },
      [],
      id(),
    );
    const sorted = build.sort(node, [up(col(2, BIGINT)), up(col(0))], id());
    expect((await answer(db, sorted)).rows).toEqual([
      [1, null, 0],
      [2, '20', 0],
      [null, '30', 0],
      [null, '20;30', 1],
    ]);
  });

  test('windows: frames, exclusion, IGNORE NULLS, argument order, over aggregates and over windows', async () => {
    const rows = win(
      'sum',
      [col(1)],
      { id: 'HUGEINT' },
      {
        orderBy: [up(col(1))],
        filter: compare(col(1), '<>', int(20)),
        frame: {
          unit: 'rows',
          start: { kind: 'preceding', offset: lit(BIGINT, '1') },
          end: { kind: 'following', offset: lit(BIGINT, '1') },
          exclude: 'current row',
        },
      },
    );
    const first = win('first_value', [col(1)], INTEGER, {
      ignoreNulls: true,
      argumentOrder: [up(col(0))],
      partitionBy: [col(0)],
    });
    const inner = build.window(f1(), [rows, first], ['s', 'f'], id());
    const ranked = build.window(
      inner,
      [win('rank', [], BIGINT, { orderBy: [up(col(2, { id: 'HUGEINT' })), up(col(1))] })],
      ['r'],
      id(),
    );
    const filtered = build.filter(ranked, [compare(col(4, BIGINT), '<', lit(BIGINT, '3'))], id());
    const sorted = await answer(db, build.sort(filtered, [up(col(4, BIGINT))], id()));
    expect(sorted.rows.map((row) => row[4])).toEqual([1, 2]);
    const summed = one([agg('sum', [col(1)], { id: 'HUGEINT' })], f1(), [col(0)]);
    const over = build.window(
      summed,
      [win('row_number', [], BIGINT, { orderBy: [up(col(1, { id: 'HUGEINT' })), up(col(0))] })],
      [],
      id(),
    );
    expect((await answer(db, build.sort(over, [up(col(2, BIGINT))], id()))).rows).toEqual([
      [1, 10, 1],
      [2, 20, 2],
      [null, 30, 3],
    ]);
  });
});
