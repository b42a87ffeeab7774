import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Column } from '../plan/column.ts';
import * as build from '../plan/builders.ts';
import type { AggregateCall, Expression, SortKey, WindowCall } from '../plan/expression.ts';
import { NodeIds } from '../plan/ids.ts';
import type { FragmentScanNode, JoinType, PlanNode } from '../plan/node.ts';
import type { DataType } from '../types/data-type.ts';
import { BIGINT, BOOLEAN, DOUBLE, INTEGER, typeToSql, VARCHAR } from '../types/data-type.ts';
import type { LiteralValue } from '../types/literal.ts';
import { Database } from './database.ts';
import { duckdbDialect } from './dialect.ts';

const ids = new NodeIds();
const id = (): string => ids.next();
const column = (name: string, type: DataType): Column => ({
  name,
  type,
  nullable: true,
  collation: null,
  origins: [],
  tags: [],
});
const col = (index: number, type: DataType = INTEGER): Expression => ({ kind: 'column', index, type });
const lit = (type: DataType, value: LiteralValue): Expression => ({ kind: 'literal', type, value });
const int = (value: number): Expression => lit(INTEGER, String(value));
const call = (name: string, args: readonly Expression[], type: DataType): Expression => ({
  kind: 'call',
  name,
  args,
  type,
});
const compare = (
  left: Expression,
  op: '=' | '<>' | '<' | '>=' | 'is not distinct from',
  right: Expression,
): Expression => ({
  kind: 'compare',
  op,
  left,
  right,
  type: BOOLEAN,
});
const up = (expression: Expression): SortKey => ({ expression, descending: false, nullsFirst: false });
const agg = (
  name: string,
  args: readonly Expression[],
  type: DataType,
  more: Partial<AggregateCall> = {},
): AggregateCall => ({
  kind: 'aggregate-call',
  name,
  args,
  type,
  distinct: false,
  filter: null,
  orderBy: [],
  ...more,
});
const win = (
  name: string,
  args: readonly Expression[],
  type: DataType,
  more: Partial<WindowCall> = {},
): WindowCall => ({
  kind: 'window-call',
  name,
  args,
  type,
  distinct: false,
  filter: null,
  ignoreNulls: false,
  partitionBy: [],
  orderBy: [],
  argumentOrder: [],
  frame: {
    unit: 'range',
    start: { kind: 'unbounded-preceding' },
    end: { kind: 'current-row' },
    exclude: 'no others',
  },
  ...more,
});
const scan = (fragment: string, columns: readonly Column[]): FragmentScanNode => ({
  kind: 'fragment-scan',
  id: id(),
  fragment,
  columns,
});
const f1 = (): FragmentScanNode => scan('f1', [column('a', INTEGER), column('b', INTEGER)]);
const f2 = (): FragmentScanNode => scan('f2', [column('x', INTEGER), column('select', INTEGER)]);
const one = (
  shape: readonly AggregateCall[],
  child: PlanNode,
  groups: readonly Expression[] = [],
): PlanNode =>
  build.aggregate(
    child,
    { groups, groupingSets: [groups.map((_, at) => at)], aggregates: shape, groupingFunctions: [] },
    [],
    id(),
  );

let db: Database;
beforeAll(async () => {
  db = await Database.open();
  await db.run('CREATE TABLE f1 (a INTEGER, b INTEGER)');
  await db.run('INSERT INTO f1 VALUES (1, 10), (2, NULL), (NULL, 30), (2, 20)');
  await db.run('CREATE TABLE f2 (x INTEGER, "select" INTEGER)');
  await db.run('INSERT INTO f2 VALUES (1, 100), (3, NULL), (2, 200)');
});
afterAll(() => db.close());

const show = (value: unknown): unknown =>
  typeof value === 'bigint'
    ? Number(value)
    : value === null || typeof value !== 'object'
      ? value
      : String(value);

async function answer(
  node: PlanNode,
): Promise<{ sql: string; rows: unknown[][]; types: string[]; names: string[] }> {
  expect(duckdbDialect.refuse(node)).toBeNull();
  const { sql, params } = duckdbDialect.print(node);
  expect(params).toEqual([]);
  const { columns, rows } = await db.query(sql).catch((error: unknown) => {
    throw new Error(`${sql}\n${String(error)}`);
  });
  const types = columns.map((found) => typeToSql(found.type));
  expect(types, sql).toEqual(node.columns.map((expected) => typeToSql(expected.type)));
  return { sql, rows: rows.map((row) => row.map(show)), types, names: columns.map((found) => found.name) };
}

