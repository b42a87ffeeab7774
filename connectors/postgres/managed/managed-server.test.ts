import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AtollError } from '../../../engine/errors/atoll-error.ts';
import { isLocked, tryLock } from './file-lock.ts';
import { type ManagedHome, managedHome } from './managed-home.ts';
import {
  ensureManagedServer,
  type ManagedServerAddress,
  type ManagedServerOptions,
  stopManagedServer,
  touchLease,
} from './managed-server.ts';
import { readCluster } from './managed-state.ts';
import { ADMIN, findServer, serverClient } from './server-process.ts';

const SEED = `
  DO $$ BEGIN RAISE NOTICE 'towns'; END $$;
  CREATE TABLE town (id int PRIMARY KEY, name text NOT NULL);
  INSERT INTO town SELECT n, 'town ' || n FROM generate_series(1, 1000) AS n;
`;

let workspaceDir: string;
let home: ManagedHome;

beforeEach(async () => {
  workspaceDir = await mkdtemp(join(tmpdir(), 'managed-'));
  await mkdir(join(workspaceDir, 'seed'));
  await writeFile(join(workspaceDir, 'seed/town.sql'), SEED);
  home = await managedHome(workspaceDir, 'towns');
});

afterEach(async () => {
  await stopManagedServer(workspaceDir, 'towns');
  await rm(home.dir, { recursive: true, force: true });
  await rm(workspaceDir, { recursive: true, force: true });
});

function ensure(more: Partial<ManagedServerOptions> = {}): Promise<ManagedServerAddress> {
  const seedFile = 'seed/town.sql';
  return ensureManagedServer({
    workspaceDir,
    source: 'towns',
    database: 'atlas',
    user: 'app',
    seedFile,
    ...more,
  });
}

async function countTowns(address: ManagedServerAddress): Promise<number> {
  const client = new Client(address);
  await client.connect();
  try {
    const { rows } = await client.query('SELECT count(*)::int AS towns FROM town');
    return rows[0].towns;
  } finally {
    await client.end();
  }
}

async function until(condition: () => boolean | Promise<boolean>, ms: number): Promise<boolean> {
  for (const start = performance.now(); performance.now() - start < ms; await delay(25)) {
    if (await condition()) return true;
  }
  return false;
}

const keeperPid = async () => Number(await readFile(home.keeperPid, 'utf8'));
const gone = async () => !isLocked(home.keeperLock) && (await findServer(home)) === undefined;

test('the first start seeds with progress, the next use answers in under 50 ms', async () => {
  const heard: string[] = [];
  const first = await ensure({ onProgress: (text) => heard.push(text) });
  expect(await countTowns(first)).toBe(1000);
  expect(heard).toContain('initialising PostgreSQL for towns');
  expect(heard).toContain('seeding towns: towns');
  expect(heard.at(-1)).toBe('PostgreSQL is ready for towns');
  const start = performance.now();
  expect(await ensure()).toEqual(first);
  expect(performance.now() - start).toBeLessThan(50);
});

test('it listens on the loopback address alone, asks for a password, and keeps that to its owner', async () => {
  const address = await ensure();
  expect(address.host).toBe('127.0.0.1');
  const client = new Client({ ...address, password: 'wrong' });
  await expect(client.connect()).rejects.toThrow('password authentication failed');
  expect((await stat(home.cluster)).mode & 0o777).toBe(0o600);
  expect(existsSync(join(home.dir, 'initdb-password'))).toBe(false);
  const admin = serverClient(address.port, ADMIN, (await readCluster(home))?.adminPassword ?? '', 'postgres');
  await admin.connect();
  try {
    const { rows } = await admin.query(
      `SELECT current_setting('listen_addresses') AS tcp, current_setting('unix_socket_directories') AS socket,
         (SELECT rolsuper FROM pg_roles WHERE rolname = 'app') AS super`,
    );
    expect(rows).toEqual([{ tcp: '127.0.0.1', socket: '', super: false }]);
  } finally {
    await admin.end();
  }
});

test('starting at once from many sides ends with one server', async () => {
  const all = await Promise.all([ensure(), ensure(), ensure(), ensure()]);
  expect(new Set(all.map(({ port }) => port)).size).toBe(1);
  expect(await countTowns(all[3])).toBe(1000);
});

test('a stopped server starts again with its data in under 2 s', async () => {
  await ensure();
  await stopManagedServer(workspaceDir, 'towns');
  expect(await gone()).toBe(true);
  const start = performance.now();
  expect(await countTowns(await ensure())).toBe(1000);
  expect(performance.now() - start).toBeLessThan(2000);
});

test('it stops by itself after the idle time, and not while a session or a lease wants it', async () => {
  const address = await ensure({ idleMs: 600 });
  const client = new Client(address);
  await client.connect();
  expect(await until(gone, 1500)).toBe(false);
  await client.end();
  for (let turn = 0; turn < 6; turn++) {
    await delay(250);
    await touchLease(workspaceDir, 'towns');
  }
  expect(await gone()).toBe(false);
  expect(await until(gone, 5000)).toBe(true);
  expect(existsSync(home.state)).toBe(false);
  expect(existsSync(join(home.data, 'postmaster.pid'))).toBe(false);
  expect(await countTowns(await ensure())).toBe(1000);
});

test('the next use takes over the server of a killed keeper', async () => {
  const before = await ensure();
  process.kill(await keeperPid(), 'SIGKILL');
  expect(await until(() => !isLocked(home.keeperLock), 2000)).toBe(true);
  const after = await ensure({ idleMs: 500 });
  expect(after).toEqual(before);
  expect(await until(gone, 5000)).toBe(true);
});

