import { AtollError } from '../../engine/errors/atoll-error.ts';
import { connectionFailure, drift, lost, tooLong } from '../../engine/spi/network/statement-failures.ts';
import { cancelled } from '../../engine/spi/network/steps.ts';
import { ServerError } from './wire/server-error.ts';

/** What was going on when something failed. */
export interface Doing {
  readonly source: string;
  readonly signal: AbortSignal;
  /** Limit on one statement, and how long this one had run, in milliseconds. */
  readonly timeoutMs: number | null;
  readonly elapsedMs: number;
}

/** SQLSTATEs of a table or column that the catalog had and the server has not. */
const GONE: ReadonlySet<string> = new Set(['42703', '42P01', '3F000']);
const QUERY_CANCELED = '57014';
/** Text that can't be sent as UTF-8: of an SQL_ASCII database, which checks nothing, or a NUL character sent there. */
const UNTRANSLATABLE: ReadonlySet<string> = new Set(['22021', '22P05']);
/** A statement timeout fires a little before our clock says so. */
const TIMEOUT_SLACK_MS = 250;

/** Whatever a statement failed with, as the error of its source. */
export function statementFailure(doing: Doing, cause: unknown): AtollError {
  if (cause instanceof AtollError) return cause;
  if (doing.signal.aborted) return cancelled(doing.source, doing.signal);
  if (cause instanceof ServerError) return serverFailure(doing, cause);
  return connectionFailure(doing.source, 'PostgreSQL', cause);
}

function serverFailure(doing: Doing, error: ServerError): AtollError {
  const { source, timeoutMs, elapsedMs } = doing;
  if (error.fatal || error.sqlState.startsWith('08')) return lost(source, error);
  if (error.sqlState === QUERY_CANCELED && timeoutMs !== null && elapsedMs >= timeoutMs - TIMEOUT_SLACK_MS) {
    return tooLong(source, timeoutMs, error);
  }
  if (GONE.has(error.sqlState)) {
    return drift(source, error.message, error);
  }
  if (UNTRANSLATABLE.has(error.sqlState)) {
    return new AtollError(
      'value-misfit',
      `A text of ${source} can't be exchanged as UTF-8: ${error.message}.`,
      {
        source,
        step: 'read',
        cause: error,
        hint: 'Mend the text at the source, or convert it in a view there (convert_from).',
      },
    );
  }
  const place = error.position === null ? '' : ` at character ${error.position} of the statement sent`;
  const detail = error.detail === null ? '' : ` (${error.detail})`;
  return new AtollError(
    'source-query',
    `${source} refuses the statement${place}: ${error.message}${detail} [SQLSTATE ${error.sqlState}]`,
    {
      source,
      step: 'query',
      cause: error,
      hint: error.hint ?? hintOf(error.sqlState),
    },
  );
}

function hintOf(sqlState: string): string | null {
  if (sqlState === '42501') return 'Ask for SELECT on what is named, or connect as another user.';
  if (sqlState === QUERY_CANCELED)
    return 'Somebody, or a timeout set at the server, stopped the statement there.';
  if (sqlState === '40001' || sqlState === '40P01') return 'Run the query again.';
  return null;
}
