import { describe, expect, test } from 'vitest';
import { filter, project } from '../../engine/plan/builders.ts';
import type { Expression } from '../../engine/plan/expression.ts';
import type { Fragment } from '../../engine/plan/fragment.ts';
import { sqliteDialect } from './dialect.ts';
import { scanFragment, SqliteFile } from './sqlite-file.fixture.ts';

const CALM = new AbortController().signal;

/** Values that SQLite stores in a column of the type although they are none of it. */
const MISFITS: readonly (readonly [type: string, value: string])[] = [
  ['INTEGER', '5.5'],
  ['INTEGER', "'five'"],
  ['INTEGER', "x'05'"],
  ['INTEGER', '9223372036854775808'],
  ['BIGINT', '1e300'],
  ['BOOLEAN', '2'],
  ['BOOLEAN', "'true'"],
  ['BOOLEAN', '0.5'],
  ['DOUBLE', "'much'"],
  ['TEXT', "x'414243'"],
  ['BLOB', "'text'"],
  ['BLOB', '1'],
  ['DATE', "'2023-02-29'"],
  ['DATE', "'31.12.2023'"],
  ['DATE', "'0000-01-01'"],
  ['DATE', '20231231'],
  ['DATE', "'2023-12-31 00:00:00'"],
  ['DATETIME', '1700000000'],
  ['DATETIME', '2460000.5'],
  ['DATETIME', "'2023-12-31 24:00:00'"],
  ['DATETIME', "'2023-12-31 10:00:00+02:00'"],
  ['DATETIME', "'2023-12-31 10:00:00.1234567'"],
  ['TIMESTAMP', "'now'"],
  ['TIME', "'25:00'"],
  ['DECIMAL(10,2)', '0.1 + 0.2'],
  ['DECIMAL(10,2)', '1.005'],
  ['DECIMAL(4,1)', '1000'],
  ['DECIMAL(10,2)', '1e300'],
  ['DECIMAL(10,2)', "'12,50'"],
  ['DECIMAL(10,2)', '9e999'],
  ['JSON', "'{a: 1}'"],
  ['JSON', "x'00'"],
];

describe('a stored value that is not of its column’s type', () => {
  test.for(MISFITS)('%s holds %s', async ([type, value]) => {
    await using file = await SqliteFile.create(
      `CREATE TABLE t(a INTEGER PRIMARY KEY, b ${type}); INSERT INTO t(b) VALUES (NULL), (${value})`,
    );
    const report = { code: 'value-misfit', source: 'ledger', step: 'read' };
    await expect(file.read('t')).rejects.toMatchObject({ name: 'AtollError', report });
    await expect(file.read('t')).rejects.toThrow(/column "b" of ledger\.t \(row 2 read\)/u);
    expect(await file.read('t', { text: ['t.b'] })).toBe(2);
    expect(await file.read('t', { text: true })).toBe(2);
  });

  test('the hint says how to have the column as text and how to find the rows', async () => {
    await using file = await SqliteFile.create(`CREATE TABLE t(b DATE); INSERT INTO t VALUES ('soon')`);
    await expect(file.read('t')).rejects.toMatchObject({
      report: { hint: expect.stringMatching(/text: \[t\.b\].*WHERE typeof\("b"\) = 'text'/u) },
    });
  });
});

describe('a column that the statement computes with', () => {
  /** Reads `id` of the rows in which `column` has the value, as a plan would. */
  async function readWhere(file: SqliteFile, column: string, value: string): Promise<number> {
    const table = await file.table('t');
    const scan = scanFragment(table).plan;
    const index = table.columns.findIndex(({ name }) => name === column);
    const type = table.columns[index]?.type ?? { id: 'NULL' };
    const left: Expression = { kind: 'column', index, type };
    const right: Expression = { kind: 'literal', type, value };
    const equal: Expression = { kind: 'compare', op: '=', left, right, type: { id: 'BOOLEAN' } };
    const [id] = scan.columns;
    if (id === undefined) throw new Error('The table has no columns');
    const first: Expression = { kind: 'column', index: 0, type: id.type };
    const plan = project(filter(scan, [equal], 'n2'), [first], null, 'n3');
    const { sql, params } = sqliteDialect.print(plan);
    const fragment: Fragment = { ...scanFragment(table), plan, sql, params, columns: plan.columns };
    const session = await file.source().begin(CALM);
    try {
      let rows = 0;
      for await (const batch of session.read?.(fragment, CALM) ?? []) rows += batch.rows;
      return rows;
    } finally {
      await session.close();
    }
  }

  const SETUP = `CREATE TABLE t(id INTEGER PRIMARY KEY, b INTEGER, c INTEGER);
    CREATE INDEX by_b ON t(b);
    INSERT INTO t VALUES (1, 1, 1), (2, 2, 'x'), (3, 2, 3)`;

  test('is proved whole: another row may hold what does not fit', async () => {
    await using file = await SqliteFile.create(SETUP);
    const message = `The text 'x' in column "c" of ledger.t does not fit the column's type BIGINT.`;
    await expect(readWhere(file, 'c', '1')).rejects.toMatchObject({
      report: { code: 'value-misfit', message },
    });
  });

  test('is compared as it is, so that other columns do not matter and an index serves', async () => {
    await using file = await SqliteFile.create(SETUP);
    expect(await readWhere(file, 'b', '2')).toBe(2);
    const plan = file.writer.prepare('EXPLAIN QUERY PLAN SELECT id FROM main.t AS t WHERE t.b = 2').get();
    expect(plan?.['detail']).toMatch(/USING COVERING INDEX by_b/);
  });
});

describe('text that is no UTF-8', () => {
  test('is refused, where bytes of it would be replaced', async () => {
    await using file = await SqliteFile.create(
      `CREATE TABLE t(b TEXT); INSERT INTO t VALUES ('ok'), (CAST(x'636166E9' AS TEXT))`,
    );
    await expect(file.read('t')).rejects.toMatchObject({
      report: { code: 'value-misfit', source: 'ledger' },
    });
    await expect(file.read('t')).rejects.toThrow(/not valid Unicode/u);
  });

  test('a replacement character that is really there passes', async () => {
    await using file = await SqliteFile.create(
      `CREATE TABLE t(b TEXT); INSERT INTO t VALUES ('\uFFFD'), ('x\uFFFDy')`,
    );
    expect(await file.read('t')).toBe(2);
  });

  test('in a database of UTF-16 as well', async () => {
    await using file = await SqliteFile.create(
      `PRAGMA encoding = 'UTF-16le'; CREATE TABLE t(b TEXT); INSERT INTO t VALUES ('\uFFFD é')`,
    );
    expect(await file.read('t')).toBe(1);
    file.writer.exec(`INSERT INTO t VALUES (CAST(x'00D84100' AS TEXT))`);
    await expect(file.read('t')).rejects.toThrow(/not valid Unicode/u);
  });
});
