import { AtollError } from '../../engine/errors/atoll-error.ts';
import type { ErrorCode } from '../../engine/errors/error-code.ts';
import type { SourceStep } from '../../engine/errors/atoll-error.ts';

interface Meaning {
  readonly code: ErrorCode;
  readonly step: SourceStep;
  readonly message: string;
  readonly hint: string;
}

/** SQLite's primary result codes (rescode.html) that a reader meets. */
const BUSY = 5;
const LOCKED = 6;

const MEANINGS: Readonly<Record<number, Meaning>> = {
  [BUSY]: {
    code: 'source-unavailable',
    step: 'file',
    message: 'is locked by another program that is writing to it',
    hint: 'Wait for the other program to finish, or raise busyTimeout.',
  },
  [LOCKED]: {
    code: 'source-unavailable',
    step: 'file',
    message: 'is locked within this program',
    hint: 'Run the query again.',
  },
  10: {
    code: 'source-lost',
    step: 'read',
    message: 'could not be read from its disk',
    hint: 'Check the disk or the network share it is on.',
  },
  11: {
    code: 'file-format',
    step: 'read',
    message: 'is damaged',
    hint: 'Run PRAGMA integrity_check on a copy, or restore the file.',
  },
  14: {
    code: 'source-unavailable',
    step: 'file',
    message: 'could not be opened',
    hint: 'Check that the file can be read; a database in WAL mode also needs to write its -shm file beside it.',
  },
  26: {
    code: 'file-format',
    step: 'file',
    message: 'is not a SQLite database, or it is encrypted',
    hint: 'Give the path of an unencrypted SQLite 3 file.',
  },
};

/** What `node:sqlite` throws. */
interface SqliteFailure extends Error {
  readonly code: 'ERR_SQLITE_ERROR';
  readonly errcode: number;
}

export function isSqliteFailure(error: unknown): error is SqliteFailure {
  return error instanceof Error && 'code' in error && error.code === 'ERR_SQLITE_ERROR' && 'errcode' in error;
}

/** Whether trying again a little later may help. */
export function isBusy(error: unknown): boolean {
  return isSqliteFailure(error) && primary(error) === BUSY;
}

/** An error of SQLite as one of Atoll; an AtollError stays as it is. */
export function sqliteError(error: unknown, source: string, file: string): unknown {
  if (!isSqliteFailure(error)) return error;
  const meaning = MEANINGS[primary(error)];
  if (meaning !== undefined) {
    const { code, step, message, hint } = meaning;
    return new AtollError(code, `${file} ${message} (SQLite: ${error.message}).`, {
      source,
      step,
      hint,
      cause: error,
    });
  }
  if (/^no such (?:table|column)/u.test(error.message)) {
    const message = `${source} no longer has what the query reads (SQLite: ${error.message}).`;
    return new AtollError('source-drift', message, {
      source,
      step: 'query',
      hint: refresh(source),
      cause: error,
    });
  }
  const message = `SQLite could not run the query: ${error.message}.`;
  return new AtollError('source-query', message, { source, step: 'query', cause: error });
}

export function refresh(source: string): string {
  return `Run 'atoll sources refresh ${source}' and the query again.`;
}

function primary(error: SqliteFailure): number {
  return error.errcode & 0xff;
}
