import type { DuckDBConnection } from '@duckdb/node-api';

/** An interrupt between two of DuckDB's steps is lost, so it is repeated until the statement ends. */
const REPEAT_MS = 20;

/**
 * Runs work on a connection that an abort of the signal interrupts. Rejects with the signal's reason where it was
 * aborted, else with what the work rejects with.
 */
export async function interruptible<T>(
  connection: DuckDBConnection,
  signal: AbortSignal,
  work: () => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  let repeat: NodeJS.Timeout | undefined;
  const stop = (): void => {
    connection.interrupt();
    repeat = setInterval(() => connection.interrupt(), REPEAT_MS);
  };
  signal.addEventListener('abort', stop, { once: true });
  try {
    const result = await work();
    signal.throwIfAborted();
    return result;
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener('abort', stop);
    clearInterval(repeat);
  }
}