const values = (rows: readonly (readonly Expression[])[], columns: readonly Column[]): PlanNode => ({
  kind: 'values',
  id: id(),
  rows,
  columns,
});
const scalar = (expression: Expression): PlanNode => values([[expression]], [column('v', expression.type)]);

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
    const { sql, rows } = await answer(top);
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
    const { rows } = await answer(build.project(counted, [int(7)], ['seven'], id()));
    expect(rows).toEqual([[7]]);
  });

  test('constants never become positions', async () => {
    const constant = build.project(f1(), [int(2), col(1)], ['two', 'b'], id());
    const sorted = build.sort(constant, [up(col(0)), up(col(1))], id());
    expect((await answer(sorted)).rows.map((row) => row[1])).toEqual([10, 20, 30, null]);
    const grouped = one([agg('count_star', [], BIGINT)], constant, [col(0)]);
    expect((await answer(grouped)).rows).toEqual([[2, 4]]);
    const direct = one([agg('count_star', [], BIGINT)], f1(), [int(1)]);
    expect((await answer(direct)).rows).toEqual([[1, 4]]);
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
    const { sql, rows } = await answer(cast);
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
    expect((await answer(twice)).sql).toContain('FROM (SELECT');
    const dice: Expression = { kind: 'call', name: 'random', args: [], type: DOUBLE, volatile: true };
    const thrown = build.project(f1(), [dice], ['r'], id());
    const filtered = build.filter(thrown, [compare(col(0, DOUBLE), '>=', col(0, DOUBLE))], id());
    const { sql, rows } = await answer(filtered);
    expect(sql.match(/random\(\)/g)).toHaveLength(1);
    expect(rows).toHaveLength(4);
  });

  test('names are unique up to case and quoted where they must be', async () => {
    const node = build.project(f1(), [col(0), col(1), col(0), col(1)], ['x', 'X', 'from', 'a"b'], id());
    const { names, sql } = await answer(node);
    expect(names).toEqual(['x', 'X_1', 'from', 'a"b']);
    expect(sql).toContain('AS "from"');
  });

  test('DISTINCT, DISTINCT ON, percent and a computed limit', async () => {
    const distinct = (on: readonly Expression[] | null, orderBy: readonly SortKey[]): PlanNode => {
      const child = build.project(f1(), [col(0), col(1)], null, id());
      return { kind: 'distinct', id: id(), child, on, orderBy, columns: child.columns };
    };
    expect((await answer(build.sort(distinct(null, []), [up(col(1))], id()))).rows).toHaveLength(4);
    const first = distinct([col(0)], [up(col(0)), up(col(1))]);
    expect((await answer(first)).rows).toEqual([
      [1, 10],
      [2, 20],
      [null, 30],
    ]);
    const half = build.limit(build.sort(f1(), [up(col(1))], id()), lit(DOUBLE, '50'), null, true, id());
    expect((await answer(half)).rows).toHaveLength(2);
    const computed = build.limit(
      f1(),
      call('+', [lit(BIGINT, '1'), lit(BIGINT, '1')], BIGINT),
      int(1),
      false,
      id(),
    );
    expect((await answer(computed)).rows).toHaveLength(2);
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
    expect((await answer(union)).rows).toHaveLength(8);
    const except = over('except', false, [union, over('intersect', true, [a, a])]);
    expect((await answer(build.sort(except, [up(col(0))], id()))).rows).toEqual([]);
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
    expect((await answer(sorted)).rows).toEqual([
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
    const sorted = await answer(build.sort(filtered, [up(col(4, BIGINT))], id()));
    expect(sorted.rows.map((row) => row[4])).toEqual([1, 2]);
    const summed = one([agg('sum', [col(1)], { id: 'HUGEINT' })], f1(), [col(0)]);
    const over = build.window(
      summed,
      [win('row_number', [], BIGINT, { orderBy: [up(col(1, { id: 'HUGEINT' })), up(col(0))] })],
      [],
      id(),
    );
    expect((await answer(build.sort(over, [up(col(2, BIGINT))], id()))).rows).toEqual([
      [1, 10, 1],
      [2, 20, 2],
      [null, 30, 3],
    ]);
  });
});

