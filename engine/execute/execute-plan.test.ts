import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Database } from '../duckdb/database.ts';
import type { Column } from '../plan/column.ts';
import type { OpaqueColumn, PlacedPlan } from '../plan/fragment.ts';
import { BIGINT, type DataType, INTEGER, VARCHAR } from '../types/data-type.ts';
import type { ExecutionOutcome } from './execution.ts';
import { PlanBench } from './plan-bench.fixture.ts';
import { column, fragment, placed, SampleSource } from './sample-source.fixture.ts';

const bench = new PlanBench();
beforeEach(() => bench.open());
afterEach(() => bench.close());

const ID = column('id', INTEGER);
const NAME = column('name', VARCHAR);
const numbers = (count: number): ReturnType<typeof fragment> =>
  fragment('f1', 'shop', `SELECT range::INT FROM range(${count})`, [ID]);

describe('rows', () => {
  test('two sources joined, in the order asked for', async () => {
    const left = fragment('f1', 'shop', "SELECT range::INT, 'n' || range FROM range(3000)", [ID, NAME]);
    const right = fragment('f2', 'desk', 'SELECT range::INT * 2 FROM range(1000)', [ID]);
    const sql = 'SELECT f1.name, f2.id FROM f1 JOIN f2 ON f1.id = f2.id ORDER BY f2.id DESC';
    const desk = new SampleSource('desk');
    const outcome = await bench.run(placed([left, right], sql, [NAME, ID]), [new SampleSource('shop'), desk]);
    expect(outcome.rows).toBe(1000);
    expect((await bench.rowsOf()).slice(0, 2)).toEqual([
      ['n1998', 1998],
      ['n1996', 1996],
    ]);
    expect(outcome.measurement.fragments['f1']).toMatchObject({
      rows: 3000,
      bytes: 30_000,
      connectMs: 1,
      retries: 0,
    });
    expect(outcome.measurement.operators.map((operator) => operator.name)).toContain('HASH_JOIN');
    expect(bench.events.map((event) => event.kind)).toEqual(
      expect.arrayContaining(['fragment-started', 'fragment-done', 'local-started', 'complete']),
    );
    expect(desk.events).toEqual(['begin', 'end f2', 'stop f2', 'close']);
    expect(await readdir(bench.folder)).toEqual(['result.duckdb', 'spill']);
  });

  test('a remainder that is the fragment itself is staged as the result', async () => {
    const outcome = await bench.run(
      placed([numbers(5000)], 'SELECT id AS "Id" FROM f1', [column('Id', INTEGER)], {
        remainder: { kind: 'fragment-scan', id: 'n1', fragment: 'f1', columns: [ID] },
      }),
      [new SampleSource('shop')],
    );
    expect(outcome).toMatchObject({ rows: 5000, columns: [{ name: 'Id', field: 'id', type: INTEGER }] });
    expect(outcome.measurement.operators).toEqual([]);
    expect(await bench.rowsOf('SELECT sum(id)::INT, bool_and(rowid = id) FROM r.result')).toEqual([
      [12_497_500, true],
    ]);
  });

  test('equal names stay apart in the file and equal in the answer', async () => {
    const outcome = await bench.run(
      placed([], 'SELECT 1 AS a, 2 AS "A", 3 AS a', [
        column('a', INTEGER),
        column('A', INTEGER),
        column('a', INTEGER),
      ]),
      [],
    );
    expect(outcome.columns.map(({ name }) => name)).toEqual(['a', 'A', 'a']);
    expect(new Set(outcome.columns.map(({ field }) => field.toLowerCase())).size).toBe(3);
    expect(await bench.rowsOf()).toEqual([[1, 2, 3]]);
  });

  test('rare types keep their exact type in the file', async () => {
    const types = [
      '1::UHUGEINT',
      "'1'::BIGNUM",
      "'01:02:03.000000001'::TIME_NS",
      "'101'::BIT",
      "MAP {'a': [1.5]}",
      "'x'::ENUM('x', 'y')",
    ];
    const sql = `SELECT ${types.join(', ')}`;
    const outcome = await bench.run(
      placed(
        [],
        sql,
        types.map((_, at) => column(`c${at}`, BIGINT)),
      ),
      [],
    );
    expect(outcome.columns.map(({ type }) => type.id)).toEqual([
      'UHUGEINT',
      'BIGNUM',
      'TIME_NS',
      'BIT',
      'MAP',
      'ENUM',
    ]);
  });

  test('an opaque text runs unchanged over tables under the names it uses', async () => {
    const local = path.join(bench.folder, 'local.duckdb');
    const db = await Database.open(local);
    await db.run("CREATE TABLE notes AS SELECT 2 AS id, 'second' AS name");
    db.close();
    const mount = { setup: [`ATTACH '${local}' AS "local" (READ_ONLY)`], paths: [local], table: () => '' };
    const shape = ({ name, type }: Column, staged: string | null): OpaqueColumn => ({ name, type, staged });
    const sql =
      'SELECT n.name, $plus + o.id AS n FROM shop.orders o JOIN local.main.notes n USING (id); -- as typed';
    const plan = placed(
      [numbers(10), fragment('f2', 'local', 'SELECT id, name FROM "local".main.notes', [ID, NAME])],
      sql,
      [NAME, column('n', INTEGER)],
      {
        remainder: null,
        parameters: { plus: { type: INTEGER, value: '40' } },
        opaque: [
          {
            catalog: 'shop',
            schema: null,
            name: 'orders',
            fragment: 'f1',
            columns: [shape(ID, 'id'), shape(NAME, null)],
          },
          {
            catalog: 'local',
            schema: 'main',
            name: 'notes',
            fragment: 'f2',
            columns: [shape(ID, 'id'), shape(NAME, 'name')],
          },
        ],
      },
    );
    await bench.run(plan, [new SampleSource('shop'), new SampleSource('local', { mount })]);
    expect(await bench.rowsOf()).toEqual([['second', 42]]);
  });
});

