import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { SourceSpec } from '../fixtures/federation.ts';
import { type Oracle, openOracle } from '../fixtures/oracle.ts';
import type { TestMariadb } from '../fixtures/mariadb.ts';
import type { TestPostgres } from '../fixtures/postgres.ts';
import { loadMariadb, MARIADB_STORAGES } from './load-mariadb.ts';
import { BREADTH_SOURCES, type CellText, quoted, type Storage, type TestTable } from './table.ts';

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const duckValue = (cell: CellText, type: string): string => {
  if (cell === null) return `NULL::${type}`;
  return `CAST(${literal(String(typeof cell === 'object' ? cell.duck : cell))} AS ${type})`;
};

const nativeValue = (cell: CellText, type: string): string => {
  if (cell === null) return 'NULL';
  const bare = type.replace(/ COLLATE .*$/, '');
  return `CAST(${literal(String(typeof cell === 'object' ? cell.native : cell))} AS ${bare})`;
};

/** The table's name with its source, as the oracle and the federation both read it. */
export function qualified(table: TestTable): string {
  return `${table.source}.${quoted(table.name)}`;
}

/** Creates the tables in an oracle, each in the catalog of its source. */
export async function loadOracle(tables: readonly TestTable[]): Promise<Oracle> {
  const oracle = await openOracle(BREADTH_SOURCES);
  for (const table of tables) {
    const columns = table.columns.map((column) => `${quoted(column.name)} ${column.duck}`);
    await oracle.connection.run(`CREATE TABLE ${qualified(table)} (${columns.join(', ')})`);
    const rows = table.rows.map(
      (row) => `(${row.map((cell, index) => duckValue(cell, table.columns[index]?.duck ?? '')).join(', ')})`,
    );
    if (rows.length > 0)
      await oracle.connection.run(`INSERT INTO ${qualified(table)} VALUES ${rows.join(', ')}`);
  }
  return oracle;
}

/** The servers that tables may need. */
export interface TestServers {
  readonly postgres: TestPostgres;
  /** Needed where a table is MariaDB's. */
  readonly mariadb?: TestMariadb;
}

/**
 * Loads the tables into real sources: new databases of the servers, a SQLite file, a folder of files and a DuckDB file
 * below the given folder.
 */
export async function loadSources(
  tables: readonly TestTable[],
  oracle: Oracle,
  { postgres, mariadb }: TestServers,
  folder: string,
): Promise<readonly SourceSpec[]> {
  const at = (...storages: readonly Storage[]): TestTable[] =>
    tables.filter((table) => storages.includes(table.storage));
  const database = await postgres.createDatabase(`breadth_${path.basename(folder).replaceAll(/\W/g, '_')}`);
  await loadPostgres(at('postgres'), postgres, database);
  const crm = path.join(folder, 'crm.db');
  loadSqlite(at('sqlite'), crm);
  const lake = path.join(folder, 'lake');
  await loadFiles(at('parquet', 'csv', 'ndjson'), oracle.connection, lake);
  const local = path.join(folder, 'local.duckdb');
  await loadDuckdb(at('duckdb'), oracle.connection, local);
  const { host, port, user, password } = postgres;
  const more = mariadb === undefined ? [] : await loadMariadb(at(...MARIADB_STORAGES), mariadb);
  return [
    { kind: 'postgres', name: 'shop', host, port, user, password, database },
    { kind: 'sqlite', name: 'crm', path: crm },
    { kind: 'files', name: 'lake', path: lake },
    { kind: 'duckdb', name: 'local', path: local },
    ...more,
  ];
}

async function loadPostgres(
  tables: readonly TestTable[],
  server: TestPostgres,
  database: string,
): Promise<void> {
  const client = await server.connect(database);
  try {
    for (const table of tables) {
      for (const statement of table.before ?? []) await client.query(statement);
      const columns = table.columns.map((column) => `${quoted(column.name)} ${column.native}`);
      await client.query(`CREATE TABLE ${quoted(table.name)} (${columns.join(', ')})`);
      const rows = table.rows.map(
        (row) =>
          `(${row.map((cell, index) => nativeValue(cell, table.columns[index]?.native ?? '')).join(', ')})`,
      );
      if (rows.length > 0) await client.query(`INSERT INTO ${quoted(table.name)} VALUES ${rows.join(', ')}`);
    }
    await client.query('ANALYZE');
  } finally {
    await client.end();
  }
}

function sqliteValue(cell: CellText, native: string): SQLInputValue {
  if (cell === null) return null;
  if (typeof cell === 'boolean') return Number(cell);
  if (typeof cell === 'object') {
    return native === 'INTEGER' ? BigInt(String(cell.native)) : cell.native;
  }
  return cell;
}

function loadSqlite(tables: readonly TestTable[], file: string): void {
  const database = new DatabaseSync(file);
  try {
    for (const table of tables) {
      const columns = table.columns.map((column) => `${quoted(column.name)} ${column.native}`);
      database.exec(`CREATE TABLE ${quoted(table.name)} (${columns.join(', ')})`);
      const marks = table.columns.map(() => '?').join(', ');
      const insert = database.prepare(`INSERT INTO ${quoted(table.name)} VALUES (${marks})`);
      for (const row of table.rows) {
        insert.run(...row.map((cell, index) => sqliteValue(cell, table.columns[index]?.native ?? '')));
      }
    }
  } finally {
    database.close();
  }
}

const FILE_FORMATS = {
  parquet: { extension: 'parquet', options: 'FORMAT parquet' },
  csv: { extension: 'csv', options: 'FORMAT csv, HEADER' },
  ndjson: { extension: 'ndjson', options: `FORMAT json, TIMESTAMPFORMAT '%Y-%m-%dT%H:%M:%S'` },
} as const;

async function loadFiles(
  tables: readonly TestTable[],
  duck: DuckDBConnection,
  folder: string,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const table of tables) {
    if (table.storage !== 'parquet' && table.storage !== 'csv' && table.storage !== 'ndjson') continue;
    const { extension, options } = FILE_FORMATS[table.storage];
    const file = path.join(folder, `${table.name}.${extension}`);
    await duck.run(`COPY ${qualified(table)} TO ${literal(file)} (${options})`);
  }
}

async function loadDuckdb(tables: readonly TestTable[], duck: DuckDBConnection, file: string): Promise<void> {
  await duck.run(`ATTACH ${literal(file)} AS breadth_file`);
  for (const table of tables) {
    await duck.run(`CREATE TABLE breadth_file.${quoted(table.name)} AS FROM ${qualified(table)}`);
  }
  await duck.run('DETACH breadth_file');
}
