import { Worker } from 'node:worker_threads';
import { AtollError } from '../../engine/errors/atoll-error.ts';
import type { CatalogPiece } from './catalog-pieces.ts';
import type { SchemaMessage, SchemaOrder } from './schema-thread.ts';

const PROGRAM = new URL('./schema-thread.ts', import.meta.url);

/**
 * The pieces of a file's catalog, described in a thread of their own: SQLite reads the schema of a file at once, which
 * takes a quarter of a second with 20,000 tables and can't be interrupted. Each piece is asked for when the one before
 * has been used. Rejects as `openSnapshot` does, and with the signal's reason.
 */
export async function* describeInThread(
  order: SchemaOrder,
  signal: AbortSignal,
): AsyncGenerator<CatalogPiece> {
  signal.throwIfAborted();
  const worker = new Worker(PROGRAM, { workerData: order, execArgv: [] });
  let next = Promise.withResolvers<SchemaMessage>();
  const fail = (error: unknown): void => next.reject(error);
  const stop = (): void => fail(signal.reason);
  worker.on('message', (message: SchemaMessage) => next.resolve(message));
  worker.on('error', fail);
  worker.on('exit', () => fail(new Error('The thread that reads the catalog ended too early.')));
  signal.addEventListener('abort', stop, { once: true });
  try {
    for (;;) {
      const message = await next.promise;
      if (message.kind === 'done') return;
      if (message.kind === 'failed') throw AtollError.from(message.report);
      next = Promise.withResolvers();
      next.promise.catch(() => undefined);
      yield message.piece;
      signal.throwIfAborted();
      worker.postMessage('next');
    }
  } finally {
    signal.removeEventListener('abort', stop);
    // A statement of SQLite that runs is waited for by the thread alone.
    void worker.terminate();
  }
}
