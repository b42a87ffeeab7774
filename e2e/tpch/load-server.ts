import { chmod } from 'node:fs/promises';
import path from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { SourceSpec } from '../fixtures/federation.ts';
import { startMariadb, type TestMariadb } from '../fixtures/mariadb.ts';
import { startPostgres, type TestPostgres } from '../fixtures/postgres.ts';
import type { TpchSource } from './placements.ts';
import { type TpchTableName, tpchTable } from './schema.ts';

/** A running server with some tables of TPC-H in its database `tpch`. */
export interface LoadedServer {
  readonly spec: SourceSpec;
  readonly stop: () => Promise<void>;
}

const DATABASE = 'tpch';

/** The table as PostgreSQL, MariaDB and SQLite all read it. */
export function declared(name: TpchTableName): string {
  const { columns, primaryKey } = tpchTable(name);
  const parts = columns.map((column) => `${column.name} ${column.type} NOT NULL`);
  return `CREATE TABLE ${name} (${[...parts, `PRIMARY KEY (${primaryKey.join(', ')})`].join(', ')})`;
}

/** Writes a table where its server can read it. */
async function exchanged(
  duck: DuckDBConnection,
  folder: string,
  name: TpchTableName,
  options: string,
): Promise<string> {
  const file = path.join(folder, `${name}.csv`);
  await duck.run(`COPY ${name} TO '${file}' (FORMAT csv, HEADER false${options})`);
  await chmod(file, 0o644);
  return file;
}

/** Starts a PostgreSQL and copies tables of the connection's DuckDB into it. */
export async function startLoadedPostgres(
  name: TpchSource,
  tables: readonly TpchTableName[],
  duck: DuckDBConnection,
): Promise<LoadedServer> {
  const server = await startPostgres();
  try {
    await fillPostgres(server, tables, duck);
  } catch (error) {
    await server.stop();
    throw error;
  }
  const { host, port, user, password } = server;
  return {
    spec: { kind: 'postgres', name, host, port, user, password, database: DATABASE },
    stop: () => server.stop(),
  };
}

async function fillPostgres(
  server: TestPostgres,
  tables: readonly TpchTableName[],
  duck: DuckDBConnection,
): Promise<void> {
  const client = await server.connect(await server.createDatabase(DATABASE));
  try {
    for (const table of tables) {
      const file = await exchanged(duck, server.exchange, table, '');
      await client.query(declared(table));
      await client.query(`COPY ${table} FROM '${file}' (FORMAT csv)`);
    }
    await client.query('ANALYZE');
  } finally {
    await client.end();
  }
}

/** Starts a MariaDB, its text of the default collation, and copies tables of the connection's DuckDB into it. */
export async function startLoadedMariadb(
  name: TpchSource,
  tables: readonly TpchTableName[],
  duck: DuckDBConnection,
): Promise<LoadedServer> {
  const server = await startMariadb();
  try {
    await fillMariadb(server, tables, duck);
  } catch (error) {
    await server.stop();
    throw error;
  }
  const { host, port, user, password } = server;
  return {
    spec: { kind: 'mysql', name, host, port, user, password, database: DATABASE },
    stop: () => server.stop(),
  };
}

async function fillMariadb(
  server: TestMariadb,
  tables: readonly TpchTableName[],
  duck: DuckDBConnection,
): Promise<void> {
  const wire = await server.connect(await server.createDatabase(DATABASE));
  try {
    for (const table of tables) {
      const file = await exchanged(duck, server.exchange, table, `, FORCE_QUOTE *, ESCAPE '"'`);
      await wire.command(declared(table));
      await wire.command(
        `LOAD DATA INFILE '${file}' INTO TABLE ${table} CHARACTER SET utf8mb4
         FIELDS TERMINATED BY ',' ENCLOSED BY '"' ESCAPED BY ''`,
      );
      await wire.command(`ANALYZE TABLE ${table} PERSISTENT FOR ALL`);
    }
  } finally {
    wire.end();
  }
}
