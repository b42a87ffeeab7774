import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { AtollError } from '../../../engine/errors/atoll-error.ts';
import { isLocked, takeLock } from './file-lock.ts';
import { type KeeperProcess, startKeeper } from './keeper-process.ts';
import type { KeeperTask } from './keeper-protocol.ts';
import { type ManagedHome, managedHome, prepareHome } from './managed-home.ts';
import { type ManagedCluster, readCluster, readState } from './managed-state.ts';
import { serverAccount } from './server-account.ts';
import { serverBinaries } from './server-binaries.ts';
import { failed, serverClient, stopServer } from './server-process.ts';

const DEFAULT_IDLE_MS = 60_000;
const POLL_MS = 20;
const UNREACHABLE_MS = 15_000;
const STOP_MS = 45_000;

/** A managed PostgreSQL as the workspace asks for it. */
export interface ManagedServerOptions {
  readonly workspaceDir: string;
  readonly source: string;
  readonly database: string;
  /** The owner of the database, and who logs in. */
  readonly user: string;
  /** A SQL script that fills the database, run once as its owner; from the workspace folder or absolute. */
  readonly seedFile?: string;
  readonly onProgress?: (text: string) => void;
  readonly signal?: AbortSignal;
  /** How long the server stays after the last use, in milliseconds; a minute by default. */
  readonly idleMs?: number;
}

/** How to log in to a managed server. The password is made at random and lives in files of mode 0600. */
export interface ManagedServerAddress {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

/**
 * Returns where the source's private PostgreSQL listens, after starting it (and, at the first start or
 * after a change of the seed script, initialising and seeding it) if it does not run. Many processes may
 * call this at once: one server results. Throws `source-unavailable` with step `start`, or the signal's
 * reason.
 */
export async function ensureManagedServer(options: ManagedServerOptions): Promise<ManagedServerAddress> {
  const home = await managedHome(options.workspaceDir, options.source);
  const task = await taskOf(options);
  const address = await runningServer(home, task);
  if (address !== undefined) return address;
  await prepareHome(home);
  const waiting = () =>
    options.onProgress?.(`waiting for another process that starts or stops ${options.source}`);
  const startLock = await takeLock(home.startLock, waiting, options.signal);
  try {
    return await startUnderLock(home, task, options);
  } finally {
    startLock.release();
  }
}

/** Tells the keeper that the server is still wanted by someone who has no connection at the moment. */
export async function touchLease(workspaceDir: string, source: string): Promise<void> {
  await touch(await managedHome(workspaceDir, source));
}

/** Stops the source's server and keeper, if they run, and returns when both are gone. */
export async function stopManagedServer(workspaceDir: string, source: string): Promise<void> {
  const home = await managedHome(workspaceDir, source);
  if (!existsSync(home.dir)) return;
  const startLock = await takeLock(home.startLock, () => undefined);
  try {
    await stopUnderLock(home);
  } finally {
    startLock.release();
  }
}

async function stopUnderLock(home: ManagedHome): Promise<void> {
  const asked = performance.now();
  // Again and again, because a keeper that is only just starting has not written its id yet.
  for (; isLocked(home.keeperLock); await delay(POLL_MS)) {
    if (performance.now() - asked > STOP_MS)
      throw failed(home, 'The keeper of the managed PostgreSQL does not stop.');
    const pid = Number(await readFile(home.keeperPid, 'utf8').catch(() => ''));
    if (pid > 0) signalKeeper(pid);
  }
  // A keeper that was killed leaves its server behind.
  await rm(home.state, { force: true });
  const account = await serverAccount(home.source);
  await stopServer({ home, account, binaries: await serverBinaries(account, home.source) });
}

function signalKeeper(pid: number): void {
  try {
    process.kill(pid, 'SIGTERM');
  } catch {
    // It has ended since; the lock says so next.
  }
}

async function taskOf(options: ManagedServerOptions): Promise<KeeperTask> {
  const { workspaceDir, source, database, user, idleMs = DEFAULT_IDLE_MS } = options;
  const seedFile = options.seedFile === undefined ? null : resolve(workspaceDir, options.seedFile);
  const task = { workspaceDir: resolve(workspaceDir), source, database, user, seedFile, idleMs };
  if (seedFile === null) return { ...task, seedHash: null };
  try {
    return {
      ...task,
      seedHash: createHash('sha256')
        .update(await readFile(seedFile))
        .digest('hex'),
    };
  } catch (cause) {
    throw new AtollError('source-unavailable', `The seed script of ${source} can't be read: ${seedFile}.`, {
      source,
      step: 'config',
      cause,
      hint: 'Correct managed.seed in atoll.yaml.',
    });
  }
}

/** The address if the right server runs, takes logins and has a keeper; the order is the keeper's counterpart. */
async function runningServer(home: ManagedHome, task: KeeperTask): Promise<ManagedServerAddress | undefined> {
  await touch(home);
  const state = await readState(home);
  const cluster = await readCluster(home);
  if (state === undefined || cluster === undefined) return undefined;
  if (!serves(cluster, task) || !isLocked(home.keeperLock)) return undefined;
  const { user, password, database } = cluster;
  const client = serverClient(state.port, user, password, database);
  try {
    await client.connect();
  } catch {
    return undefined;
  } finally {
    await client.end().catch(() => undefined);
  }
  const still = await readState(home);
  return still === undefined ? undefined : { host: '127.0.0.1', port: state.port, user, password, database };
}

/** Starts a keeper where none lives and waits for its server, however long initialising and seeding take. */
async function startUnderLock(
  home: ManagedHome,
  task: KeeperTask,
  { onProgress = () => undefined, signal }: ManagedServerOptions,
): Promise<ManagedServerAddress> {
  let keeper: KeeperProcess | undefined;
  let published: number | undefined;
  for (;;) {
    signal?.throwIfAborted();
    const address = await runningServer(home, task);
    if (address !== undefined) {
      keeper?.leave();
      if (keeper !== undefined) onProgress(`PostgreSQL is ready for ${task.source}`);
      return address;
    }
    if (await servesAnother(home, task)) {
      onProgress(`what ${home.source} is seeded with has changed`);
      await stopUnderLock(home);
    }
    if (!isLocked(home.keeperLock) && keeper?.runs() !== true) {
      if (keeper !== undefined) throw keeper.failure();
      keeper = startKeeper(home, task, onProgress);
    }
    // A server that is published but takes no logins gets a while to mend itself, then it is replaced.
    published = (await readState(home)) === undefined ? undefined : (published ?? performance.now());
    if (published !== undefined && performance.now() - published > UNREACHABLE_MS) await stopUnderLock(home);
    await delay(POLL_MS);
  }
}

async function servesAnother(home: ManagedHome, task: KeeperTask): Promise<boolean> {
  const cluster = await readCluster(home);
  return cluster !== undefined && !serves(cluster, task) && (await readState(home)) !== undefined;
}

function serves(cluster: ManagedCluster, task: KeeperTask): boolean {
  return (
    cluster.seedHash === task.seedHash && cluster.database === task.database && cluster.user === task.user
  );
}

/** Makes its date new; the file appears with the first use. Without the folder there is nothing to keep. */
async function touch(home: ManagedHome): Promise<void> {
  const now = new Date();
  await utimes(home.lease, now, now).catch(() => writeFile(home.lease, '').catch(() => undefined));
}