describe('texts whose columns no table or no plan can tell', () => {
  const opaque = (sql: string, more: Partial<PlacedPlan> = {}, columns: readonly Column[] = []): PlacedPlan =>
    placed([numbers(4)], sql, columns, {
      remainder: null,
      opaque: ['orders', 'ORDERS'].map((name) => ({
        catalog: name === 'orders' ? 'shop' : 'Shop',
        schema: null,
        name,
        fragment: 'f1',
        columns: [{ name: 'id', type: INTEGER, staged: 'id' }],
      })),
      ...more,
    });
  const shop = (): SampleSource[] => [new SampleSource('shop')];

  const pivot = 'PIVOT shop.orders ON id % 2 USING count(*)';

  test('a pivot without a list has the columns of its rows', async () => {
    const outcome = await bench.run(opaque(pivot), shop());
    expect(outcome.columns.map(({ name }) => name)).toEqual(['0', '1']);
  });

  test('a model may be such a pivot', async () => {
    const model = { name: 'p', sql: pivot, shapeless: true };
    await bench.run(opaque('SELECT sum("1")::INT AS n FROM models.p', { opaqueModels: [model] }), shop());
    expect(await bench.rowsOf()).toEqual([[2]]);
  });

  test('row values are kept with fields named by position, and their own type beside', async () => {
    const type: DataType = { id: 'STRUCT', fields: [INTEGER, INTEGER].map((of) => ({ name: '', type: of })) };
    const sql =
      'SELECT row(a.id, b.id) AS r FROM shop.orders a JOIN SHOP.Orders b USING (id) ORDER BY id DESC; -- end';
    const outcome = await bench.run(opaque(sql, {}, [column('r', type)]), shop());
    expect(outcome.columns).toEqual([{ name: 'r', field: 'r', type }]);
    expect(await bench.rowsOf('SELECT r."1", r."2" FROM r.result LIMIT 1')).toEqual([[3, 3]]);
  });

  test('row values of a text that could not be bound are kept too', async () => {
    const outcome = await bench.run(opaque('SELECT row(id, 1) AS r FROM shop.orders'), shop());
    expect(outcome.columns.map(({ name }) => name)).toEqual(['r']);
    expect(await bench.rowsOf('SELECT max(r."1") FROM r.result')).toEqual([[3]]);
  });

  test('the clock stands where it stood at planning', async () => {
    const sql = `SELECT now()::VARCHAR AS a, today()::VARCHAR AS b, localtime::VARCHAR AS c, age(today()::TIMESTAMP)::VARCHAR AS d`;
    const columns = ['a', 'b', 'c', 'd'].map((name) => column(name, VARCHAR));
    await bench.run(opaque(sql, { now: '2001-02-03T04:05:06.789Z' }, columns), shop());
    expect(await bench.rowsOf()).toEqual([
      ['2001-02-03 04:05:06.789+00', '2001-02-03', '04:05:06.789', '00:00:00'],
    ]);
  });
});

