/**
 * The keeper of one managed PostgreSQL: a small program, apart from the process that started it, that
 * brings the server up (initialising and seeding it where needed), and stops it and itself once nobody has
 * used it for a while. If it dies, the next user's keeper takes the server over.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { type AtollError, reportOf } from '../../../engine/errors/atoll-error.ts';
import { seedCluster } from './cluster-seed.ts';
import { tryLock } from './file-lock.ts';
import { type KeeperMessage, type KeeperTask, keeperTaskSchema } from './keeper-protocol.ts';
import { watchUse } from './keeper-watch.ts';
import { managedHome } from './managed-home.ts';
import { type ManagedCluster, readCluster, writeCluster, writeState } from './managed-state.ts';
import { serverAccount } from './server-account.ts';
import { serverBinaries } from './server-binaries.ts';
import {
  failed,
  findServer,
  initialiseCluster,
  type RunningServer,
  type ServerTools,
  startServer,
  stopServer,
  takesLogins,
} from './server-process.ts';

const LOCK_PATIENCE_MS = 2000;

function tell(message: KeeperMessage): void {
  // The starter may be gone; nobody needs to hear it then.
  if (process.connected) process.send?.(message, () => undefined);
}

async function main(): Promise<void> {
  const task = keeperTaskSchema.parse(JSON.parse(process.argv[2] ?? '{}'));
  const stopped = new AbortController();
  process.on('SIGTERM', () => stopped.abort()).on('SIGINT', () => stopped.abort());
  process.on('SIGHUP', () => undefined);
  const home = await managedHome(task.workspaceDir, task.source);
  let own = tryLock(home.keeperLock);
  // Someone who only asks whether a keeper lives holds the lock for an instant.
  for (const start = performance.now(); own === undefined; own = tryLock(home.keeperLock)) {
    if (performance.now() - start > LOCK_PATIENCE_MS) return;
    await delay(10);
  }
  // At once: whoever finds the lock held signals the process of this file.
  writeFileSync(home.keeperPid, String(process.pid));
  const account = await serverAccount(task.source);
  const tools: ServerTools = { home, account, binaries: await serverBinaries(account, task.source) };
  try {
    const { cluster, server } = await bringUp(task, tools, stopped.signal);
    await writeState(home, { port: server.port });
    tell({ kind: 'ready' });
    await watchUse(tools, { cluster, server, idleMs: task.idleMs, signal: stopped.signal });
  } finally {
    await rm(home.state, { force: true });
    await stopServer(tools);
    await rm(home.keeperPid, { force: true });
    own.release();
  }
}

interface Up {
  readonly cluster: ManagedCluster;
  readonly server: RunningServer;
}

/** Takes over a running server, or starts the existing cluster, or makes a new one. */
async function bringUp(task: KeeperTask, tools: ServerTools, signal: AbortSignal): Promise<Up> {
  const { home, binaries } = tools;
  const cluster = await readCluster(home);
  if (cluster === undefined) {
    if (task.seedFile === null && existsSync(home.cluster))
      throw failed(home, `${home.cluster} can't be read.`);
    return create(task, tools, signal);
  }
  if (!fits(cluster, task, binaries.version)) {
    if (cluster.seedHash === null) throw unlike(tools, cluster);
    return create(task, tools, signal);
  }
  const running = await findServer(home);
  if (running !== undefined && (await takesLogins(running.port, cluster.adminPassword))) {
    return { cluster, server: running };
  }
  await stopServer(tools);
  try {
    tell({ kind: 'progress', text: `starting PostgreSQL for ${task.source}` });
    return { cluster, server: await startServer(tools, cluster.adminPassword) };
  } catch (error) {
    // What a script made can be made again; what a user put into an unseeded database can't.
    if (task.seedFile === null || signal.aborted) throw error;
    tell({ kind: 'progress', text: `the data of ${task.source} is damaged and is made again` });
    return create(task, tools, signal);
  }
}

async function create(task: KeeperTask, tools: ServerTools, signal: AbortSignal): Promise<Up> {
  const { home, binaries } = tools;
  tell({ kind: 'progress', text: `initialising PostgreSQL for ${task.source}` });
  await stopServer(tools);
  await rm(home.cluster, { force: true });
  const cluster: ManagedCluster = {
    format: 1,
    serverVersion: binaries.version,
    seedHash: task.seedHash,
    database: task.database,
    user: task.user,
    password: randomBytes(18).toString('base64url'),
    adminPassword: randomBytes(18).toString('base64url'),
  };
  await initialiseCluster(tools, cluster.adminPassword);
  signal.throwIfAborted();
  const server = await startServer(tools, cluster.adminPassword);
  // A script in full run ends with its server.
  signal.addEventListener('abort', () => void stopServer(tools).catch(() => undefined), { once: true });
  const onProgress = (text: string) => tell({ kind: 'progress', text: `seeding ${task.source}: ${text}` });
  await seedCluster(
    home,
    cluster,
    server.port,
    task.seedFile === null ? undefined : { file: task.seedFile, onProgress },
  );
  signal.throwIfAborted();
  await writeCluster(home, cluster);
  return { cluster, server };
}

/** What a script made can be made again; a database that was filled by hand is never replaced unasked. */
function unlike({ home }: ServerTools, cluster: ManagedCluster): AtollError {
  const { database, user, serverVersion } = cluster;
  return failed(
    home,
    `The managed database of ${home.source} was made without a seed script, as database ${database} of user ` +
      `${user} on PostgreSQL ${serverVersion}; the workspace now asks for something else.`,
  );
}

/** Whether the cluster holds what the task asks for. */
function fits(cluster: ManagedCluster, task: KeeperTask, version: string): boolean {
  const major = (text: string) => text.split('.')[0];
  return (
    cluster.seedHash === task.seedHash &&
    cluster.database === task.database &&
    cluster.user === task.user &&
    major(cluster.serverVersion) === major(version)
  );
}

function leave(): void {
  if (process.connected) process.disconnect?.();
}

main().then(leave, (error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
  if (process.connected)
    process.send?.({ kind: 'failed', report: reportOf(error) } satisfies KeeperMessage, leave);
});
