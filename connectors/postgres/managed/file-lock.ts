import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';

/** A lock that is held until released or until the process dies, however it dies. */
export interface FileLock {
  release(): void;
}

const BUSY = 5;
const POLL_MS = 20;

/**
 * Takes the lock on a file, or returns undefined if another process (or another part of this one) has it.
 * Node has no `flock`; SQLite's exclusive transaction is the same thing on every platform, and the system
 * drops it with the process, so a stale lock can't exist.
 */
export function tryLock(path: string): FileLock | undefined {
  const database = begin(path, 'BEGIN EXCLUSIVE');
  return database === undefined ? undefined : { release: () => database.close() };
}

/** Whether somebody holds the lock. Never keeps anyone but a taker of this very instant from having it. */
export function isLocked(path: string): boolean {
  const database = begin(path, 'SELECT count(*) FROM sqlite_master');
  database?.close();
  return database === undefined;
}

/** Waits for the lock; `onWait` is called once if it is not free at once. Throws the signal's reason. */
export async function takeLock(path: string, onWait: () => void, signal?: AbortSignal): Promise<FileLock> {
  let lock = tryLock(path);
  if (lock === undefined) onWait();
  while (lock === undefined) {
    signal?.throwIfAborted();
    await delay(POLL_MS);
    lock = tryLock(path);
  }
  return lock;
}

function begin(path: string, statement: string): DatabaseSync | undefined {
  const database = new DatabaseSync(path, { timeout: 0 });
  try {
    database.exec(statement);
    return database;
  } catch (error) {
    database.close();
    if (error instanceof Error && 'errcode' in error && error.errcode === BUSY) return undefined;
    throw error;
  }
}
