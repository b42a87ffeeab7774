import { open, stat } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { AtollError } from '../../engine/errors/atoll-error.ts';
import type { SqliteConfig } from './config.ts';
import { isBusy, sqliteError } from './sqlite-error.ts';

const MAGIC = 'SQLite format 3\0';
/** Milliseconds between two tries at a locked file. */
const RETRY_MS = 20;

/**
 * Looks whether the file is there, can be read and begins as a SQLite database does (an empty file is an empty one).
 * Rejects with `source-unavailable` or `file-format`, step `file`.
 */
export async function checkFile(source: string, file: string): Promise<void> {
  const found = await stat(file).catch((error: unknown) => {
    throw unavailable(source, file, error);
  });
  if (!found.isFile()) {
    const details = { source, step: 'file', hint: 'Give the path of the database file itself.' } as const;
    throw new AtollError('source-unavailable', `${file} is not a file.`, details);
  }
  const start = await firstBytes(file).catch((error: unknown) => {
    throw unavailable(source, file, error);
  });
  if (start === '' || start === MAGIC) return;
  const hint = 'Give the path of an unencrypted SQLite 3 file.';
  throw new AtollError('file-format', `${file} is not a SQLite database, or it is encrypted.`, {
    source,
    step: 'file',
    hint,
  });
}

async function firstBytes(file: string): Promise<string> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(MAGIC.length), 0, MAGIC.length, 0);
    return buffer.toString('latin1', 0, bytesRead);
  } finally {
    await handle.close();
  }
}

function unavailable(source: string, file: string, cause: unknown): AtollError {
  const missing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
  const message = missing ? `There is no file ${file}.` : `${file} can't be read: ${String(cause)}.`;
  const hint = missing
    ? 'Check the path; a relative one starts at the workspace.'
    : 'Check the permissions of the file.';
  return new AtollError('source-unavailable', message, { source, step: 'file', hint, cause });
}

/**
 * Opens the file for reading alone and begins a transaction on its present state, which every later statement of the
 * connection sees. Waits for a lock without blocking the thread, up to the configured time. The caller closes it.
 */
export async function openSnapshot(
  source: string,
  config: SqliteConfig,
  signal: AbortSignal,
): Promise<DatabaseSync> {
  await checkFile(source, config.file);
  const deadline = performance.now() + config.busyTimeout;
  for (;;) {
    signal.throwIfAborted();
    try {
      return beginSnapshot(config.file);
    } catch (error) {
      if (!isBusy(error) || performance.now() >= deadline) throw sqliteError(error, source, config.file);
    }
    await sleep(RETRY_MS, undefined, { signal });
  }
}

function beginSnapshot(file: string): DatabaseSync {
  const database = new DatabaseSync(file, { readOnly: true, allowExtension: false });
  try {
    database.exec('PRAGMA query_only = ON; PRAGMA trusted_schema = OFF; BEGIN');
    // The transaction takes its snapshot at the first read, not at BEGIN.
    database.prepare('SELECT count(*) FROM sqlite_schema').get();
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}
