import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdtemp, open, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Database } from '../../engine/duckdb/database.ts';
import { mountAndLock } from '../../engine/execute/mounted.ts';
import type { Source } from '../../engine/spi/connector.ts';
import type { CatalogTable } from '../../engine/types/catalog.ts';
import { typeToSql } from '../../engine/types/data-type.ts';
import { DEFAULT_LIMITS } from '../../engine/types/limits.ts';
import { duckdbConnector } from './connector.ts';

const CALM = new AbortController().signal;
const DATABASE = new URL('../../engine/duckdb/database.ts', import.meta.url).href;

let folder: string;
let local: Database;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'atoll-duckdb-'));
  local = await Database.open();
});

afterAll(async () => {
  local.close();
  await rm(folder, { recursive: true });
});

async function create(name: string, sql: string): Promise<string> {
  const file = path.join(folder, name);
  const db = await Database.open(file);
  await db.run(sql);
  db.close();
  return file;
}

function sourceOf(file: string, name = 'island'): Source {
  return duckdbConnector.open(
    { path: file },
    {
      name,
      workspaceDir: folder,
      limits: DEFAULT_LIMITS,
      secret: () => Promise.resolve(null),
      local: () => Promise.resolve(local),
      onProgress: () => undefined,
    },
  );
}

async function tables(file: string): Promise<Map<string, CatalogTable>> {
  const catalog = await sourceOf(file).catalog(CALM);
  return new Map(catalog.tables.map((table) => [`${table.path.schema}.${table.path.name}`, table]));
}

async function query(file: string, sql: string, name = 'island'): Promise<readonly (readonly unknown[])[]> {
  const { mount } = await sourceOf(file, name).begin(CALM);
  const db = await Database.open();
  try {
    if (mount !== undefined) await mountAndLock(db, [{ source: name, mount }]);
    return (await db.query(sql)).rows;
  } finally {
    db.close();
  }
}

describe('the catalog', () => {
  test('schemas, nested types, keys, comments, views', async () => {
    const file = await create(
      'rich.duckdb',
      `CREATE SCHEMA "odd ""s""";
       CREATE TABLE t(a INTEGER PRIMARY KEY, e ENUM('p', 'q'), s STRUCT(x INTEGER, y VARCHAR[]), j JSON, u UUID UNIQUE);
       COMMENT ON TABLE t IS 'the table'; COMMENT ON COLUMN t.a IS 'the key';
       INSERT INTO t VALUES (1, 'p', {x: 1, y: ['z']}, '{}', uuid()), (2, NULL, NULL, NULL, NULL);
       CREATE TABLE "odd ""s""".other(k INTEGER, g INTEGER GENERATED ALWAYS AS (k + 1));
       CREATE TABLE child(a INTEGER REFERENCES t(a));
       CREATE VIEW v AS SELECT a + 1 AS next FROM t`,
    );
    const found = await tables(file);
    expect([...found.keys()].sort()).toEqual(['main.child', 'main.t', 'main.v', 'odd "s".other']);
    const t = found.get('main.t');
    expect(t?.columns.map(({ type }) => typeToSql(type))).toEqual([
      'INTEGER',
      `ENUM('p', 'q')`,
      'STRUCT("x" INTEGER, "y" VARCHAR[])',
      'JSON',
      'UUID',
    ]);
    expect(t).toMatchObject({ rows: 2, comment: 'the table', kind: 'table' });
    expect(t?.columns[0]).toMatchObject({ comment: 'the key', nullable: false, typeEnforced: true });
    expect(t?.keys).toEqual([
      { kind: 'primary', columns: ['a'], references: null },
      { kind: 'unique', columns: ['u'], references: null },
    ]);
    expect(found.get('main.child')?.keys).toEqual([
      {
        kind: 'foreign',
        columns: ['a'],
        references: { table: { schema: 'main', name: 't' }, columns: ['a'] },
      },
    ]);
    expect(found.get('main.v')).toMatchObject({ kind: 'view', rows: null });
    expect(await query(file, 'SELECT next FROM island.main.v ORDER BY 1')).toEqual([[2], [3]]);
  });

  test('bytes are those of the blocks of a table', async () => {
    const file = await create(
      'sizes.duckdb',
      `CREATE TABLE small AS SELECT range AS a FROM range(9);
       CREATE TABLE large AS SELECT uuid() AS a, uuid()::VARCHAR AS b FROM range(100000);
       CREATE TABLE "no rows"(a INTEGER);
       CREATE VIEW v AS SELECT * FROM small`,
    );
    const found = await tables(file);
    const block = 262_144;
    expect(found.get('main.small')?.bytes).toBe(block);
    expect(found.get('main.no rows')?.bytes).toBe(0);
    expect(found.get('main.v')?.bytes).toBeNull();
    const large = found.get('main.large')?.bytes ?? 0;
    expect(large % block).toBe(0);
    expect(large).toBeGreaterThan(100_000 * 16);
    expect(large).toBeLessThan(100_000 * 60);
  });

  test('statistics are those that DuckDB keeps', async () => {
    const file = await create(
      'kept.duckdb',
      `CREATE TABLE t AS SELECT i::INTEGER AS n, 'a ' || i % 2 AS short, 'longer than kept ' || i AS long,
         CASE WHEN i > 3 THEN DATE '2020-01-01' + i::INTEGER END AS day FROM range(100) t(i);
       CREATE TABLE bare (n INTEGER)`,
    );
    const found = await tables(file);
    const [n, short, long, day] = (found.get('main.t')?.columns ?? []).map(({ statistics }) => statistics);
    expect(n).toMatchObject({ nullFraction: 0, min: '0', max: '99' });
    expect(Math.abs((n?.distinct ?? 0) - 100)).toBeLessThan(20);
    expect(short).toMatchObject({ distinct: 2, min: 'a 0', max: 'a 1' });
    expect(long).toMatchObject({ min: null, max: null });
    expect(day).toMatchObject({ nullFraction: null, min: '2020-01-05', max: '2020-04-09' });
    expect(found.get('main.bare')?.columns[0]?.statistics).toBeNull();
  });

  test('two catalogs at once, and the same file under another name', async () => {
    const file = await create('twice.duckdb', 'CREATE TABLE t(a INTEGER)');
    const [first, second] = [sourceOf(file), sourceOf(file, 'other')];
    const found = await Promise.all([first.catalog(CALM), first.catalog(CALM), second.catalog(CALM)]);
    for (const catalog of found) expect(catalog.tables).toHaveLength(1);
    expect(
      (await local.query('SELECT database_name FROM duckdb_databases() WHERE NOT internal')).rows,
    ).toHaveLength(1);
  });

  test('a view that reaches elsewhere is listed, and stopped where it leads', async () => {
    const secret = path.join(folder, 'secret.csv');
    await writeFile(secret, 'n\n42\n');
    const file = await create(
      'reaching.duckdb',
      `CREATE TABLE t(a INT); CREATE VIEW leak AS SELECT * FROM read_csv('${secret}')`,
    );
    expect((await tables(file)).has('main.leak')).toBe(true);
    await expect(query(file, 'SELECT * FROM island.main.leak')).rejects.toThrow(/Permission|disabled/u);
  });
});

