import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Client, DatabaseError } from 'pg';
import type { SourceSpec } from '../../fixtures/federation.ts';
import { freePort } from '../../fixtures/postgres.ts';
import { type Placement, type TpchSource, tablesAt } from '../../tpch/placements.ts';
import { type TpchTableName, tpchTable } from '../../tpch/schema.ts';
import { DATABASE } from './load.ts';
import {
  bootPostgres,
  connectPostgres,
  createPostgres,
  haltPostgres,
  type PostgresServer,
} from './postgres-server.ts';
import type { PrintedRows } from './hub-answer.ts';
import { hubFileOf, SERVER_SCHEMA } from './kept.ts';
import type { BenchServers } from './servers.ts';

/** What those who tune such a hub set; all else, such as its compiler of expressions, is left at its default. */
export const HUB_SETTINGS = [
  'shared_buffers=1GB',
  'work_mem=512MB',
  'enable_nestloop=off',
  'enable_mergejoin=off',
] as const;
export const POSTGRES_FDW_OPTIONS = "fetch_size '10000', async_capable 'true', use_remote_estimate 'false'";
export const MYSQL_FDW_OPTIONS = "fetch_size '10000', use_remote_estimate 'false'";

/** PostgreSQL as a federating hub: each source's tables are foreign tables in a schema of the source's name. */
export interface Hub {
  /** Its own version and those of its foreign data wrappers. */
  readonly versions: Readonly<Record<string, string>>;
  /** The rows; null where the statement ran out of time. */
  run(sql: string, capMs: number): Promise<PrintedRows | null>;
  /** Ends the session; the server goes on. */
  close(): Promise<void>;
  stop(): Promise<void>;
}

type ServerSpec = Extract<SourceSpec, { readonly host: string }>;

/** The hub kept in the servers' folder, made where there is none. Throws where a source is no server. */
export async function openHub(
  servers: BenchServers,
  placement: Placement,
  say: (text: string) => void,
): Promise<Hub> {
  const file = hubFileOf(servers.folder);
  const kept = await readFile(file, 'utf8').catch(() => null);
  const server = kept === null ? await make(servers, placement, say) : SERVER_SCHEMA.parse(JSON.parse(kept));
  await bootPostgres(server);
  if (kept === null) await writeFile(file, JSON.stringify(server, null, 2), { mode: 0o600 });
  const client = await connectPostgres(server, DATABASE);
  const versions = await client.query<{ name: string; version: string }>(
    `SELECT 'hub PostgreSQL' AS name, current_setting('server_version') AS version
     UNION ALL SELECT extname, extversion FROM pg_extension WHERE extname LIKE '%_fdw'`,
  );
  const pairs = versions.rows.map(({ name, version }) => [name, version] as const);
  return serving(server, client, Object.fromEntries(pairs));
}

async function make(
  servers: BenchServers,
  placement: Placement,
  say: (text: string) => void,
): Promise<PostgresServer> {
  const folder = path.join(servers.folder, 'hub');
  await rm(folder, { recursive: true, force: true });
  const server: PostgresServer = {
    folder,
    port: await freePort(),
    superuser: 'postgres',
    password: 'atoll-bench',
    settings: HUB_SETTINGS,
  };
  await createPostgres(server);
  await bootPostgres(server);
  const admin = await connectPostgres(server);
  await admin.query(`CREATE DATABASE ${DATABASE} TEMPLATE template0`);
  await admin.end();
  const client = await connectPostgres(server, DATABASE);
  await client.query('CREATE EXTENSION postgres_fdw; CREATE EXTENSION mysql_fdw');
  for (const spec of servers.sources) {
    if (!('host' in spec)) throw new Error(`The hub has no wrapper for ${spec.kind}: leave out --peers.`);
    const tables = tablesAt(spec.name as TpchSource, [placement]);
    for (const statement of foreignServer(spec, tables)) await client.query(statement);
    say(`The hub has ${spec.name}.`);
  }
  await client.end();
  return server;
}

function foreignServer(spec: ServerSpec, tables: readonly TpchTableName[]): readonly string[] {
  const { name, kind, host, port, database, user, password } = spec;
  const postgres = kind === 'postgres';
  const where = `host '${host}', port '${port}'`;
  const options = postgres
    ? `${where}, dbname '${database}', ${POSTGRES_FDW_OPTIONS}`
    : `${where}, ${MYSQL_FDW_OPTIONS}`;
  const account = postgres ? 'user' : 'username';
  return [
    `CREATE SERVER ${name} FOREIGN DATA WRAPPER ${postgres ? 'postgres_fdw' : 'mysql_fdw'} OPTIONS (${options})`,
    `CREATE USER MAPPING FOR CURRENT_USER SERVER ${name} OPTIONS (${account} '${user}', password '${password}')`,
    `CREATE SCHEMA ${name}`,
    ...tables.map((table) => foreignTable(spec, table)),
    // The wrapper of MySQL keeps no statistics.
    ...(postgres ? tables.map((table) => `ANALYZE ${name}.${table}`) : []),
  ];
}

function foreignTable({ name, kind, database }: ServerSpec, table: TpchTableName): string {
  const columns = tpchTable(table).columns.map((column) => `${column.name} ${column.type} NOT NULL`);
  const options = kind === 'postgres' ? `schema_name 'public'` : `dbname '${database}'`;
  return `CREATE FOREIGN TABLE ${name}.${table} (${columns.join(', ')}) SERVER ${name}
    OPTIONS (${options}, table_name '${table}')`;
}

const CANCELED = '57014';
const AS_PRINTED = { getTypeParser: () => (text: string) => text };

function serving(server: PostgresServer, client: Client, versions: Hub['versions']): Hub {
  const close = (): Promise<void> => client.end();
  return {
    versions,
    close,
    run: async (sql, capMs) => {
      await client.query(`SET statement_timeout = ${capMs}`);
      try {
        const query = { text: sql, rowMode: 'array', types: AS_PRINTED } as const;
        return (await client.query<(string | null)[]>(query)).rows;
      } catch (error) {
        if (error instanceof DatabaseError && error.code === CANCELED) return null;
        throw error;
      }
    },
    stop: async () => {
      await close();
      await haltPostgres(server);
    },
  };
}