describe('mounted sources', () => {
  const mounted = async (
    sql: string,
    type: DataType = BIGINT,
    params: readonly string[] = [],
  ): Promise<ExecutionOutcome> => {
    const file = path.join(bench.folder, 'data.parquet');
    const db = await Database.open();
    await db.run(`COPY (SELECT range AS id FROM range(5000)) TO '${file}'`);
    await db.run(`COPY (SELECT 1 AS id) TO '${path.join(bench.folder, 'secret.parquet')}'`);
    db.close();
    const lake = new SampleSource('lake', { mount: { setup: [], paths: [file], table: () => '' } });
    const part = {
      ...fragment('f1', 'lake', sql.replaceAll('DIR', bench.folder), [column('id', type)]),
      params: params.map((value) => ({ type: INTEGER, value })),
    };
    return await bench.run(placed([part], 'SELECT sum(id)::INT AS s FROM f1', [column('s', INTEGER)]), [
      lake,
    ]);
  };

  test('are read in place, with measurements', async () => {
    const outcome = await mounted("SELECT id FROM 'DIR/data.parquet' WHERE id < ?", BIGINT, ['10']);
    expect(await bench.rowsOf()).toEqual([[45]]);
    expect(outcome.measurement.fragments['f1']?.rows).toBe(10);
    expect(outcome.measurement.fragments['f1']?.bytes).toBeGreaterThan(0);
  });

  test('one that cannot be mounted is named', async () => {
    const mount = {
      setup: ["ATTACH '/nowhere/at/all.duckdb' AS lake (READ_ONLY)"],
      paths: [],
      table: () => '',
    };
    const lake = new SampleSource('lake', { mount });
    const plan = placed([fragment('f1', 'lake', 'SELECT 1::INT', [ID])], 'FROM f1', [ID]);
    await expect(bench.run(plan, [lake])).rejects.toMatchObject({
      report: { code: 'source-unavailable', source: 'lake' },
    });
    await bench.nothingLeft();
  });

  test('nothing beside the mounted paths can be opened', async () => {
    const opened = mounted("SELECT id::BIGINT AS id FROM 'DIR/secret.parquet'");
    await expect(opened).rejects.toMatchObject({ report: { code: 'source-query', source: 'lake' } });
    await bench.nothingLeft();
  });

  test('a column that changed its type or went away is drift', async () => {
    await expect(mounted("SELECT id FROM 'DIR/data.parquet'", INTEGER)).rejects.toMatchObject({
      report: {
        code: 'source-drift',
        source: 'lake',
        message: expect.stringContaining('id as INTEGER, now BIGINT'),
      },
    });
    await expect(mounted("SELECT gone FROM 'DIR/data.parquet'")).rejects.toMatchObject({
      report: { code: 'source-drift' },
    });
  });
});
