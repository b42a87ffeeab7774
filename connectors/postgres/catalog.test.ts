import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  columnsOf,
  countRows,
  failureOf,
  fragmentOf,
  NEVER,
  openPostgresSource,
  readFragment,
} from '../../e2e/fixtures/postgres-source.ts';
import { startPostgres, type TestPostgres } from '../../e2e/fixtures/postgres.ts';
import type { SourceConfig } from '../../engine/spi/config-field.ts';
import type { CatalogColumn, CatalogTable, SourceCatalog } from '../../engine/types/catalog.ts';
import { typeToSql } from '../../engine/types/data-type.ts';

let server: TestPostgres;
let client: Client;

beforeAll(async () => {
  server = await startPostgres();
  await server.createDatabase('shop');
  client = await server.connect('shop');
});

afterAll(async () => {
  await client.end();
  await server.stop();
});

async function catalogOf(config: SourceConfig = {}, database = 'shop'): Promise<SourceCatalog> {
  const source = openPostgresSource(server, database, { config });
  try {
    return await source.catalog(NEVER);
  } finally {
    await source.close();
  }
}

function tableOf(catalog: SourceCatalog, name: string, schema = 'public'): CatalogTable {
  const found = catalog.tables.find((table) => table.path.name === name && table.path.schema === schema);
  if (found === undefined) throw new Error(`The catalog has no ${schema}.${name}.`);
  return found;
}

function columnOf(table: CatalogTable, name: string): CatalogColumn {
  const found = table.columns.find((column) => column.name === name);
  if (found === undefined) throw new Error(`${table.path.name} has no column ${name}.`);
  return found;
}

