import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Wire } from '../../../connectors/mysql/wire/wire.ts';
import { connectMariadb } from '../../fixtures/mariadb.ts';
import { commandAs, folderOf, runAs } from './as-user.ts';

const ACCOUNT = 'mysql';
const PATIENCE_MS = 60_000;

/** A server of the distribution's own package whose data outlive the program that made it. */
export interface MariadbServer {
  readonly folder: string;
  readonly port: number;
  readonly superuser: string;
  readonly password: string;
  /** Options of the server beyond its defaults. */
  readonly settings: readonly string[];
}

/** Makes its system tables. */
export async function createMariadb(server: MariadbServer): Promise<void> {
  await folderOf(ACCOUNT, server.folder);
  await runAs(ACCOUNT, 'mariadb-install-db', [
    '--no-defaults',
    `--datadir=${path.join(server.folder, 'data')}`,
    `--tmpdir=${server.folder}`,
    '--auth-root-authentication-method=normal',
    '--skip-test-db',
  ]);
  await bootMariadb({ ...server, password: '' });
  const wire = await connectRoot({ ...server, password: '' });
  await wire.command(`ALTER USER '${server.superuser}'@'localhost' IDENTIFIED BY '${server.password}'`);
  wire.end();
}

/** Starts it unless it runs. It goes on when this program ends. */
export async function bootMariadb(server: MariadbServer): Promise<void> {
  if (await answers(server)) return;
  const [program, args] = commandAs(ACCOUNT, '/usr/sbin/mariadbd', [
    '--no-defaults',
    '--bind-address=127.0.0.1',
    `--datadir=${path.join(server.folder, 'data')}`,
    `--tmpdir=${server.folder}`,
    `--socket=${path.join(server.folder, 's.sock')}`,
    `--log-error=${path.join(server.folder, 'log')}`,
    `--port=${server.port}`,
    ...server.settings,
  ]);
  const child = spawn(program, args, { cwd: '/', stdio: 'ignore', detached: true });
  child.unref();
  const began = performance.now();
  while (!(await answers(server))) {
    if (child.exitCode !== null || performance.now() - began > PATIENCE_MS) {
      throw new Error(`MariaDB did not start; its log is in ${server.folder}.`);
    }
    await setTimeout(200);
  }
}

/** Asks it to end, and waits until it has: the last that it does is to remove the file with its process number. */
export async function haltMariadb(server: MariadbServer): Promise<void> {
  const wire = await connectRoot(server);
  const [[pidFile] = []] = await wire.command('SELECT @@pid_file');
  await wire.command('SHUTDOWN');
  wire.destroy();
  if (typeof pidFile === 'string') await untilGone(pidFile);
}

async function untilGone(file: string): Promise<void> {
  const began = performance.now();
  while (existsSync(file)) {
    if (performance.now() - began > PATIENCE_MS) throw new Error('MariaDB did not end.');
    await setTimeout(100);
  }
}

/** A connection as the superuser; the caller ends it. */
export async function connectRoot(server: MariadbServer, database = 'mysql'): Promise<Wire> {
  const { port, superuser, password } = server;
  return await connectMariadb({ host: '127.0.0.1', port, user: superuser, password }, database);
}

async function answers(server: MariadbServer): Promise<boolean> {
  try {
    const wire = await connectRoot(server);
    wire.end();
    return true;
  } catch {
    return false;
  }
}
