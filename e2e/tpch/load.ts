import { chmod, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { type DuckDBConnection, DuckDBDateValue, DuckDBDecimalValue } from '@duckdb/node-api';
import type { SourceSpec } from '../fixtures/federation.ts';
import { type Oracle, openOracle } from '../fixtures/oracle.ts';
import type { TestPostgres } from '../fixtures/postgres.ts';
import { generateTpch } from './generate.ts';
import { TPCH_SOURCES, tablesAt } from './placements.ts';
import { type TpchTableName, tpchTable } from './schema.ts';

/** The data in place: real sources for a federation, and one DuckDB that holds all of it. */
export interface LoadedTpch {
  readonly scale: number;
  readonly sources: readonly SourceSpec[];
  /** Holds the eight tables under their plain names in its main catalog. */
  readonly oracle: Oracle;
}

/**
 * Generates TPC-H at a scale and loads PostgreSQL, a SQLite file and a folder of Parquet files with the
 * tables that some placement reads there. The caller closes the oracle and removes the folder.
 * @param folder an existing folder for the SQLite and Parquet files
 */
export async function loadTpch(server: TestPostgres, folder: string, scale: number): Promise<LoadedTpch> {
  const oracle = await openOracle([]);
  await generateTpch(oracle.connection, scale);
  const database = await server.createDatabase(`tpch_${path.basename(folder).replaceAll(/\W/g, '_')}`);
  await loadPostgres(oracle.connection, server, database);
  const lite = path.join(folder, 'tpch.db');
  await loadSqlite(oracle.connection, lite);
  const lake = path.join(folder, 'lake');
  await loadParquet(oracle.connection, lake);
  const { host, port, user, password } = server;
  const sources: readonly SourceSpec[] = [
    { kind: 'postgres', name: TPCH_SOURCES.postgres, host, port, user, password, database },
    { kind: 'sqlite', name: TPCH_SOURCES.sqlite, path: lite },
    { kind: 'files', name: TPCH_SOURCES.files, path: lake },
  ];
  return { scale, sources, oracle };
}

const declared = (name: TpchTableName): string => {
  const { columns, primaryKey } = tpchTable(name);
  const parts = columns.map((column) => `${column.name} ${column.type} NOT NULL`);
  return `CREATE TABLE ${name} (${[...parts, `PRIMARY KEY (${primaryKey.join(', ')})`].join(', ')})`;
};

async function loadPostgres(duck: DuckDBConnection, server: TestPostgres, database: string): Promise<void> {
  const folder = path.join(server.exchange, database);
  await mkdir(folder);
  await chmod(folder, 0o755);
  const client = await server.connect(database);
  try {
    for (const name of tablesAt(TPCH_SOURCES.postgres)) {
      const file = path.join(folder, `${name}.csv`);
      await duck.run(`COPY ${name} TO '${file}' (FORMAT csv, HEADER false)`);
      await client.query(declared(name));
      await client.query(`COPY ${name} FROM '${file}' (FORMAT csv)`);
    }
    await client.query('ANALYZE');
  } finally {
    await client.end();
  }
}

// Dates are ISO text, as SQLite has no date type; decimals are numbers, which NUMERIC affinity stores as
// integers where they are whole.
function sqliteValue(value: unknown): SQLInputValue {
  if (value instanceof DuckDBDecimalValue) return Number(value.toString());
  if (value instanceof DuckDBDateValue) return value.toString();
  if (typeof value === 'bigint' || typeof value === 'number' || typeof value === 'string') return value;
  throw new TypeError(`TPC-H has no value such as ${String(value)}.`);
}

async function loadSqlite(duck: DuckDBConnection, file: string): Promise<void> {
  const database = new DatabaseSync(file);
  try {
    database.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN');
    for (const name of tablesAt(TPCH_SOURCES.sqlite)) {
      database.exec(declared(name));
      const marks = tpchTable(name).columns.map(() => '?');
      const insert = database.prepare(`INSERT INTO ${name} VALUES (${marks.join(', ')})`);
      const reader = await duck.runAndReadAll(`FROM ${name}`);
      for (const row of reader.getRows()) insert.run(...row.map(sqliteValue));
    }
    database.exec('COMMIT; ANALYZE');
  } finally {
    database.close();
  }
}

async function loadParquet(duck: DuckDBConnection, folder: string): Promise<void> {
  await mkdir(folder);
  for (const name of tablesAt(TPCH_SOURCES.files)) {
    await duck.run(`COPY ${name} TO '${path.join(folder, `${name}.parquet`)}' (FORMAT parquet)`);
  }
}
