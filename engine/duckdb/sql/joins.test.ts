import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as build from '../../plan/builders.ts';
import type { JoinType, PlanNode } from '../../plan/node.ts';
import { id, column, col, int, call, compare, up, agg, one } from '../../spi/sql/testing/shorthand.ts';
import { INTEGER } from '../../types/data-type.ts';
import type { Database } from '../database.ts';
import { duckdbDialect } from '../dialect.ts';
import { answer, stagedDatabase, f1, f2 } from './remainder.testing.ts';

let db: Database;
beforeAll(async () => {
  db = await stagedDatabase();
});
afterAll(() => db.close());

describe('joins', () => {
  const equal = [compare(col(0), '=', col(2))];
  const rowsOf = async (type: JoinType, more: { asof?: boolean } = {}, on = equal): Promise<unknown[][]> => {
    const left = build.filter(f1(), [compare(col(1), '<>', int(999))], id());
    const right = build.filter(f2(), [compare(col(0), '>=', int(0))], id());
    const { rows } = await answer(db, build.join(type, left, right, on, id(), more));
    return rows.sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
  };
  const expected: Partial<Record<JoinType, unknown[][]>> = {
    inner: [
      [1, 10, 1, 100],
      [2, 20, 2, 200],
    ],
    left: [
      [1, 10, 1, 100],
      [2, 20, 2, 200],
      [null, 30, null, null],
    ],
    right: [
      [1, 10, 1, 100],
      [2, 20, 2, 200],
      [null, null, 3, null],
    ],
    full: [
      [1, 10, 1, 100],
      [2, 20, 2, 200],
      [null, 30, null, null],
      [null, null, 3, null],
    ],
    semi: [
      [1, 10],
      [2, 20],
    ],
    anti: [[null, 30]],
    mark: [
      [1, 10, true],
      [2, 20, true],
      [null, 30, null],
    ],
    single: [
      [1, 10, 1, 100],
      [2, 20, 2, 200],
      [null, 30, null, null],
    ],
  };
  for (const [type, rows] of Object.entries(expected)) {
    test(`${type}, both sides filtered`, async () => {
      expect(await rowsOf(type as JoinType)).toEqual(rows);
    });
  }

  test('cross, positional and ASOF', async () => {
    expect(await rowsOf('cross', {}, [])).toHaveLength(9);
    expect(await rowsOf('positional', {}, [])).toHaveLength(3);
    const nearest = [compare(col(0), '>=', col(2))];
    expect(await rowsOf('left', { asof: true }, nearest)).toEqual(expected.left);
  });

  test('computed columns of a null-supplying side stay below the join', async () => {
    const right = build.project(
      f2(),
      [col(0), { kind: 'coalesce', type: INTEGER, args: [col(1), int(5)] }],
      ['x', 'y'],
      id(),
    );
    const { rows } = await answer(
      db,
      build.sort(build.join('left', f1(), right, equal, id()), [up(col(0)), up(col(1))], id()),
    );
    expect(rows.at(-1)).toEqual([null, 30, null, null]);
  });

  test('a single join with a second match raises', async () => {
    const { sql } = duckdbDialect.print(
      build.join('single', f2(), f1(), [compare(col(0), '=', col(2))], id()),
    );
    await expect(db.run(sql)).rejects.toThrow(/More than one row/);
  });

  test('semi joins by any condition; mark joins by a comparison', async () => {
    const on = [compare(call('+', [col(0), col(2)], INTEGER), '=', int(3))];
    expect((await answer(db, build.join('semi', f1(), f2(), on, id()))).rows).toHaveLength(3);
    const less = build.join('mark', f1(), f2(), [compare(col(0), '<', col(2))], id());
    expect(
      (await answer(db, build.sort(less, [up(col(0)), up(col(1))], id()))).rows.map((row) => row[2]),
    ).toEqual([true, true, true, null]);
  });

  test('a delim join runs its right side for each distinct key', async () => {
    const keys: PlanNode = { kind: 'delim-scan', id: id(), delim: 'd1', columns: [column('a', INTEGER)] };
    const matched = build.join('inner', keys, f2(), [compare(col(0), '>=', col(1))], id());
    const counted = one([agg('max', [col(2)], INTEGER)], matched, [col(0)]);
    const columns = [...f1().columns, ...counted.columns];
    const node: PlanNode = {
      kind: 'delim-join',
      id: id(),
      joinType: 'single',
      delim: 'd1',
      left: f1(),
      right: counted,
      keys: [col(0)],
      conditions: [compare(col(0), 'is not distinct from', col(2))],
      columns,
    };
    const picked = build.sort(
      build.project(node, [col(0), col(1), col(3)], null, id()),
      [up(col(0)), up(col(1))],
      id(),
    );
    const { rows, sql } = await answer(db, picked);
    expect(sql).toContain('AS MATERIALIZED (SELECT');
    expect(rows).toEqual([
      [1, 10, 100],
      [2, 20, 200],
      [2, null, 200],
      [null, 30, null],
    ]);
  });
});
