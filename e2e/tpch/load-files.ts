import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { type DuckDBConnection, DuckDBDateValue, DuckDBDecimalValue } from '@duckdb/node-api';
import type { SourceSpec } from '../fixtures/federation.ts';
import { declared } from './load-server.ts';
import type { TpchSource } from './placements.ts';
import { type TpchTableName, tpchTable } from './schema.ts';

// Dates are ISO text, as SQLite has no date type; decimals are numbers, which NUMERIC affinity stores as
// integers where they are whole.
function sqliteValue(value: unknown): SQLInputValue {
  if (value instanceof DuckDBDecimalValue) return Number(value.toString());
  if (value instanceof DuckDBDateValue) return value.toString();
  if (typeof value === 'bigint' || typeof value === 'number' || typeof value === 'string') return value;
  throw new TypeError(`TPC-H has no value such as ${String(value)}.`);
}

/** Writes tables of the connection's DuckDB into a new SQLite file of the folder. */
export async function writeSqlite(
  name: TpchSource,
  tables: readonly TpchTableName[],
  duck: DuckDBConnection,
  folder: string,
): Promise<SourceSpec> {
  const file = path.join(folder, 'tpch.db');
  const database = new DatabaseSync(file);
  try {
    database.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN');
    for (const table of tables) {
      database.exec(declared(table));
      const marks = tpchTable(table).columns.map(() => '?');
      const insert = database.prepare(`INSERT INTO ${table} VALUES (${marks.join(', ')})`);
      const reader = await duck.runAndReadAll(`FROM ${table}`);
      for (const row of reader.getRows()) insert.run(...row.map(sqliteValue));
    }
    database.exec('COMMIT; ANALYZE');
  } finally {
    database.close();
  }
  return { kind: 'sqlite', name, path: file };
}

/** Writes tables of the connection's DuckDB into a new folder of Parquet files below the folder. */
export async function writeParquet(
  name: TpchSource,
  tables: readonly TpchTableName[],
  duck: DuckDBConnection,
  folder: string,
): Promise<SourceSpec> {
  const lake = path.join(folder, 'lake');
  await mkdir(lake);
  for (const table of tables) {
    await duck.run(`COPY ${table} TO '${path.join(lake, `${table}.parquet`)}' (FORMAT parquet)`);
  }
  return { kind: 'files', name, path: lake };
}
