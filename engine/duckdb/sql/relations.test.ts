import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as build from '../../plan/builders.ts';
import type { PlanNode } from '../../plan/node.ts';
import {
  id,
  column,
  col,
  lit,
  int,
  call,
  compare,
  up,
  agg,
  one,
  values,
} from '../../spi/sql/testing/shorthand.ts';
import type { DataType } from '../../types/data-type.ts';
import { BIGINT, INTEGER, VARCHAR } from '../../types/data-type.ts';
import type { Database } from '../database.ts';
import { answer, stagedDatabase, f1, f2 } from './remainder.testing.ts';

let db: Database;
beforeAll(async () => {
  db = await stagedDatabase();
});
afterAll(() => db.close());

describe('relations', () => {
  test('a CTE read twice, and one named like a staged table', async () => {
    const definition = build.filter(f1(), [compare(col(0), '>=', int(1))], id());
    const ref = (): PlanNode => ({
      kind: 'cte-ref',
      id: id(),
      cte: 'c1',
      name: 'f2',
      recurring: false,
      columns: definition.columns,
    });
    const body = build.join(
      'inner',
      build.join('inner', ref(), ref(), [compare(col(0), '=', col(2))], id()),
      f2(),
      [compare(col(0), '=', col(4))],
      id(),
    );
    const node: PlanNode = {
      kind: 'cte',
      id: id(),
      cte: 'c1',
      name: 'f2',
      materialized: 'always',
      definition,
      recursive: null,
      body,
      columns: body.columns,
    };
    expect((await answer(db, node)).rows).toHaveLength(5);
  });

  test('recursion, with and without keys', async () => {
    const anchor = values([[int(1), int(0)]], [column('n', INTEGER), column('k', INTEGER)]);
    const ref = (recurring: boolean): PlanNode => ({
      kind: 'cte-ref',
      id: id(),
      cte: 'r',
      name: 'r',
      recurring,
      columns: anchor.columns,
    });
    const step = build.project(
      build.filter(ref(false), [compare(col(0), '<', int(5))], id()),
      [call('+', [col(0), int(1)], INTEGER), col(1)],
      ['n', 'k'],
      id(),
    );
    const node = (all: boolean, keys: readonly number[]): PlanNode => {
      const body = build.sort(ref(false), [up(col(0))], id());
      return {
        kind: 'cte',
        id: id(),
        cte: 'r',
        name: 'r',
        materialized: 'default',
        definition: anchor,
        recursive: { step, all, keys },
        body,
        columns: body.columns,
      };
    };
    expect((await answer(db, node(true, []))).rows).toHaveLength(5);
    expect((await answer(db, node(false, [1]))).rows).toEqual([[5, 0]]);
  });

  test('values of no row, one row, several rows; unnest; table functions', async () => {
    const columns = [column('n', INTEGER), column('s', VARCHAR)];
    expect((await answer(db, values([], columns))).rows).toEqual([]);
    expect((await answer(db, one([agg('count_star', [], BIGINT)], values([], columns)))).rows).toEqual([[0]]);
    expect(
      (
        await answer(
          db,
          values(
            [
              [int(1), lit(VARCHAR, "it's")],
              [int(2), lit(VARCHAR, null)],
            ],
            columns,
          ),
        )
      ).rows,
    ).toEqual([
      [1, "it's"],
      [2, null],
    ]);
    const list: DataType = { id: 'LIST', child: INTEGER };
    const child = values(
      [[lit(list, ['1', '2', '3']), lit(list, ['7'])]],
      [column('l', list), column('m', list)],
    );
    const unnest: PlanNode = {
      kind: 'unnest',
      id: id(),
      child,
      lists: [col(0, list), col(1, list)],
      columns: [...child.columns, column('u', INTEGER), column('w', INTEGER)],
    };
    expect((await answer(db, build.project(unnest, [col(3), col(2)], null, id()))).rows).toEqual([
      [7, 1],
      [null, 2],
      [null, 3],
    ]);
    const series: PlanNode = {
      kind: 'table-function',
      id: id(),
      name: 'generate_series',
      args: [lit(BIGINT, '1'), { kind: 'cast', child: col(0), type: BIGINT, try: false }],
      child: f1(),
      passed: [1],
      columns: [column('g', BIGINT), column('b', INTEGER)],
    };
    expect((await answer(db, series)).rows).toHaveLength(5);
  });

  test('samples are repeatable by their seed', async () => {
    const node: PlanNode = {
      kind: 'sample',
      id: id(),
      child: build.filter(f1(), [compare(col(0), '>=', int(1))], id()),
      method: 'reservoir',
      size: '2',
      percent: false,
      seed: 42,
      columns: f1().columns,
    };
    const first = await answer(db, node);
    expect(first.rows).toHaveLength(2);
    expect((await answer(db, node)).rows).toEqual(first.rows);
  });
});
