import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { Database } from '../../engine/duckdb/database.ts';
import { createSql, quoteName, rowSql } from '../conformance/bench.ts';
import type { ConformanceFixture, StandardTable } from '../conformance/fixture.ts';
import { conformance } from '../conformance/suite.ts';
import { duckdbConnector } from './connector.ts';

async function write(file: string, statements: readonly string[]): Promise<void> {
  const db = await Database.open(file);
  try {
    for (const statement of statements) await db.run(statement);
  } finally {
    db.close();
  }
}

const WRITER = `
  import { Database } from '${new URL('../../engine/duckdb/database.ts', import.meta.url).href}';
  const [file, statement] = process.argv.slice(1);
  const db = await Database.open(file);
  await db.run(statement);
  db.close();
`;

/** Writes from a process of its own, as another program would; false where the file is locked. */
async function writeElsewhere(file: string, statement: string): Promise<boolean> {
  const run = promisify(execFile)(process.execPath, ['--input-type=module', '-e', WRITER, file, statement]);
  return await run.then(
    () => true,
    (error: unknown) => {
      if (/set lock/u.test(String(error))) return false;
      throw error;
    },
  );
}

function filled(table: StandardTable): readonly string[] {
  const inserts = table.rows.map((row) => rowSql(table, row));
  const insert = `INSERT INTO ${quoteName(table.name)} VALUES ${inserts.join(', ')}`;
  return [createSql(table), ...(inserts.length === 0 ? [] : [insert])];
}

async function prepare(): Promise<ConformanceFixture> {
  const folder = await mkdtemp(path.join(tmpdir(), 'atoll-duckdb-'));
  const file = path.join(folder, "it's local.duckdb");
  await write(file, []);
  await writeFile(path.join(folder, 'plain.txt'), 'This is no database, whatever its name says. '.repeat(4));
  return {
    connector: duckdbConnector,
    config: { path: "it's local.duckdb" },
    secret: null,
    workspaceDir: folder,
    schema: 'main',
    urls: [
      { url: 'duckdb:data/a%20b.duckdb', config: { path: 'data/a b.duckdb' } },
      { url: 'duckdb:///srv/a.duckdb', config: { path: '/srv/a.duckdb' } },
      { url: 'data/local.ddb', config: { path: 'data/local.ddb' } },
    ],
    wrong: [{}, { path: 1 }, { path: '' }, { path: 'a.duckdb', password: 'x' }],
    down: [
      { what: 'missing', config: { path: 'nowhere.duckdb' }, step: 'file', code: 'source-unavailable' },
      { what: 'a folder', config: { path: '.' }, step: 'file', code: 'source-unavailable' },
      { what: 'no database', config: { path: 'plain.txt' }, step: 'file', code: 'file-format' },
    ],
    holds: () => true,
    create: (table) => write(file, filled(table)),
    insert: (table, row) =>
      writeElsewhere(file, `INSERT INTO ${quoteName(table.name)} VALUES ${rowSql(table, row)}`),
    replace: (table) => write(file, [`DROP TABLE ${quoteName(table.name)}`, ...filled(table)]),
    erase: (_, from) => `DELETE FROM ${from}`,
    remove: () => rm(folder, { recursive: true }),
  };
}

conformance(duckdbConnector, prepare);
