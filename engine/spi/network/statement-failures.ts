import { AtollError } from '../../errors/atoll-error.ts';
import { MessageError } from './message-error.ts';

/** A connection that ended before its result did. */
export function lost(source: string, cause: unknown): AtollError {
  const words = cause instanceof Error ? cause.message : String(cause);
  return new AtollError(
    'source-lost',
    `The connection to ${source} was lost before the result was complete: ${words}`,
    {
      source,
      step: 'read',
      cause,
      hint: 'Run the query again; if it fails again, check the server and the network.',
    },
  );
}

/** A statement that ran longer than its source's limit, in milliseconds. */
export function tooLong(source: string, timeoutMs: number, cause?: unknown): AtollError {
  return new AtollError(
    'limit-time',
    `${source} did not answer within its limit of ${timeoutMs / 1000} s for one statement.`,
    {
      source,
      step: 'query',
      cause,
      hint: `Raise limits.timeout of ${source} in atoll.yaml, or let the query read less of it.`,
    },
  );
}

/** A source whose tables are no longer what the plan was made for. */
export function drift(source: string, what: string, cause?: unknown): AtollError {
  return new AtollError('source-drift', `${source} has changed since its catalog was read: ${what}.`, {
    source,
    step: 'query',
    cause,
    hint: `Read its catalog again (atoll sources refresh ${source}) and run the query again.`,
  });
}

/**
 * What a statement failed with where the server itself said nothing: bytes that are no answer of a `product` (such as
 * PostgreSQL), or the end of the connection.
 */
export function connectionFailure(source: string, product: string, cause: unknown): AtollError {
  if (cause instanceof MessageError) {
    return new AtollError('source-lost', `${source} sent what can't be read: ${cause.message}`, {
      source,
      step: 'read',
      cause,
      hint: 'Leave out columns with very large values, or check what answers at this address.',
    });
  }
  if (cause instanceof RangeError) {
    return new AtollError('source-lost', `${source} sent a malformed result: ${cause.message}`, {
      source,
      step: 'read',
      cause,
      hint: `Check that a ${product} server answers at this address, and not something between.`,
    });
  }
  return lost(source, cause);
}
