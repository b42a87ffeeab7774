import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SourceSpec } from '../fixtures/federation.ts';
import { answerOf, type Oracle } from '../fixtures/oracle.ts';
import { startPostgres, type TestPostgres } from '../fixtures/postgres.ts';
import { differenceOf } from '../oracle/compare.ts';
import { loadOracle, loadSources, qualified } from './load.ts';
import { quoted } from './table.ts';
import { BREADTH_TABLES } from './tables.ts';

let server: TestPostgres;
let oracle: Oracle;
let folder: string;
let sources: readonly SourceSpec[];

beforeAll(async () => {
  server = await startPostgres();
  folder = await mkdtemp(path.join(tmpdir(), 'atoll-breadth-'));
  oracle = await loadOracle(BREADTH_TABLES);
  sources = await loadSources(BREADTH_TABLES, oracle, { postgres: server }, folder);
});
afterAll(async () => {
  await oracle.close();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

const tablesOf = (...storages: readonly string[]): typeof BREADTH_TABLES =>
  BREADTH_TABLES.filter((table) => storages.includes(table.storage));

test('the server holds every row', async () => {
  const shop = sources.find((source) => source.kind === 'postgres');
  if (shop?.kind !== 'postgres') throw new Error('There is no PostgreSQL source.');
  const client = await server.connect(shop.database);
  for (const table of tablesOf('postgres')) {
    const { rows } = await client.query<{ n: string }>(`SELECT count(*) AS n FROM ${quoted(table.name)}`);
    expect(Number(rows[0]?.n)).toBe(table.rows.length);
  }
  await client.end();
});

test('the SQLite file holds every row', () => {
  const database = new DatabaseSync(path.join(folder, 'crm.db'));
  for (const table of tablesOf('sqlite')) {
    expect(database.prepare(`SELECT count(*) AS n FROM ${quoted(table.name)}`).get()?.['n']).toBe(
      table.rows.length,
    );
  }
  database.close();
});

// What DuckDB infers of a CSV or JSON file must be the type that the table declares, else the oracle would
// hold other data than the source.
test.each(tablesOf('parquet', 'csv', 'ndjson'))('the file $name reads back as it was', async (table) => {
  const file = path.join(folder, 'lake', `${table.name}.${table.storage}`).replaceAll("'", "''");
  const written = await answerOf(oracle.connection, `FROM '${file}'`);
  const expected = await answerOf(oracle.connection, `FROM ${qualified(table)}`);
  expect(differenceOf(written, expected, { ordered: true, signOfZero: true })).toBeUndefined();
});

test.each(tablesOf('duckdb'))('the DuckDB file holds $name', async (table) => {
  await oracle.connection.run(`ATTACH '${folder}/local.duckdb' AS check_file (READ_ONLY)`);
  const written = await answerOf(oracle.connection, `FROM check_file.${quoted(table.name)}`);
  await oracle.connection.run('DETACH check_file');
  const expected = await answerOf(oracle.connection, `FROM ${qualified(table)}`);
  expect(differenceOf(written, expected, { ordered: true, signOfZero: true })).toBeUndefined();
});
