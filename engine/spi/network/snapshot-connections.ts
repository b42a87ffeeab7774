import { AtollError } from '../../errors/atoll-error.ts';
import type { ConnectionPool, PooledConnection } from './connection-pool.ts';
import { cancelled } from './steps.ts';

/** A connection that snapshots are read on. */
export interface SnapshotConnection extends PooledConnection {
  /** True from a statement sent until its answer was read to the end. */
  readonly busy: boolean;
  command(sql: string): Promise<unknown>;
}

/**
 * Takes a connection of the pool and begins on it what a session reads; a kept connection that turns out to be of no
 * use is replaced. Rejects as connecting or `begin` does, or when the signal aborts.
 */
export async function beginOn<Connection extends SnapshotConnection, Begun>(
  pool: ConnectionPool<Connection>,
  source: string,
  signal: AbortSignal,
  begin: (wire: Connection) => Promise<Begun>,
): Promise<{ readonly wire: Connection; readonly begun: Begun }> {
  for (;;) {
    const { wire, reused } = await pool.acquire(signal);
    const stop = (): void => wire.destroy();
    signal.addEventListener('abort', stop, { once: true });
    try {
      return { wire, begun: await begin(wire) };
    } catch (error) {
      wire.destroy();
      pool.release(wire);
      if (signal.aborted) throw cancelled(source, signal);
      if (!reused) throw error;
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }
}

/** Ends the transaction of a connection within `mostMs` and gives it back to its pool. Never rejects. */
export async function endOn<Connection extends SnapshotConnection>(
  pool: ConnectionPool<Connection>,
  wire: Connection,
  mostMs: number,
): Promise<void> {
  const timer = setTimeout(() => wire.destroy(), mostMs);
  // A connection that is still being read is nobody's to end politely.
  if (wire.busy) wire.destroy();
  else await wire.command('ROLLBACK').catch(() => wire.destroy());
  clearTimeout(timer);
  pool.release(wire);
}

/** The connection that held a session's snapshot has ended: what was not read of it can't be any more. */
export function snapshotLost(source: string): AtollError {
  return new AtollError('source-lost', `The connection to ${source} that held its snapshot was lost.`, {
    source,
    step: 'read',
    hint: 'Run the query again.',
  });
}
