import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { SourceSpec } from '../../fixtures/federation.ts';
import { freePort } from '../../fixtures/postgres.ts';
import { generateTpch } from '../../tpch/generate.ts';
import { writeParquet, writeSqlite } from '../../tpch/load-files.ts';
import { type Placement, TPCH_SOURCES, type TpchSource, tablesAt } from '../../tpch/placements.ts';
import { hubFileOf, KEPT_SCHEMA, type Kept, type KeptSource, SERVER_SCHEMA } from './kept.ts';
import { DATABASE, loadMariadb, loadPostgres, READER } from './load.ts';
import { bootMariadb, connectRoot, createMariadb, haltMariadb } from './mariadb-server.ts';
import { bootPostgres, connectPostgres, createPostgres, haltPostgres } from './postgres-server.ts';

const PASSWORD = 'atoll-bench';
/** What the owner of a server of this size sets; all else is left at its default. */
export const POSTGRES_SETTINGS = ['shared_buffers=1GB'] as const;
export const MARIADB_SETTINGS = ['--innodb-buffer-pool-size=1G'] as const;

/** The loaded sources of one placement, running. */
export interface BenchServers {
  readonly folder: string;
  readonly sources: readonly SourceSpec[];
  /** A DuckDB file with all eight tables: the floor. */
  readonly floor: string;
  /** Versions of the servers by kind, as they tell them. */
  versions(): Promise<Readonly<Record<string, string>>>;
  /** Stops the servers; the data stay in the folder. */
  stop(): Promise<void>;
}

const fileOf = (folder: string): string => path.join(folder, 'servers.json');
const floorOf = (folder: string): string => path.join(folder, 'floor.duckdb');

/** The servers kept in a folder, started where they do not run; made and loaded where the folder has none. */
export async function openServers(
  folder: string,
  placement: Placement,
  scale: number,
  say: (text: string) => void,
): Promise<BenchServers> {
  const kept = await read(folder);
  if (kept === null) return await make(folder, placement, scale, say);
  if (kept.placement !== placement.name || kept.scale !== scale) {
    throw new Error(`${folder} holds placement ${kept.placement} at scale ${kept.scale}.`);
  }
  for (const source of kept.sources) await boot(source);
  return serving(folder, kept);
}

/** Stops the servers kept in a folder, and the hub beside them; the data stay. */
export async function stopServers(folder: string): Promise<void> {
  const kept = await read(folder);
  for (const source of kept?.sources ?? []) await halt(source);
  const hub = await readFile(hubFileOf(folder), 'utf8').catch(() => null);
  if (hub !== null) await haltPostgres(SERVER_SCHEMA.parse(JSON.parse(hub)));
}

async function halt(source: KeptSource): Promise<void> {
  if (source.kind === 'postgres') await haltPostgres(source);
  if (source.kind === 'mysql') await haltMariadb(source);
}

async function read(folder: string): Promise<Kept | null> {
  const text = await readFile(fileOf(folder), 'utf8').catch(() => null);
  return text === null ? null : KEPT_SCHEMA.parse(JSON.parse(text));
}

async function make(
  folder: string,
  placement: Placement,
  scale: number,
  say: (text: string) => void,
): Promise<BenchServers> {
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o755);
  const floor = floorOf(folder);
  await rm(floor, { force: true });
  say(`Making TPC-H at scale ${scale} in ${floor}.`);
  const instance = await DuckDBInstance.create(floor, { threads: '2' });
  const duck = await instance.connect();
  await generateTpch(duck, scale);
  await duck.run('CHECKPOINT');
  duck.closeSync();
  const names = TPCH_SOURCES.filter((source) => tablesAt(source, [placement]).length > 0);
  const sources = await Promise.all(
    names.map(async (name) => {
      const connection = await instance.connect();
      await connection.run('SET preserve_insertion_order = true');
      const loaded = await loadSource(name, placement, folder, connection);
      connection.closeSync();
      say(`${name} is loaded: ${tablesAt(name, [placement]).join(', ')}.`);
      return loaded;
    }),
  );
  instance.closeSync();
  const kept: Kept = { placement: placement.name, scale, sources };
  await writeFile(fileOf(folder), `${JSON.stringify(kept, null, 2)}\n`, { mode: 0o600 });
  return serving(folder, kept);
}

async function loadSource(
  name: TpchSource,
  placement: Placement,
  folder: string,
  duck: DuckDBConnection,
): Promise<KeptSource> {
  const tables = tablesAt(name, [placement]);
  const home = path.join(folder, name);
  if (name === 'lite' || name === 'lake') {
    await mkdir(home, { recursive: true });
    const write = name === 'lite' ? writeSqlite : writeParquet;
    await write(name, tables, duck, home);
    return name === 'lite'
      ? { name, kind: 'sqlite', path: path.join(home, 'tpch.db') }
      : { name, kind: 'files', path: path.join(home, 'lake') };
  }
  const server = { folder: home, port: await freePort(), password: PASSWORD };
  if (name === 'maria') {
    const maria = { ...server, superuser: 'root', settings: [...MARIADB_SETTINGS] };
    await createMariadb(maria);
    await loadMariadb(maria, tables, duck);
    return { name, kind: 'mysql', ...maria };
  }
  const postgres = { ...server, superuser: 'postgres', settings: [...POSTGRES_SETTINGS] };
  await createPostgres(postgres);
  await bootPostgres(postgres);
  await loadPostgres(postgres, tables, duck);
  return { name, kind: 'postgres', ...postgres };
}

async function boot(source: KeptSource): Promise<void> {
  if (source.kind === 'postgres') await bootPostgres(source);
  if (source.kind === 'mysql') await bootMariadb(source);
}

function serving(folder: string, kept: Kept): BenchServers {
  const stop = async (): Promise<void> => {
    for (const source of kept.sources) await halt(source);
  };
  const versions = async (): Promise<Record<string, string>> => {
    const pairs = await Promise.all(kept.sources.map(versionOf));
    return Object.fromEntries(pairs.flat());
  };
  return { folder, sources: kept.sources.map(specOf), floor: floorOf(folder), versions, stop };
}

async function versionOf(source: KeptSource): Promise<readonly (readonly [string, string])[]> {
  if (source.kind === 'postgres') {
    const client = await connectPostgres(source);
    const { rows } = await client.query<{ version: string }>(
      "SELECT current_setting('server_version') AS version",
    );
    await client.end();
    return [['PostgreSQL', rows[0]?.version ?? '']];
  }
  if (source.kind === 'mysql') {
    const wire = await connectRoot(source);
    const [[version] = []] = await wire.command('SELECT version()');
    wire.end();
    return [['MariaDB', version ?? '']];
  }
  return [];
}

function specOf(source: KeptSource): SourceSpec {
  if (source.kind === 'sqlite' || source.kind === 'files') return source;
  const { kind, name, port, password } = source;
  return { kind, name, host: '127.0.0.1', port, user: READER, password, database: DATABASE };
}
