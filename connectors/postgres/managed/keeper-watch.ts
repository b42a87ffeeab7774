import { rm, stat } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from 'pg';
import { z } from 'zod';
import { type FileLock, tryLock } from './file-lock.ts';
import type { ManagedHome } from './managed-home.ts';
import { type ManagedCluster, writeState } from './managed-state.ts';
import { ADMIN, type RunningServer, type ServerTools, serverClient, stopServer } from './server-process.ts';

/** What to watch, and when to give up. */
export interface Watch {
  readonly cluster: ManagedCluster;
  readonly server: RunningServer;
  readonly idleMs: number;
  /** Stops the server at once. */
  readonly signal: AbortSignal;
}

const countSchema = z.tuple([z.object({ sessions: z.int() })]);

/**
 * Returns once the server has stopped: because nobody used it for `idleMs`, because the signal said so, or
 * because it went away by itself. A use is a client session, or a touch of the lease file.
 */
export async function watchUse(tools: ServerTools, watch: Watch): Promise<void> {
  const { home } = tools;
  const pollMs = Math.min(2000, Math.max(50, watch.idleMs / 5));
  const client = serverClient(watch.server.port, ADMIN, watch.cluster.adminPassword, 'postgres');
  const lost = new AbortController();
  client.on('end', () => lost.abort());
  const over = AbortSignal.any([watch.signal, lost.signal]);
  await client.connect();
  // Uses are timed by the monotonic clock: a change of the lease counts, its date doesn't.
  let lease = await leaseTime(home);
  let lastUse = performance.now();
  while (!over.aborted) {
    await delay(pollMs, undefined, { signal: over }).catch(() => undefined);
    const touched = await leaseTime(home);
    if (touched !== lease || (await inUse(client))) lastUse = performance.now();
    lease = touched;
    if (performance.now() - lastUse < watch.idleMs) continue;
    const startLock = tryLock(home.startLock);
    // Somebody is about to use the server.
    if (startLock === undefined) continue;
    if (await stopUnused(tools, watch, client, lease, startLock)) return;
    lastUse = performance.now();
  }
  await client.end().catch(() => undefined);
  await rm(home.state, { force: true });
  await stopServer(tools);
}

/**
 * A user touches the lease, then reads the state file twice, before and after logging in. Here the state
 * file goes first and the lease is read again afterwards, so either the user sees that the server is
 * leaving or the keeper sees the user.
 */
async function stopUnused(
  tools: ServerTools,
  { server }: Watch,
  client: Client,
  lease: number,
  startLock: FileLock,
): Promise<boolean> {
  const { home } = tools;
  try {
    await rm(home.state, { force: true });
    if ((await leaseTime(home)) !== lease || (await inUse(client))) {
      await writeState(home, { port: server.port });
      return false;
    }
    await client.end().catch(() => undefined);
    await stopServer(tools);
    return true;
  } finally {
    startLock.release();
  }
}

async function inUse(client: Client): Promise<boolean> {
  try {
    const { rows } = await client.query(
      `SELECT count(*)::int AS sessions FROM pg_stat_activity
       WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()`,
    );
    return countSchema.parse(rows)[0].sessions > 0;
  } catch {
    // The server is gone; the client's end event says so.
    return false;
  }
}

async function leaseTime(home: ManagedHome): Promise<number> {
  return stat(home.lease).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
}