describe('tables', () => {
  test('of every kind, with keys, comments and figures', async () => {
    await client.query(`
      CREATE SCHEMA sales;
      CREATE TABLE people (id integer PRIMARY KEY, name text NOT NULL, mail varchar(40) UNIQUE);
      COMMENT ON TABLE people IS 'who buys'; COMMENT ON COLUMN people.mail IS 'where to';
      CREATE TABLE sales.lines (person integer REFERENCES people, n integer, "At" date, PRIMARY KEY (person, n));
      CREATE VIEW adults AS SELECT id FROM people;
      CREATE MATERIALIZED VIEW kept AS SELECT id FROM people;
      CREATE TABLE parts (id integer) PARTITION BY RANGE (id);
      CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM (0) TO (10);
      CREATE TABLE dropped (a integer, b integer, c integer); ALTER TABLE dropped DROP COLUMN b;
      INSERT INTO people SELECT i, 'name ' || i % 10, CASE WHEN i % 2 = 0 THEN 'mail ' || i END FROM generate_series(1, 1000) AS i;
      ANALYZE people`);
    const catalog = await catalogOf();
    expect(catalog).toMatchObject({ source: 'shop', defaultSchema: 'public' });
    expect(catalog.tables.map((table) => [table.path.name, table.kind])).toEqual([
      ['adults', 'view'],
      ['dropped', 'table'],
      ['kept', 'table'],
      ['parts', 'table'],
      ['parts_1', 'table'],
      ['people', 'table'],
      ['lines', 'table'],
    ]);
    const people = tableOf(catalog, 'people');
    expect(people).toMatchObject({ rows: 1000, comment: 'who buys' });
    expect(people.bytes).toBeGreaterThan(8000);
    expect(people.keys).toEqual([
      { kind: 'unique', columns: ['mail'], references: null },
      { kind: 'primary', columns: ['id'], references: null },
    ]);
    expect(columnOf(people, 'mail')).toMatchObject({
      nativeType: 'character varying(40)',
      nullable: true,
      comment: 'where to',
      statistics: { nullFraction: 0.5, distinct: 500 },
    });
    expect(columnOf(people, 'name')).toMatchObject({ nullable: false, statistics: { distinct: 10 } });
    const lines = tableOf(catalog, 'lines', 'sales');
    expect(lines.keys).toEqual([
      { kind: 'primary', columns: ['person', 'n'], references: null },
      {
        kind: 'foreign',
        columns: ['person'],
        references: { table: { schema: 'public', name: 'people' }, columns: ['id'] },
      },
    ]);
    expect(lines.rows).toBe(null);
    expect(tableOf(catalog, 'adults').rows).toBe(null);
    expect(tableOf(catalog, 'dropped').columns.map((column) => column.name)).toEqual(['a', 'c']);
  });

  test('only of the chosen schemas, and only what the user may read', async () => {
    expect((await catalogOf({ schemas: ['sales'] })).tables.map((table) => table.path.name)).toEqual([
      'lines',
    ]);
    await client.query(`
      CREATE TABLE secret (a integer, b integer); CREATE TABLE half (a integer, b integer); GRANT SELECT (b) ON half TO PUBLIC;
      CREATE ROLE guest LOGIN PASSWORD 'guest'`);
    const source = openPostgresSource({ ...server, user: 'guest', password: 'guest' }, 'shop');
    const catalog = await source.catalog(NEVER);
    expect(
      catalog.tables.map((table) => [table.path.name, table.columns.map((column) => column.name)]),
    ).toEqual([['half', ['b']]]);
    const session = await source.begin(NEVER);
    const report = await failureOf(
      countRows(
        readFragment(session, fragmentOf('SELECT a FROM secret', columnsOf({ a: { id: 'INTEGER' } }))),
      ),
    );
    expect(report).toMatchObject({
      code: 'source-query',
      hint: 'Ask for SELECT on what is named, or connect as another user.',
    });
    await session.close();
    await source.close();
  });

  test('a change of shape changes the fingerprint, a row does not', async () => {
    await client.query('CREATE TABLE shape (a integer, b text)');
    const fingerprint = async (): Promise<string> => tableOf(await catalogOf(), 'shape').fingerprint;
    const first = await fingerprint();
    await client.query("INSERT INTO shape VALUES (1, 'x')");
    expect(await fingerprint()).toBe(first);
    await client.query('ALTER TABLE shape ALTER COLUMN a TYPE bigint');
    expect(await fingerprint()).not.toBe(first);
  });

  test('hostile names are inert, and come back as they are', async () => {
    const names = [
      'a";DROP TABLE canary--',
      "o'clock",
      'new\nline',
      '__proto__',
      'constructor',
      'Ärger 🏝',
      ' ',
      '$1',
      'back\\slash',
    ];
    await client.query('CREATE TABLE canary (n integer); CREATE SCHEMA hostile');
    for (const name of names) {
      const quoted = client.escapeIdentifier(name);
      await client.query(`CREATE TABLE hostile.${quoted} (${quoted} text)`);
      await client.query(`INSERT INTO hostile.${quoted} VALUES ($1)`, [name]);
    }
    const catalog = await catalogOf();
    expect(
      catalog.tables
        .filter((table) => table.path.schema === 'hostile')
        .map((table) => table.path.name)
        .sort(),
    ).toEqual([...names].sort());
    const source = openPostgresSource(server, 'shop');
    const session = await source.begin(NEVER);
    for (const name of names) {
      const quoted = client.escapeIdentifier(name);
      const columns = columnsOf({ [name]: { id: 'VARCHAR' } }).map((column) => ({ ...column, name }));
      const table = { schema: 'hostile', name };
      const sql = `SELECT ${quoted} FROM hostile.${quoted}`;
      const one = name === '__proto__' ? [{ ...columnsOf({ x: { id: 'VARCHAR' } })[0], name }] : columns;
      const fragment = fragmentOf(sql, one as typeof columns, [], {
        table,
        sql: `${sql} WHERE ctid >= $1 AND ctid < $2`,
      });
      expect(await countRows(readFragment(session, fragment))).toBe(1);
    }
    await session.close();
    await source.close();
    expect(tableOf(await catalogOf(), 'canary').columns).toHaveLength(1);
  });
});