describe('joins', () => {
  const equal = [compare(col(0), '=', col(2))];
  const rowsOf = async (type: JoinType, more: { asof?: boolean } = {}, on = equal): Promise<unknown[][]> => {
    const left = build.filter(f1(), [compare(col(1), '<>', int(999))], id());
    const right = build.filter(f2(), [compare(col(0), '>=', int(0))], id());
    const { rows } = await answer(build.join(type, left, right, on, id(), more));
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
    expect((await answer(build.join('semi', f1(), f2(), on, id()))).rows).toHaveLength(3);
    const less = build.join('mark', f1(), f2(), [compare(col(0), '<', col(2))], id());
    expect(
      (await answer(build.sort(less, [up(col(0)), up(col(1))], id()))).rows.map((row) => row[2]),
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
    const { rows, sql } = await answer(picked);
    expect(sql).toContain('AS MATERIALIZED (SELECT');
    expect(rows).toEqual([
      [1, 10, 100],
      [2, 20, 200],
      [2, null, 200],
      [null, 30, null],
    ]);
  });
});

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
    expect((await answer(node)).rows).toHaveLength(5);
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
    expect((await answer(node(true, []))).rows).toHaveLength(5);
    expect((await answer(node(false, [1]))).rows).toEqual([[5, 0]]);
  });

  test('values of no row, one row, several rows; unnest; table functions', async () => {
    const columns = [column('n', INTEGER), column('s', VARCHAR)];
    expect((await answer(values([], columns))).rows).toEqual([]);
    expect((await answer(one([agg('count_star', [], BIGINT)], values([], columns)))).rows).toEqual([[0]]);
    expect(
      (
        await answer(
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
    expect((await answer(build.project(unnest, [col(3), col(2)], null, id()))).rows).toEqual([
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
    expect((await answer(series)).rows).toHaveLength(5);
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
    const first = await answer(node);
    expect(first.rows).toHaveLength(2);
    expect((await answer(node)).rows).toEqual(first.rows);
  });
});

describe('expressions', () => {
  const list: DataType = { id: 'LIST', child: VARCHAR };
  const constants: readonly (readonly [DataType, LiteralValue])[] = [
    [BOOLEAN, 'true'],
    [INTEGER, '-2147483648'],
    [INTEGER, '5'],
    [{ id: 'TINYINT' }, '-128'],
    [{ id: 'UBIGINT' }, '18446744073709551615'],
    [{ id: 'HUGEINT' }, '-170141183460469231731687303715884105728'],
    [{ id: 'UHUGEINT' }, '340282366920938463463374607431768211455'],
    [{ id: 'DECIMAL', width: 38, scale: 10 }, '-1234567890123456789012345678.0123456789'],
    [DOUBLE, '1.5e-320'],
    [DOUBLE, 'NaN'],
    [{ id: 'FLOAT' }, '-Infinity'],
    [VARCHAR, "it's \\ \n ü 😀"],
    [VARCHAR, 'a\0b'],
    [{ id: 'VARCHAR', alias: 'JSON' }, '{"a": 1}'],
    [{ id: 'BLOB' }, '00FF27'],
    [{ id: 'UUID' }, '00000000-0000-0000-0000-00000000000a'],
    [{ id: 'DATE' }, '-infinity'],
    [{ id: 'TIME' }, '24:00:00'],
    [{ id: 'TIME WITH TIME ZONE' }, '01:02:03.000004+05:30'],
    [{ id: 'TIMESTAMP' }, '0044-03-15 (BC) 01:00:00'],
    [{ id: 'TIMESTAMP_NS' }, '2020-01-01 00:00:00.123456789'],
    [{ id: 'TIMESTAMP WITH TIME ZONE' }, '2020-01-01 00:00:00.5+00'],
    [{ id: 'INTERVAL' }, '14 months -3 days 00:00:00.000001'],
    [{ id: 'ENUM', values: ['a', "b'c"] }, "b'c"],
    [list, ['x', null, "y'"]],
    [list, []],
    [{ id: 'ARRAY', child: INTEGER, size: 2 }, ['1', null]],
    [
      {
        id: 'STRUCT',
        fields: [
          { name: 'a "q"', type: INTEGER },
          { name: 'l', type: list },
        ],
      },
      ['1', ['z']],
    ],
    [{ id: 'MAP', key: VARCHAR, value: BIGINT }, ['k', '1', 'l', null]],
    [
      {
        id: 'UNION',
        members: [
          { name: 'n', type: BIGINT },
          { name: 's', type: VARCHAR },
        ],
      },
      ['s', 'x'],
    ],
  ];
  test.each(constants)('a constant of %j %j keeps its type', async (type, value) => {
    const { rows } = await answer(scalar(lit(type, value)));
    const plain = typeof value === 'string' && ['VARCHAR'].includes(type.id) && !('alias' in type);
    if (plain) expect(rows).toEqual([[value]]);
    if (value !== null) expect(rows[0]?.[0]).not.toBeNull();
  });

  const decimal = (width: number, scale: number): DataType => ({ id: 'DECIMAL', width, scale });
  const cases: readonly (readonly [Expression, unknown])[] = [
    [call('-', [call('-', [int(3), call('-', [int(2), int(1)], INTEGER)], INTEGER)], INTEGER), -2],
    [call('*', [lit(decimal(4, 2), '1.50'), lit(decimal(4, 2), '0.10')], decimal(8, 4)), '0.1500'],
    [call('+', [lit(decimal(5, 2), '1.50'), lit(decimal(5, 2), '0.10')], decimal(5, 2)), '1.60'],
    [call('~~', [lit(VARCHAR, 'abc'), lit(VARCHAR, 'a%')], BOOLEAN), true],
    [call('!~~', [lit(VARCHAR, 'abc'), lit(VARCHAR, 'a%')], BOOLEAN), false],
    [call('||', [lit(VARCHAR, 'a'), lit(VARCHAR, 'b')], VARCHAR), 'ab'],
    [call('//', [int(-7), int(2)], INTEGER), -3],
    [call('position', [lit(VARCHAR, 'abc'), lit(VARCHAR, 'c')], BIGINT), 3],
    [call('substring', [lit(VARCHAR, 'abc'), lit(BIGINT, '2'), lit(BIGINT, '1')], VARCHAR), 'b'],
    [call('date_part', [lit(VARCHAR, 'year'), lit({ id: 'DATE' }, '2020-05-06')], BIGINT), 2020],
    [{ kind: 'in', child: int(1), list: [int(2), lit(INTEGER, null)], negated: false, type: BOOLEAN }, null],
    [{ kind: 'in', child: int(1), list: [int(2)], negated: true, type: BOOLEAN }, true],
    [
      {
        kind: 'between',
        child: int(2),
        lower: int(1),
        upper: int(2),
        lowerInclusive: true,
        upperInclusive: true,
        type: BOOLEAN,
      },
      true,
    ],
    [
      {
        kind: 'between',
        child: int(2),
        lower: int(1),
        upper: int(2),
        lowerInclusive: true,
        upperInclusive: false,
        type: BOOLEAN,
      },
      false,
    ],
    [{ kind: 'cast', child: lit(VARCHAR, 'x'), type: INTEGER, try: true }, null],
    [
      {
        kind: 'case',
        branches: [{ when: compare(int(1), '=', int(2)), then: int(1) }],
        otherwise: lit(INTEGER, null),
        type: INTEGER,
      },
      null,
    ],
    [
      {
        kind: 'not',
        child: {
          kind: 'or',
          args: [
            compare(int(1), '=', int(2)),
            { kind: 'and', args: [lit(BOOLEAN, 'true'), lit(BOOLEAN, 'false')], type: BOOLEAN },
          ],
          type: BOOLEAN,
        },
        type: BOOLEAN,
      },
      true,
    ],
    [
      {
        kind: 'is-null',
        child: compare(lit(INTEGER, null), 'is not distinct from', lit(INTEGER, null)),
        negated: true,
        type: BOOLEAN,
      },
      true,
    ],
    [
      call(
        'list_transform',
        [
          lit({ id: 'LIST', child: INTEGER }, ['1', '2']),
          {
            kind: 'lambda',
            parameters: ['x'],
            body: call('+', [{ kind: 'lambda-parameter', name: 'x', type: INTEGER }, int(1)], INTEGER),
            type: INTEGER,
          },
        ],
        { id: 'LIST', child: INTEGER },
      ),
      '[2, 3]',
    ],
    [
      call('struct_pack', [int(1), lit(VARCHAR, 'x')], {
        id: 'STRUCT',
        fields: [
          { name: 'A b', type: INTEGER },
          { name: 'c', type: VARCHAR },
        ],
      }),
      "{'A b': 1, 'c': 'x'}",
    ],
  ];
  test.each(cases)('%j', async (expression, expected) => {
    const { rows } = await answer(scalar(expression));
    expect(rows[0]?.[0]).toEqual(expected);
  });

  test('what has no exact text is refused', () => {
    const row = call('row', [int(1)], { id: 'STRUCT', fields: [{ name: '', type: INTEGER }] });
    const cast: Expression = { kind: 'cast', child: row, type: row.type, try: false };
    expect(duckdbDialect.refuse(scalar(cast))).toMatchObject({ code: 'dialect' });
    expect(duckdbDialect.refuse(scalar(lit({ id: 'BIT' }, '1')))).toMatchObject({ code: 'dialect' });
  });
});