test('a killed server is started again, with its data', async () => {
  await ensure();
  const server = await findServer(home);
  process.kill(server?.pid ?? 0, 'SIGKILL');
  expect(await countTowns(await ensure())).toBe(1000);
});

test('what a crashed machine leaves behind is recovered, another program under the old process id included', async () => {
  await ensure();
  const server = await findServer(home);
  process.kill(await keeperPid(), 'SIGKILL');
  process.kill(server?.pid ?? 0, 'SIGKILL');
  await until(() => !isLocked(home.keeperLock), 2000);
  const stranger = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 30000)'], { stdio: 'ignore' });
  const pidFile = join(home.data, 'postmaster.pid');
  const lines = (await readFile(pidFile, 'utf8')).split('\n');
  await writeFile(pidFile, [String(stranger.pid), ...lines.slice(1)].join('\n'));
  expect(await countTowns(await ensure())).toBe(1000);
  expect(stranger.exitCode).toBeNull();
  stranger.kill();
});

test('a changed seed script replaces the data, also of a running server', async () => {
  const before = await ensure();
  await writeFile(join(workspaceDir, 'seed/town.sql'), SEED.replace('1000', '12'));
  const after = await ensure();
  expect(await countTowns(after)).toBe(12);
  expect(after.password).not.toBe(before.password);
});

test('a broken seed script is an error with its place, and is seeded once corrected', async () => {
  await writeFile(join(workspaceDir, 'seed/town.sql'), 'CREATE TABLE town (id int);\nSELECT 1,\n  nosuch;');
  const failure = await ensure().catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(AtollError);
  expect(failure instanceof AtollError && failure.report).toMatchObject({
    code: 'source-unavailable',
    source: 'towns',
    step: 'start',
    line: 3,
    column: 3,
  });
  await writeFile(join(workspaceDir, 'seed/town.sql'), SEED);
  expect(await countTowns(await ensure())).toBe(1000);
});

test('a start interrupted in mid-seed is begun afresh', async () => {
  await writeFile(join(workspaceDir, 'seed/town.sql'), `${SEED}; SELECT pg_sleep(60);`);
  const interrupted = new AbortController();
  const seeding = new Promise<void>((resolve) => {
    const onProgress = (text: string) => (text === 'seeding towns: towns' ? resolve() : undefined);
    ensure({ onProgress, signal: interrupted.signal }).catch(() => undefined);
  });
  await seeding;
  interrupted.abort();
  process.kill(await keeperPid(), 'SIGKILL');
  await writeFile(join(workspaceDir, 'seed/town.sql'), SEED);
  expect(await countTowns(await ensure())).toBe(1000);
});

test('the server outlives the program that started it, and does not hold it', async () => {
  const program = `
    const { ensureManagedServer } = await import(${JSON.stringify(new URL('./managed-server.ts', import.meta.url).href)});
    const options = JSON.parse(process.argv[1]);
    console.log(JSON.stringify(await ensureManagedServer(options)));
    if (options.hang) await new Promise((resolve) => setTimeout(resolve, 60_000));
  `;
  const options = {
    workspaceDir,
    source: 'towns',
    database: 'atlas',
    user: 'app',
    seedFile: 'seed/town.sql',
  };
  const start = (hang: boolean) =>
    spawn(process.execPath, ['--input-type=module', '-e', program, JSON.stringify({ ...options, hang })], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
  const killed = start(true);
  const [line] = await once(killed.stdout, 'data');
  killed.kill('SIGKILL');
  await once(killed, 'exit');
  expect(await countTowns(JSON.parse(String(line)))).toBe(1000);
  await stopManagedServer(workspaceDir, 'towns');
  const ending = start(false);
  const [code] = await once(ending, 'exit', { signal: AbortSignal.timeout(10_000) });
  expect(code).toBe(0);
  expect(await gone()).toBe(false);
});

test('a damaged cluster is made again from its seed', async () => {
  await ensure();
  await stopManagedServer(workspaceDir, 'towns');
  await rm(join(home.data, 'global/pg_control'));
  const heard: string[] = [];
  expect(await countTowns(await ensure({ onProgress: (text) => heard.push(text) }))).toBe(1000);
  expect(heard).toContain('the data of towns is damaged and is made again');
});

test('a database without a seed script keeps what its user put into it, whatever changes', async () => {
  const bare = { workspaceDir, source: 'towns', database: 'atlas', user: 'app' };
  const client = new Client(await ensureManagedServer(bare));
  await client.connect();
  await client.query('CREATE TABLE town (id int)');
  await client.end();
  await stopManagedServer(workspaceDir, 'towns');
  await expect(ensureManagedServer({ ...bare, user: 'other' })).rejects.toThrow('database atlas of user app');
  expect(await countTowns(await ensureManagedServer(bare))).toBe(0);
  await stopManagedServer(workspaceDir, 'towns');
  const record = await readFile(home.cluster);
  await writeFile(home.cluster, record.subarray(0, 40));
  await expect(ensureManagedServer(bare)).rejects.toThrow("cluster.json can't be read");
  await writeFile(home.cluster, record);
  await rm(join(home.data, 'global/pg_control'));
  await expect(ensureManagedServer(bare)).rejects.toThrow('pg_control');
  expect(existsSync(join(home.data, 'base'))).toBe(true);
});

test('a lock is free again when released, and knows its holder', () => {
  const path = join(workspaceDir, 'some.lock');
  const lock = tryLock(path);
  expect(isLocked(path)).toBe(true);
  expect(tryLock(path)).toBeUndefined();
  lock?.release();
  expect(isLocked(path)).toBe(false);
});