describe('columns', () => {
  test('collations say what comparing means', async () => {
    await client.query(`
      CREATE COLLATION nocase (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
      CREATE COLLATION german (provider = icu, locale = 'de-DE');
      CREATE TYPE mood AS ENUM ('sad', 'ok');
      CREATE TABLE texts (plain text, c text COLLATE "C", posix text COLLATE "POSIX", ucs text COLLATE ucs_basic,
        german text COLLATE german, nocase text COLLATE nocase, padded char(5), mood mood, ip inet, n integer, j jsonb)`);
    const table = tableOf(await catalogOf(), 'texts');
    const flags = Object.fromEntries(
      table.columns.map(({ name, collation }) => [
        name,
        collation === null ? null : [collation.equalityIsBytes, collation.orderIsBytes, collation.padded],
      ]),
    );
    expect(flags).toEqual({
      plain: [true, true, false],
      c: [true, true, false],
      posix: [true, true, false],
      ucs: [true, true, false],
      german: [true, false, false],
      nocase: [false, false, false],
      padded: [true, true, true],
      mood: null,
      ip: [false, false, false],
      n: null,
      j: null,
    });
  });

  test('numeric without precision arrives as the source is set to', async () => {
    await client.query('CREATE TABLE amounts (n numeric)');
    const declared = async (numeric: string): Promise<string> =>
      typeToSql(columnOf(tableOf(await catalogOf({ numeric }), 'amounts'), 'n').type);
    expect(await declared('text')).toBe('VARCHAR');
    expect(await declared('double')).toBe('DOUBLE');
    expect(await declared('decimal(30, 6)')).toBe('DECIMAL(30,6)');
  });

  test('text of an SQL_ASCII database that is not UTF-8 is a typed error', async () => {
    await client.query("CREATE DATABASE ascii TEMPLATE template0 ENCODING 'SQL_ASCII' LOCALE 'C'");
    const other = await server.connect('ascii');
    await other.query('CREATE TABLE t (v text)');
    await other.query("INSERT INTO t VALUES ('fine'), ('gr' || chr(252) || 'n')");
    await other.end();
    const source = openPostgresSource(server, 'ascii');
    const session = await source.begin(NEVER);
    const columns = columnsOf({ v: { id: 'VARCHAR' } });
    expect(
      await countRows(readFragment(session, fragmentOf("SELECT v FROM t WHERE v = 'fine'", columns))),
    ).toBe(1);
    const report = await failureOf(countRows(readFragment(session, fragmentOf('SELECT v FROM t', columns))));
    expect(report).toMatchObject({ code: 'value-misfit' });
    expect(report.message).toContain('invalid byte sequence for encoding "UTF8": 0xfc');
    await session.close();
    await source.close();
  });

  test('Latin-1 databases arrive as UTF-8', async () => {
    await client.query("CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'");
    const source = openPostgresSource(server, 'latin');
    const session = await source.begin(NEVER);
    for await (const batch of readFragment(
      session,
      fragmentOf('SELECT chr(252) AS v', columnsOf({ v: { id: 'VARCHAR' } })),
    )) {
      const [column] = batch.columns;
      expect(column?.layout === 'string' ? [...column.entries.subarray(0, 6)] : null).toEqual([
        2, 0, 0, 0, 0xc3, 0xbc,
      ]);
    }
    await session.close();
    await source.close();
  });
});

test('20,000 tables take a few seconds', { timeout: 120_000 }, async () => {
  await server.createDatabase('crowd');
  const crowd = await server.connect('crowd');
  for (let from = 1; from <= 20_000; from += 2000) {
    await crowd.query(
      `DO $$ BEGIN FOR i IN ${from}..${from + 1999} LOOP EXECUTE format('CREATE UNLOGGED TABLE t%s (a int, b numeric(10,2), c int8, d date, e bool)', i); END LOOP; END $$`,
    );
  }
  await crowd.end();
  const began = performance.now();
  const catalog = await catalogOf({}, 'crowd');
  expect(catalog.tables).toHaveLength(20_000);
  expect(catalog.tables.every((table) => table.columns.length === 5)).toBe(true);
  expect(performance.now() - began).toBeLessThan(15_000);
});
