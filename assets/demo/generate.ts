import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { CRM_TABLES, writeCrm } from './generate-crm.ts';

/** The scripts, in the order in which they build on each other. */
const SCRIPTS = ['dice.sql', 'shop.sql', 'rules.sql', 'crm.sql', 'lake.sql', 'local.sql'] as const;

type Script = (typeof SCRIPTS)[number];

/** The part of the shop's PostgreSQL script that DuckDB runs too. */
const SHARED = /-- BEGIN SHARED[^]*-- END SHARED/;

/**
 * Makes the islands of the demo workspace that are files: `data/crm.db` (SQLite), `data/lake` (Parquet, CSV,
 * JSON lines) and `data/local.duckdb`. The same rows on each machine; nothing is done if they are there
 * and were made by these scripts. A generation that was killed leaves no `data`, or the old one whole.
 */
export async function generateDemo(dir: string, onProgress: (text: string) => void): Promise<void> {
  const scripts = await readScripts(dir);
  const stamp = stampOf(scripts);
  if (await isFresh(dir, stamp)) return;
  await removeAbandoned(join(dir, '.atoll'));
  const draft = join(dir, '.atoll', `generate-${process.pid}`);
  await mkdir(join(draft, 'lake'), { recursive: true });
  try {
    await writeIslands(scripts, draft, onProgress);
    await writeFile(join(draft, 'stamp'), `${stamp}\n`, { flush: true });
    await replaceData(dir, draft, stamp);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function writeIslands(
  scripts: ReadonlyMap<Script, string>,
  data: string,
  onProgress: (text: string) => void,
): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const run = (name: Script) => connection.run((scripts.get(name) ?? '').replaceAll('{data}', quoted(data)));
  try {
    // One thread: rows and files come out in the same order each time.
    await connection.run(`SET threads = 1; SET TimeZone = 'UTC'`);
    onProgress('people, orders and parcels');
    await run('dice.sql');
    await connection.run(SHARED.exec(scripts.get('shop.sql') ?? '')?.[0] ?? '');
    await run('rules.sql');
    onProgress('crm: contacts and tickets (SQLite)');
    await run('crm.sql');
    await copyCrm(connection, join(data, 'crm.db'));
    onProgress('lake: shipments (Parquet), exchange rates (CSV), web events (JSON)');
    await run('lake.sql');
    onProgress('local: regions, targets and calendar (DuckDB)');
    await connection.run(`ATTACH '${quoted(join(data, 'local.duckdb'))}' AS local`);
    await run('local.sql');
    await connection.run('DETACH local');
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function copyCrm(connection: DuckDBConnection, path: string): Promise<void> {
  const tables = [];
  for (const { name } of CRM_TABLES) {
    const reader = await connection.runAndReadAll(`SELECT * FROM crm_${name}`);
    tables.push({ name, columns: reader.columnNames(), rows: reader.getRowsJS() });
  }
  writeCrm(path, tables);
}

/** Removes what killed generations left, this one's own earlier namesake included. */
async function removeAbandoned(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const pid = Number(/^generate-(\d+)/.exec(name)?.[1]);
    if (pid === process.pid || (pid > 0 && !isAlive(pid))) {
      await rm(join(folder, name), { recursive: true, force: true });
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // It lives, but belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Puts the finished folder in its place; another process may have been first, with the same rows. */
async function replaceData(dir: string, draft: string, stamp: string): Promise<void> {
  const data = join(dir, 'data');
  const old = `${draft}-old`;
  await rename(data, old).catch(() => undefined);
  try {
    await rename(draft, data);
  } catch (error) {
    if (!(await isFresh(dir, stamp))) throw error;
  } finally {
    await rm(old, { recursive: true, force: true });
  }
}

async function isFresh(dir: string, stamp: string): Promise<boolean> {
  const found = await readFile(join(dir, 'data', 'stamp'), 'utf8').catch(() => '');
  return found.trim() === stamp;
}

async function readScripts(dir: string): Promise<ReadonlyMap<Script, string>> {
  const texts = await Promise.all(SCRIPTS.map((name) => readFile(join(dir, 'seed', name), 'utf8')));
  return new Map(SCRIPTS.map((name, index) => [name, texts[index] ?? '']));
}

/** Changes with whatever the rows depend on. */
function stampOf(scripts: ReadonlyMap<Script, string>): string {
  const hash = createHash('sha256').update(JSON.stringify(CRM_TABLES));
  for (const [name, text] of scripts) hash.update(`${name}\0${text}\0`);
  return hash.digest('hex');
}

/** For a SQL string literal. */
function quoted(path: string): string {
  return path.replaceAll("'", "''");
}