describe('reading', () => {
  test('a source may have any name', async () => {
    const file = await create('named.duckdb', 'CREATE TABLE t AS SELECT 7 AS a');
    expect(await query(file, 'SELECT a FROM "we""ird; name".main.t', 'we"ird; name')).toEqual([[7]]);
  });

  test('what stands only in the write-ahead log is read', async () => {
    const file = path.join(folder, 'logged.duckdb');
    const killed = `
      import { Database } from '${DATABASE}';
      const db = await Database.open('${file}');
      await db.run("SET checkpoint_threshold = '1GB'");
      await db.run('CREATE TABLE t AS SELECT 5 AS a');
      process.kill(process.pid, 'SIGKILL');`;
    await promisify(execFile)(process.execPath, ['--input-type=module', '-e', killed]).catch(() => undefined);
    expect(await readdir(folder)).toContain('logged.duckdb.wal');
    expect([...(await tables(file)).keys()]).toEqual(['main.t']);
    expect(await query(file, 'SELECT a FROM island.main.t')).toEqual([[5]]);
    expect(await readdir(folder)).toContain('logged.duckdb.wal');
  });
});

describe('a file that can’t be read', () => {
  test('of DuckDB 2.0: named with its version and what to do', async () => {
    const file = await create('newer.duckdb', 'CREATE TABLE t(a INT)');
    const handle = await open(file, 'r+');
    const version = Buffer.alloc(8);
    version.writeBigUInt64LE(69n);
    await handle.write(version, 0, 8, 12);
    await handle.close();
    const report = { code: 'file-format', source: 'island', step: 'file' };
    await expect(sourceOf(file).begin(CALM)).rejects.toMatchObject({ report });
    await expect(sourceOf(file).catalog(CALM)).rejects.toThrow(/storage version 69.*DuckDB 2\.0/u);
    await expect(sourceOf(file).catalog(CALM)).rejects.toMatchObject({
      report: { hint: expect.stringContaining('STORAGE_VERSION') },
    });
  });

  test('held by a writer in another process: named with the process', async () => {
    const file = await create('held.duckdb', 'CREATE TABLE t(a INT)');
    const holding = `
      import { Database } from '${DATABASE}';
      const db = await Database.open('${file}');
      process.stdout.write('held');
      setInterval(() => db, 1000);`;
    const holder = spawn(process.execPath, ['--input-type=module', '-e', holding]);
    try {
      await once(holder.stdout, 'data');
      const report = { code: 'source-unavailable', source: 'island', step: 'file' };
      await expect(sourceOf(file).catalog(CALM)).rejects.toMatchObject({ report });
      await expect(sourceOf(file).catalog(CALM)).rejects.toThrow(
        new RegExp(`locked by process ${holder.pid}`, 'u'),
      );
      const probe = await sourceOf(file).probe(CALM);
      expect(probe.steps.map(({ step, ok }) => [step, ok])).toEqual([
        ['file', true],
        ['query', false],
      ]);
    } finally {
      holder.kill();
      await once(holder, 'exit');
    }
    expect((await tables(file)).size).toBe(1);
  });

  test('damaged beyond its header', async () => {
    const whole = await create('whole.duckdb', 'CREATE TABLE t AS SELECT * FROM range(100000)');
    const file = path.join(folder, 'damaged.duckdb');
    await copyFile(whole, file);
    const handle = await open(file, 'r+');
    await handle.write(Buffer.alloc(12_000, 0xff), 0, 12_000, 200);
    await handle.close();
    await expect(sourceOf(file).catalog(CALM)).rejects.toMatchObject({ report: { code: 'file-format' } });
  });
});
