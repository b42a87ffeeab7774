import { AtollError } from '../../errors/atoll-error.ts';
import type { CatalogTable } from '../../types/catalog.ts';
import type { ColumnBatch } from '../column-batch.ts';
import { MessageError } from './message-error.ts';

/** One read of a session, and how its snapshot is made anew. */
export interface SnapshotRead {
  readonly attempt: () => AsyncIterable<ColumnBatch>;
  readonly renew: () => Promise<void>;
  readonly signal: AbortSignal;
}

/**
 * The reads of one session over one snapshot: which tables were found unchanged in it, and whether it may still be made
 * anew.
 */
export class SnapshotReads {
  /** Connections made anew, as told to the engine. */
  retries = 0;
  /** Rows were delivered: from then on another snapshot would mix two states of the source. */
  #delivered = false;
  #reading = 0;
  readonly #checked = new Set<string>();

  /** Streams a read. A connection lost before the first row of the session is made anew once. */
  async *run({ attempt, renew, signal }: SnapshotRead): AsyncGenerator<ColumnBatch, void, void> {
    this.#reading += 1;
    try {
      try {
        yield* this.#mark(attempt());
        return;
      } catch (error) {
        if (!this.#mayRetry(error, signal)) throw error;
      }
      this.#checked.clear();
      this.retries += 1;
      await renew();
      yield* this.#mark(attempt());
    } finally {
      this.#reading -= 1;
    }
  }

  /** Has tables checked against drift, each once a snapshot. Rejects as `check` does. */
  async check(
    tables: readonly CatalogTable[],
    check: (unchecked: readonly CatalogTable[]) => Promise<void>,
  ): Promise<void> {
    const unchecked = tables.filter((table) => !this.#checked.has(keyOf(table)));
    await check(unchecked);
    for (const table of unchecked) this.#checked.add(keyOf(table));
  }

  async *#mark(batches: AsyncIterable<ColumnBatch>): AsyncGenerator<ColumnBatch, void, void> {
    for await (const batch of batches) {
      this.#delivered = true;
      yield batch;
    }
  }

  #mayRetry(error: unknown, signal: AbortSignal): boolean {
    // What the server should not have sent it would send again.
    const refused = error instanceof Error && error.cause instanceof MessageError;
    const lost = error instanceof AtollError && error.report.code === 'source-lost' && !refused;
    return lost && !this.#delivered && this.#reading === 1 && !signal.aborted;
  }
}

function keyOf({ path, fingerprint }: CatalogTable): string {
  return JSON.stringify([path, fingerprint]);
}
