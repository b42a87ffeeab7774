import { AtollError, type ErrorDetails } from '../errors/atoll-error.ts';

const MEMORY_HINT =
  'Raise the memory setting of the workspace, run fewer queries at once, or narrow the query so that less is joined or sorted.';
const DISK_HINT = 'Free some space, raise the spill setting of the workspace, or narrow the query.';

/**
 * An error of the local DuckDB as the user shall see it: out of memory and out of disk by their own codes, all else
 * as `sql-execution` in DuckDB's words. An AtollError stays what it is.
 */
export function localError(error: unknown, details: ErrorDetails = {}): AtollError {
  if (error instanceof AtollError) return error.with(details);
  return (
    resourceError(error, details) ??
    new AtollError('sql-execution', withoutText(words(error)), { ...details, cause: error })
  );
}

/** `limit-memory` or `limit-disk` where the error is one, else null. */
export function resourceError(error: unknown, details: ErrorDetails = {}): AtollError | null {
  const text = words(error);
  if (/max_temp_directory_size|No space left on device|disk full/i.test(text)) {
    const message = 'The query ran out of disk space for spilling what does not fit into memory.';
    return new AtollError('limit-disk', `${message} ${firstLine(text)}`, {
      hint: DISK_HINT,
      ...details,
      cause: error,
    });
  }
  if (text.startsWith('Out of Memory Error')) {
    const message = 'The query needs more memory than it may use.';
    return new AtollError('limit-memory', `${message} ${firstLine(text)}`, {
      hint: MEMORY_HINT,
      ...details,
      cause: error,
    });
  }
  return null;
}

/** DuckDB could not find or bind what a text names. */
export function isBindError(error: unknown): boolean {
  return /^(Binder|Catalog|Parser) Error/.test(words(error));
}

function words(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** DuckDB ends a message with the place in the text that it ran: that is one of ours, which nobody wrote. */
function withoutText(message: string): string {
  return message.replace(/\n+LINE \d+: [^]*$/, '');
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? text;
}
