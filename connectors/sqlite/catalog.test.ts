import { describe, expect, test } from 'vitest';
import type { CatalogTable } from '../../engine/types/catalog.ts';
import { typeToSql } from '../../engine/types/data-type.ts';
import { SqliteFile } from './sqlite-file.fixture.ts';

const CALM = new AbortController().signal;

function types(table: CatalogTable): Record<string, string> {
  return Object.fromEntries(table.columns.map((column) => [column.name, typeToSql(column.type)]));
}

describe('declared types', () => {
  test.for([
    ['INT', 'BIGINT'],
    ['TINYINT(1)', 'BIGINT'],
    ['UNSIGNED BIG INT', 'BIGINT'],
    ['VARCHAR(40)', 'VARCHAR'],
    ['NATIVE CHARACTER(70)', 'VARCHAR'],
    ['CLOB', 'VARCHAR'],
    ['double precision', 'DOUBLE'],
    ['FLOAT', 'DOUBLE'],
    ['boolean', 'BOOLEAN'],
    ['date', 'DATE'],
    ['TIME', 'TIME'],
    ['datetime', 'TIMESTAMP'],
    ['TIMESTAMP(3)', 'TIMESTAMP'],
    ['decimal(10, 2)', 'DECIMAL(10,2)'],
    ['NUMERIC(7)', 'DECIMAL(7,0)'],
    ['JSON', 'JSON'],
    ['BLOB', 'BLOB'],
  ] as const)('%s is %s', async ([declared, wanted]) => {
    await using file = await SqliteFile.create(`CREATE TABLE t(a ${declared})`);
    const table = await file.table('t');
    expect(types(table)).toEqual({ a: wanted });
    expect(table.columns[0]).toMatchObject({ nativeType: declared, typeEnforced: false });
  });

  test.for(['', 'NUMERIC', 'DECIMAL(99,2)', 'TIMESTAMP WITH TIME ZONE', 'UUID', 'POINT', 'FLOATING POINT'])(
    '%j comes as text, declared so',
    async (declared) => {
      await using file = await SqliteFile.create(
        `CREATE TABLE t(a ${declared}); INSERT INTO t VALUES (1), (2.5), ('x'), (x'00FF'), (NULL)`,
      );
      const { columns } = await file.table('t');
      expect(columns[0]).toMatchObject({ type: { id: 'VARCHAR' }, collation: { equalityIsBytes: false } });
      expect(columns[0]?.nativeType).toMatch(/ as text$/u);
      expect(await file.read('t')).toBe(5);
    },
  );
});

describe('what SQLite enforces', () => {
  test('rowids and the types of STRICT tables are, nothing else', async () => {
    await using file = await SqliteFile.create(`
      CREATE TABLE plain(id INTEGER PRIMARY KEY, n INT);
      CREATE TABLE descending(id INTEGER PRIMARY KEY DESC);
      CREATE TABLE strict_one(i INT, t TEXT, r REAL, b BLOB, a ANY) STRICT`);
    const enforced = async (name: string): Promise<boolean[]> =>
      (await file.table(name)).columns.map(({ typeEnforced }) => typeEnforced);
    expect(await enforced('plain')).toEqual([true, false]);
    expect(await enforced('descending')).toEqual([false]);
    expect(await enforced('strict_one')).toEqual([true, true, true, true, false]);
  });

  test('NULL: rowids and NOT NULL columns have none, most primary keys may', async () => {
    await using file = await SqliteFile.create(`
      CREATE TABLE rowid_one(id INTEGER PRIMARY KEY, n INT NOT NULL);
      CREATE TABLE text_key(k TEXT PRIMARY KEY);
      CREATE TABLE without_one(k TEXT PRIMARY KEY, v INT) WITHOUT ROWID`);
    const nullable = async (name: string): Promise<boolean[]> =>
      (await file.table(name)).columns.map((column) => column.nullable);
    expect(await nullable('rowid_one')).toEqual([false, false]);
    expect(await nullable('text_key')).toEqual([true]);
    expect(await nullable('without_one')).toEqual([false, true]);
    expect((await file.table('text_key')).keys).toEqual([
      { kind: 'unique', columns: ['k'], references: null },
    ]);
    expect((await file.table('without_one')).keys).toEqual([
      { kind: 'primary', columns: ['k'], references: null },
    ]);
  });
});

describe('collations', () => {
  test('are the schema’s own, however it is written', async () => {
    await using file = await SqliteFile.create(`
      CREATE TABLE t(a TEXT, b TEXT /* COLLATE NOCASE */, c TEXT COLLATE NOCASE, d TEXT DEFAULT 'COLLATE NOCASE',
        "e COLLATE RTRIM" TEXT, f TEXT CHECK (f = f COLLATE NOCASE), g TEXT COLLATE "rtrim", h TEXT COLLATE BINARY);
      CREATE INDEX i ON t(a COLLATE NOCASE)`);
    const { columns } = await file.table('t');
    const exact = columns.map(({ name, collation }) => [name, collation?.equalityIsBytes]);
    expect(exact).toEqual([
      ['a', true],
      ['b', true],
      ['c', false],
      ['d', true],
      ['e COLLATE RTRIM', true],
      ['f', true],
      ['g', false],
      ['h', true],
    ]);
  });

  test('BINARY of a UTF-16 file orders otherwise than UTF-8 does', async () => {
    await using file = await SqliteFile.create("PRAGMA encoding = 'UTF-16le'; CREATE TABLE t(a TEXT)");
    const [column] = (await file.table('t')).columns;
    expect(column?.collation).toMatchObject({ equalityIsBytes: true, orderIsBytes: false });
  });

  test('a collation of another program is never taken for bytes', async () => {
    await using file = await SqliteFile.create('CREATE TABLE t(a TEXT, b TEXT)');
    file.writer.enableDefensive(false);
    file.writer.exec('PRAGMA writable_schema = ON');
    file.writer.exec(`UPDATE sqlite_schema SET sql = 'CREATE TABLE t(a TEXT COLLATE unicode, b TEXT)'`);
    const { columns } = await file.table('t');
    expect(columns.map(({ collation }) => collation?.equalityIsBytes)).toEqual([false, false]);
  });
});

