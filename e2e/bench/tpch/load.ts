import { chmod, rm } from 'node:fs/promises';
import path from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { declared } from '../../tpch/load-server.ts';
import type { TpchTableName } from '../../tpch/schema.ts';
import { indexesOf } from './indexes.ts';
import { connectRoot, type MariadbServer } from './mariadb-server.ts';
import { connectPostgres, type PostgresServer } from './postgres-server.ts';

export const DATABASE = 'tpch';

/** The account that Atoll and the hub log in with: it may read, and make temporary tables. */
export const READER = 'reader';

/** As a careful owner of text that is compared by its bytes chooses; the default one ignores case. */
export const MARIADB_COLLATION = 'utf8mb4_nopad_bin';

/** Fills a new database of a PostgreSQL server, with the visibility map and statistics that autovacuum would make. */
export async function loadPostgres(
  server: PostgresServer,
  tables: readonly TpchTableName[],
  duck: DuckDBConnection,
): Promise<void> {
  const admin = await connectPostgres(server);
  await admin.query(`CREATE DATABASE ${DATABASE} TEMPLATE template0`);
  await admin.query(`CREATE ROLE ${READER} LOGIN PASSWORD '${server.password}'`);
  await admin.end();
  const client = await connectPostgres(server, DATABASE);
  for (const table of tables) {
    const file = await written(duck, server.folder, table, '');
    await client.query(declared(table));
    await client.query(`COPY ${table} FROM '${file}' (FORMAT csv)`);
    await rm(file);
    for (const index of indexesOf(table)) await client.query(index);
    await client.query(`GRANT SELECT ON ${table} TO ${READER}`);
  }
  await client.query('VACUUM ANALYZE');
  await client.query('CHECKPOINT');
  await client.end();
}

/** Fills a new database of a MariaDB server, with the statistics of its engine and of its columns. */
export async function loadMariadb(
  server: MariadbServer,
  tables: readonly TpchTableName[],
  duck: DuckDBConnection,
): Promise<void> {
  const admin = await connectRoot(server);
  const { password } = server;
  await admin.command(`CREATE DATABASE ${DATABASE} CHARACTER SET utf8mb4 COLLATE ${MARIADB_COLLATION}`);
  await admin.command(`CREATE USER '${READER}'@'%' IDENTIFIED BY '${password}'`);
  await admin.command(`GRANT SELECT, CREATE TEMPORARY TABLES ON ${DATABASE}.* TO '${READER}'@'%'`);
  for (const statistics of ['table_stats', 'column_stats', 'index_stats', 'innodb_table_stats']) {
    await admin.command(`GRANT SELECT ON mysql.${statistics} TO '${READER}'@'%'`);
  }
  admin.end();
  const wire = await connectRoot(server, DATABASE);
  for (const table of tables) {
    const file = await written(duck, server.folder, table, `, FORCE_QUOTE *, ESCAPE '"'`);
    await wire.command(declared(table));
    await wire.command(
      `LOAD DATA INFILE '${file}' INTO TABLE ${table} CHARACTER SET utf8mb4
       FIELDS TERMINATED BY ',' ENCLOSED BY '"' ESCAPED BY ''`,
    );
    await rm(file);
    for (const index of indexesOf(table)) await wire.command(index);
    await wire.command(`ANALYZE TABLE ${table} PERSISTENT FOR ALL`);
  }
  wire.end();
}

/** Writes a table where the server can read it. */
async function written(
  duck: DuckDBConnection,
  folder: string,
  table: TpchTableName,
  options: string,
): Promise<string> {
  const file = path.join(folder, `${table}.csv`);
  await duck.run(`COPY ${table} TO '${file}' (FORMAT csv, HEADER false${options})`);
  await chmod(file, 0o644);
  return file;
}
