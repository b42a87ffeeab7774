import { execFile, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { chown, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { AtollError } from '../../../engine/errors/atoll-error.ts';
import type { ManagedHome } from './managed-home.ts';
import type { ServerAccount } from './server-account.ts';
import type { ServerBinaries } from './server-binaries.ts';

/** The superuser of every managed cluster; only the keeper logs in as it. */
export const ADMIN = 'atoll_admin';

const run = promisify(execFile);
const START_TIMEOUT_MS = 60_000;
const POLL_MS = 15;

/** What is needed to drive one managed server. */
export interface ServerTools {
  readonly home: ManagedHome;
  readonly account: ServerAccount;
  readonly binaries: ServerBinaries;
}

/** A server that runs on the data of this home, started by whomever. */
export interface RunningServer {
  readonly pid: number;
  readonly port: number;
}

/** A client of the managed server. Its late errors (the server stops) are left to whoever awaits a query. */
export function serverClient(port: number, user: string, password: string, database: string): Client {
  const client = new Client({
    host: '127.0.0.1',
    port,
    user,
    password,
    database,
    connectionTimeoutMillis: 5000,
  });
  client.on('error', () => undefined);
  return client;
}

/** Makes an empty cluster, in place of what was there. */
export async function initialiseCluster(tools: ServerTools, adminPassword: string): Promise<void> {
  const { home, account, binaries } = tools;
  const passwordFile = join(home.dir, 'initdb-password');
  await rm(home.data, { recursive: true, force: true });
  await mkdir(home.data, { mode: 0o700 });
  await writeFile(passwordFile, adminPassword, { mode: 0o600 });
  if (account.uid !== undefined && account.gid !== undefined) {
    await chown(home.data, account.uid, account.gid);
    await chown(passwordFile, account.uid, account.gid);
  }
  // ICU's en-US is the usual business collation and is in the package, whatever locales the machine has.
  const collation = ['--encoding=UTF8', '--locale=C', '--locale-provider=icu', '--icu-locale=en-US'];
  const login = [`--username=${ADMIN}`, '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  try {
    await run(binaries.initdb, [`--pgdata=${home.data}`, ...login, ...collation], childOptions(tools));
  } catch (cause) {
    throw failed(home, `PostgreSQL could not be initialised: ${outputOf(cause)}`, cause);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/** Starts the server on a free port of 127.0.0.1 and waits until it takes logins. */
export async function startServer(tools: ServerTools, adminPassword: string): Promise<RunningServer> {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const log = await startOnce(tools, port, adminPassword);
    if (log === undefined) {
      const server = await findServer(tools.home);
      if (server !== undefined) return server;
    }
    // Another program took the port, or the children of a killed server are still leaving.
    const passing = /could not bind|pre-existing shared memory block/.test(log ?? '');
    if (!passing || attempt === 20)
      throw failed(tools.home, `PostgreSQL did not start: ${log ?? 'it ended at once'}`);
    await delay(250);
  }
}

/** Undefined once the server takes logins, or the end of its log if it gave up. */
async function startOnce(
  tools: ServerTools,
  port: number,
  adminPassword: string,
): Promise<string | undefined> {
  const { home, binaries } = tools;
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'timezone=UTC',
    'log_timezone=UTC',
  ];
  // Nothing is replicated from here, and a bulk load into a new table then needs no write-ahead log.
  settings.push(
    'wal_level=minimal',
    'max_wal_senders=0',
    'max_connections=50',
    'shared_buffers=64MB',
    'jit=off',
  );
  const log = openSync(home.serverLog, 'w', 0o600);
  const args = ['-D', home.data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])];
  const child = spawn(binaries.postgres, args, { ...childOptions(tools), stdio: ['ignore', log, log] });
  closeSync(log);
  let refused: string | undefined;
  child.on('error', (error) => (refused = error.message));
  const deadline = performance.now() + START_TIMEOUT_MS;
  while (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
    if (await takesLogins(port, adminPassword)) return undefined;
    if (performance.now() > deadline) {
      child.kill('SIGQUIT');
      return `no login succeeded within ${START_TIMEOUT_MS / 1000} s. ${await logTail(home)}`;
    }
    await delay(POLL_MS);
  }
  return refused ?? logTail(home);
}

/** Whether the server on that port is ours and ready. */
export async function takesLogins(port: number, adminPassword: string): Promise<boolean> {
  const client = serverClient(port, ADMIN, adminPassword, 'postgres');
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Stops the server: open transactions are rolled back, sessions closed, data written. */
export async function stopServer(tools: ServerTools): Promise<void> {
  const { home, binaries } = tools;
  const stop = (mode: string) =>
    run(binaries.pgCtl, ['stop', '-D', home.data, '-m', mode, '-w', '-t', '20'], childOptions(tools));
  if ((await findServer(home)) === undefined) return;
  try {
    await stop('fast').catch(() => stop('immediate'));
  } catch (cause) {
    if ((await findServer(home)) !== undefined) {
      throw failed(home, `PostgreSQL could not be stopped: ${outputOf(cause)}`, cause);
    }
  }
}

/**
 * The server that runs on this home's data, by its `postmaster.pid`. A file left by a killed server, its
 * process id perhaps taken over by another program since, is removed.
 */
export async function findServer(home: ManagedHome): Promise<RunningServer | undefined> {
  const pidFile = join(home.data, 'postmaster.pid');
  // Lines: process id, data folder, start time, port, …
  const [pid, , , port] = (await readFile(pidFile, 'utf8').catch(() => '')).split('\n').map(Number);
  if (pid === undefined || !(pid > 0)) return undefined;
  if ((await commandOf(pid)).includes(home.data)) return port === undefined ? undefined : { pid, port };
  await rm(pidFile, { force: true });
  return undefined;
}

/** The command line of a process; empty if there is none with that id. */
async function commandOf(pid: number): Promise<string> {
  if (process.platform === 'linux') return readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  const [program, args] =
    process.platform === 'win32'
      ? [
          'powershell',
          [
            '-NoProfile',
            '-Command',
            `(Get-CimInstance Win32_Process -Filter "ProcessId=${pid}").CommandLine`,
          ],
        ]
      : ['ps', ['-ww', '-o', 'command=', '-p', String(pid)]];
  return run(program, args).then(
    ({ stdout }) => stdout,
    () => '',
  );
}

/** The environment without settings of PostgreSQL's programs (PGDATA, PGPORT, …) that would steer ours. */
function childOptions({ home, account }: ServerTools): {
  env: NodeJS.ProcessEnv;
  cwd: string;
  uid?: number;
  gid?: number;
} {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('PG'));
  return { ...account, cwd: home.dir, env: { ...Object.fromEntries(inherited), LC_ALL: 'C' } };
}

async function freePort(): Promise<number> {
  const probe = createServer();
  return new Promise((resolve, reject) => {
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = address !== null && typeof address === 'object' ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

async function logTail(home: ManagedHome): Promise<string> {
  const log = await readFile(home.serverLog, 'utf8').catch(() => '');
  return log.trim().split('\n').slice(-5).join(' ');
}

function outputOf(error: unknown): string {
  const stderr = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
  return stderr || (error instanceof Error ? error.message : String(error));
}

/** A failure of the managed server as the user sees it. */
export function failed(home: ManagedHome, message: string, cause?: unknown): AtollError {
  return new AtollError('source-unavailable', message, {
    source: home.source,
    step: 'start',
    cause,
    hint: `The server's log is ${home.serverLog}; removing ${home.dir} lets Atoll begin afresh.`,
  });
}
