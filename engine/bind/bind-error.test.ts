import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { walk } from '../plan/walk.ts';
import type { BindTables } from './bind-tables.ts';
import type { Binder } from './binder.ts';
import { Conformance } from './conformance/conformance.fixture.ts';
import { FIXTURE_TABLES } from './conformance/tables.fixture.ts';

let conformance: Conformance;
let binder: Binder;
beforeAll(async () => {
  conformance = await Conformance.open();
  ({ binder } = conformance);
});
afterAll(() => conformance.close());

const failure: Conformance['failure'] = (...args) => conformance.failure(...args);

describe('errors', () => {
  it.each([
    ['SELECT id FROM shop.factz', 'sql-unknown-table', 1, 16, 'Did you mean shop.facts?'],
    ['SELECT id\nFROM facts', 'sql-unknown-table', 2, 6, 'Did you mean shop.facts?'],
    ["SELECT 'Ω😀', nope FROM shop.facts", 'sql-unknown-column', 1, 15, /Did you mean/],
    ['SELECT q.nope FROM shop.facts q', 'sql-unknown-column', 1, 8, /Did you mean/],
    ['SELECT z.id FROM shop.facts q', 'sql-unknown-table', 1, 8, 'Did you mean q?'],
    ['SELECT id,\n  FRM shop.facts', 'sql-syntax', 2, 11, null],
    ["SELECT 'a' + [1]", 'sql-bind', 1, 12, /Known forms: .*\+\(TINYINT, TINYINT\) -> TINYINT; /],
    ['SELECT g, id FROM shop.facts GROUP BY g', 'sql-bind', 1, 11, null],
    ['SELECT nofunction(1)', 'sql-bind', 1, 8, /Did you mean/],
  ])('%s', async (sql, code, line, column, hint) => {
    const report = await failure(sql);
    expect(report).toMatchObject({ code, line, column, file: null });
    if (hint === null) expect(report.hint).toBeNull();
    else expect(report.hint).toMatch(hint);
  });
  it('places an error behind a parameter where the user wrote it', async () => {
    expect(
      await failure('SELECT $long, nope FROM shop.facts', new Map([['long', 'x'.repeat(40)]])),
    ).toMatchObject({ column: 15 });
  });
  it('names the file of a model', async () => {
    expect(await failure('FROM models.wrong')).toMatchObject({
      code: 'sql-unknown-column',
      file: 'models/wrong.sql',
      line: 2,
      column: 3,
    });
    expect(await failure('FROM models.unknown')).toMatchObject({
      code: 'sql-unknown-table',
      file: 'models/unknown.sql',
      line: 1,
      column: 6,
    });
  });
  it('shows the circle that models make', async () => {
    const report = await failure('FROM models.round');
    expect(report).toMatchObject({ code: 'model-cycle', file: 'models/about.sql', line: 2, column: 6 });
    expect(report.message).toContain('round → about → round');
  });
});

describe('refusals', () => {
  it.each([
    'INSERT INTO shop.facts VALUES (1)',
    'CREATE TABLE x (a INTEGER)',
    'DROP TABLE shop.facts',
    "COPY shop.facts TO '/tmp/x'",
    "ATTACH '/tmp/x.db'",
    'SET threads = 1',
    'PRAGMA database_list',
    'CALL duckdb_tables()',
    'EXPLAIN SELECT 1',
    'BEGIN',
    'INSTALL httpfs',
    'EXECUTE x',
    'USE shop',
    'CHECKPOINT',
    'SELECT 1; SELECT 2',
    'SHOW TABLES',
    'DESCRIBE',
    'SELECT * FROM (SHOW TABLES)',
    "FROM query('SELECT 1')",
    "FROM query_table('shop.facts')",
    'FROM duckdb_tables()',
    "SELECT * FROM pragma_table_info('x')",
    "SELECT getenv('HOME')",
    "SELECT current_setting('threads')",
    "FROM glob('*')",
    "FROM read_text('/etc/passwd')",
    "FROM read_blob('/etc/passwd')",
    "FROM sniff_csv('x.csv')",
    "FROM which_secret('x', 's3')",
    "FROM sql_auto_complete('SEL')",
    "SELECT * FROM json_execute_serialized_sql('{}')",
    "SELECT json_serialize_plan('SELECT 1')",
    "SELECT nextval('x')",
    'SELECT rowid FROM shop.facts',
    'SELECT f.ROWID FROM shop.facts f',
    'SELECT id FROM shop.facts WHERE a = (SELECT count(*) FROM DuckDB_Settings())',
    "SELECT main.getenv('HOME')",
    "SELECT system.main.getenv('HOME')",
    "FROM read_csv('/etc/passwd')",
    "FROM '/etc/passwd.csv'",
    "FROM 'x.parquet'",
    "FROM read_parquet(['a', 'b'])",
    "PIVOT (FROM read_csv('x.csv')) ON a USING count(*)",
    "WITH t AS (FROM query('FROM shop.facts')) FROM t",
    'SELECT pg_get_viewdef(1)',
    'FROM seq_scan()',
  ])('%s', async (sql) => {
    expect((await failure(sql)).code).toBe('sql-refused');
  });
  it.each([
    'FROM information_schema.tables',
    'FROM pg_catalog.pg_class',
    'FROM sqlite_master',
    'FROM duckdb_views',
    'FROM memory.main.facts',
    'FROM system.information_schema.tables',
    'FROM temp.facts',
    'WITH a AS (FROM sqlite_master) FROM a',
    'FROM models.absent',
  ])('%s is no table', async (sql) => {
    expect((await failure(sql)).code).toBe('sql-unknown-table');
  });
  it('a text without a statement', async () => {
    expect((await failure('  -- nothing')).code).toBe('sql-syntax');
    expect((await failure('SELECT 1\0; DROP')).code).toBe('sql-syntax');
  });
});

describe('files', () => {
  const asFacts: BindTables = {
    ...FIXTURE_TABLES,
    fileFunction: (call) =>
      call.paths.every((path) => path.startsWith('data/')) ? FIXTURE_TABLES.find(['shop', 'facts']) : null,
  };
  it.each([
    "SELECT a FROM read_csv('data/x.csv', header = true, delim = ';') WHERE id = 1",
    "SELECT r.a FROM read_parquet(['data/1.parquet', 'data/2.parquet']) AS r WHERE id = 1",
    "SELECT a FROM 'data/x.json' WHERE id = 1",
    "SELECT read_csv.a FROM read_csv('data/x(1).csv') WHERE id = 1",
  ])('%s becomes a table of a files source', async (sql) => {
    const { plan, tables } = await binder.bind(sql, asFacts);
    expect(plan && [...walk(plan)].map((node) => node.kind)).toEqual(['project', 'filter', 'scan']);
    expect(tables[0]).toMatchObject({ source: 'shop', table: { path: { name: 'facts' } } });
  });
  it('a file that no source holds is refused', async () => {
    expect((await failure("FROM read_csv('/etc/passwd')", new Map(), asFacts)).code).toBe('sql-refused');
  });
});
