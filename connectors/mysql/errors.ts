import { AtollError } from '../../engine/errors/atoll-error.ts';
import { connectionFailure, drift, lost, tooLong } from '../../engine/spi/network/statement-failures.ts';
import { cancelled } from '../../engine/spi/network/steps.ts';
import { ServerError } from './wire/server-error.ts';

/** What was going on when something failed. */
export interface Doing {
  readonly source: string;
  readonly signal: AbortSignal;
  /** Limit on one statement, in milliseconds. */
  readonly timeoutMs: number | null;
}

/** Tables and columns that the catalog had and the server has not, or has otherwise than the snapshot began with. */
const GONE: ReadonlySet<number> = new Set([1051, 1054, 1146, 1049, 1412, 1356]);
/** Stopped by max_statement_time (MariaDB) and max_execution_time (MySQL). */
const TIMED_OUT: ReadonlySet<number> = new Set([1969, 3024]);
/** The server ends the connection with these. */
const ENDING: ReadonlySet<number> = new Set([
  1053, 1077, 1079, 1152, 1153, 1158, 1159, 1160, 1161, 1927, 3169, 4031,
]);
const OUT_OF_RANGE = 1690;
/** How the dialect makes a zero date raise (sql/zero-dates.ts). */
const ZERO_DATE = /18446744073709551615 \+/;

/** Whatever a statement failed with, as the error of its source. */
export function statementFailure(doing: Doing, cause: unknown): AtollError {
  if (cause instanceof AtollError) return cause;
  if (doing.signal.aborted) return cancelled(doing.source, doing.signal);
  if (cause instanceof ServerError) return serverFailure(doing, cause);
  return connectionFailure(doing.source, 'MySQL', cause);
}

function serverFailure({ source, timeoutMs }: Doing, error: ServerError): AtollError {
  if (error.sqlState.startsWith('08') || ENDING.has(error.errno)) return lost(source, error);
  if (TIMED_OUT.has(error.errno) && timeoutMs !== null) return tooLong(source, timeoutMs, error);
  if (GONE.has(error.errno)) return drift(source, error.message, error);
  if (error.errno === OUT_OF_RANGE && ZERO_DATE.test(error.message)) {
    return new AtollError(
      'value-misfit',
      `A column of ${source} holds a date with a zero in it, such as 0000-00-00.`,
      {
        source,
        step: 'query',
        cause: error,
        hint: `Mend the dates at the source, or set zeroDates of ${source} to null.`,
      },
    );
  }
  return new AtollError(
    'source-query',
    `${source} refuses the statement: ${error.message} [error ${error.errno}, SQLSTATE ${error.sqlState}]`,
    { source, step: 'query', cause: error, hint: hintOf(error.errno) },
  );
}

function hintOf(errno: number): string | null {
  if (errno === 1142 || errno === 1143) return 'Ask for SELECT on what is named, or connect as another user.';
  if (errno === 1317) return 'Somebody stopped the statement at the server.';
  if (errno === 1213 || errno === 1205) return 'Run the query again.';
  if (errno === 1038)
    return 'Let the query sort or group fewer or shorter texts, or raise sort_buffer_size there.';
  return null;
}
