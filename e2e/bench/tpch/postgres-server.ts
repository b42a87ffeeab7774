import { readdirSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Client } from 'pg';
import { folderOf, runAs } from './as-user.ts';

const ACCOUNT = 'postgres';
const PACKAGES = '/usr/lib/postgresql';

/** A server of the distribution's own package, which has the foreign data wrappers that the npm package lacks. */
export interface PostgresServer {
  readonly folder: string;
  readonly port: number;
  readonly superuser: string;
  readonly password: string;
  /** Options of the server beyond its defaults. */
  readonly settings: readonly string[];
}

/** The newest installed major version's programs. Throws where there is none. */
function programs(): string {
  const [newest] = readdirSync(PACKAGES).toSorted((a, b) => Number(b) - Number(a));
  if (newest === undefined) throw new Error('PostgreSQL is not installed: apt-get install postgresql-15.');
  return path.join(PACKAGES, newest, 'bin');
}

const dataOf = (server: PostgresServer): string => path.join(server.folder, 'data');

/** Makes an empty cluster: UTF-8, no locale of its own (what a server without language packs gets). */
export async function createPostgres(server: PostgresServer): Promise<void> {
  await folderOf(ACCOUNT, server.folder);
  const secret = path.join(server.folder, 'superuser.secret');
  await writeFile(secret, server.password, { mode: 0o644 });
  await runAs(ACCOUNT, path.join(programs(), 'initdb'), [
    `--pgdata=${dataOf(server)}`,
    `--username=${server.superuser}`,
    `--pwfile=${secret}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C.UTF-8',
  ]);
  await rm(secret);
}

/** Starts it unless it runs. It goes on when this program ends. */
export async function bootPostgres(server: PostgresServer): Promise<void> {
  if (await answers(server)) return;
  const settings = [
    ...server.settings,
    'listen_addresses=127.0.0.1',
    `port=${server.port}`,
    `unix_socket_directories=${server.folder}`,
  ];
  await runAs(ACCOUNT, path.join(programs(), 'pg_ctl'), [
    'start',
    '--wait',
    '--silent',
    `--pgdata=${dataOf(server)}`,
    `--log=${path.join(server.folder, 'log')}`,
    `--options=${settings.map((setting) => `-c ${setting}`).join(' ')}`,
  ]).catch(async (error: unknown) => {
    const log = await readFile(path.join(server.folder, 'log'), 'utf8').catch(() => '');
    throw new Error(`PostgreSQL did not start:\n${log.slice(-2000)}`, { cause: error });
  });
}

/** Stops it, its connections with it. */
export async function haltPostgres(server: PostgresServer): Promise<void> {
  const args = ['stop', '--wait', '--silent', '--mode=fast', `--pgdata=${dataOf(server)}`];
  await runAs(ACCOUNT, path.join(programs(), 'pg_ctl'), args);
}

/** A connection as the superuser; the caller ends it. */
export async function connectPostgres(server: PostgresServer, database = 'postgres'): Promise<Client> {
  const { port, superuser, password } = server;
  const client = new Client({ host: '127.0.0.1', port, user: superuser, password, database });
  await client.connect();
  return client;
}

async function answers(server: PostgresServer): Promise<boolean> {
  try {
    const client = await connectPostgres(server);
    await client.end();
    return true;
  } catch {
    return false;
  }
}