describe('keys and figures', () => {
  test('unique keys, without partial ones and those over expressions', async () => {
    await using file = await SqliteFile.create(`
      CREATE TABLE p(a INTEGER PRIMARY KEY, b INT, c TEXT, d TEXT, UNIQUE (b, c));
      CREATE UNIQUE INDEX partial ON p(d) WHERE b > 0;
      CREATE UNIQUE INDEX computed ON p(lower(c));
      CREATE TABLE f(x INT REFERENCES p(a), y INT, z TEXT, FOREIGN KEY (y, z) REFERENCES p(b, c))`);
    expect((await file.table('p')).keys).toEqual([
      { kind: 'primary', columns: ['a'], references: null },
      { kind: 'unique', columns: ['b', 'c'], references: null },
    ]);
    expect((await file.table('f')).keys).toHaveLength(2);
    expect((await file.table('f')).keys).toContainEqual({
      kind: 'foreign',
      columns: ['y', 'z'],
      references: { table: { schema: null, name: 'p' }, columns: ['b', 'c'] },
    });
  });

  test('rows are estimated by ANALYZE, without it by their numbers', async () => {
    await using file = await SqliteFile.create(`
      CREATE TABLE t(a INTEGER PRIMARY KEY, b INT);
      CREATE INDEX i ON t(b);
      WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 100) INSERT INTO t SELECT x, x % 10 FROM n;
      CREATE TABLE sparse(a INTEGER PRIMARY KEY); INSERT INTO sparse VALUES (1), (1000000000000);
      CREATE TABLE huge(a INTEGER PRIMARY KEY); INSERT INTO huge VALUES (-9223372036854775807), (9223372036854775807);
      CREATE TABLE named(rowid TEXT, n INT); INSERT INTO named VALUES ('x', 1), ('y', 2);
      CREATE TABLE keyed(a INT PRIMARY KEY) WITHOUT ROWID; INSERT INTO keyed VALUES (1);
      CREATE TABLE bare(a INT);
      CREATE VIEW seen AS SELECT a FROM t`);
    const rowsOf = async (name: string): Promise<number | null> => (await file.table(name)).rows;
    const names = ['t', 'sparse', 'huge', 'named', 'keyed', 'bare', 'seen'];
    expect(await Promise.all(names.map(rowsOf))).toEqual([100, null, null, 2, null, 0, null]);
    file.writer.exec('ANALYZE');
    const { rows, columns } = await file.table('t');
    expect(rows).toBe(100);
    expect(columns[1]?.statistics).toMatchObject({ distinct: 10, min: null });
  });
});

describe('views and other tables', () => {
  test('a view’s columns have the types of the columns behind them; expressions come as text', async () => {
    await using file = await SqliteFile.create(`
      CREATE TABLE t(a INTEGER PRIMARY KEY, b DECIMAL(6,2), c BLOB);
      INSERT INTO t VALUES (1, 2.5, x'00');
      CREATE VIEW v AS SELECT a, b, c, a + 1 AS next, CAST(a AS INTEGER) AS whole, count(*) AS n FROM t;
      CREATE VIEW u AS SELECT a FROM t UNION ALL SELECT 'x';
      CREATE VIEW broken AS SELECT * FROM gone`);
    const view = await file.table('v');
    expect(view.kind).toBe('view');
    expect(types(view)).toEqual({
      a: 'BIGINT',
      b: 'DECIMAL(6,2)',
      c: 'BLOB',
      next: 'VARCHAR',
      whole: 'BIGINT',
      n: 'VARCHAR',
    });
    expect(view.columns.every(({ typeEnforced, nullable }) => !typeEnforced && nullable)).toBe(true);
    expect(await file.read('v')).toBe(1);
    expect(types(await file.table('u'))).toEqual({ a: 'VARCHAR' });
    expect(await file.read('u')).toBe(2);
    const { problems } = await file.source().catalog(CALM);
    expect(problems).toEqual([
      {
        path: { schema: null, name: 'broken' },
        message: expect.stringContaining('no such table: main.gone'),
      },
    ]);
  });

  test('generated columns are there, shadow tables and hidden columns are not', async () => {
    await using file = await SqliteFile.create(`
      CREATE TABLE g(a INT, b INT AS (a * 2) STORED, c TEXT AS (a || 'x'));
      INSERT INTO g(a) VALUES (4);
      CREATE VIRTUAL TABLE pages USING fts5(title, body)`);
    const { tables } = await file.source().catalog(CALM);
    expect(tables.map((table) => [table.path.name, Object.keys(types(table))])).toEqual([
      ['g', ['a', 'b', 'c']],
      ['pages', ['title', 'body']],
    ]);
    expect(await file.read('g')).toBe(1);
    expect(await file.read('pages')).toBe(0);
  });
});
