import { AtollError } from '../../../engine/errors/atoll-error.ts';
import type { ConnectionPool } from '../../../engine/spi/network/connection-pool.ts';
import type { SourceLimits } from '../../../engine/types/limits.ts';
import { cancelled } from '../../../engine/spi/network/steps.ts';
import type { Wire } from '../wire/wire.ts';
import { beginSnapshot } from './transaction.ts';

/**
 * The one connection of a session, which reads take in turn: neither MySQL nor MariaDB lets a second connection into a
 * snapshot.
 */
export class Turns {
  readonly #source: string;
  readonly #pool: ConnectionPool<Wire>;
  readonly #wire: Wire;
  readonly #limits: SourceLimits;
  #taken = false;
  #closed = false;
  #waiting: PromiseWithResolvers<void>[] = [];

  private constructor(source: string, pool: ConnectionPool<Wire>, limits: SourceLimits, wire: Wire) {
    this.#source = source;
    this.#pool = pool;
    this.#limits = limits;
    this.#wire = wire;
  }

  /** Connects and begins the snapshot. A kept connection that turns out to be dead is replaced. */
  static async begin(
    source: string,
    pool: ConnectionPool<Wire>,
    limits: SourceLimits,
    signal: AbortSignal,
  ): Promise<Turns> {
    for (;;) {
      const { wire, reused } = await pool.acquire(signal);
      const stop = (): void => wire.destroy();
      signal.addEventListener('abort', stop, { once: true });
      try {
        await beginSnapshot(wire, limits.timeoutMs);
        return new Turns(source, pool, limits, wire);
      } catch (error) {
        const dead = !wire.alive;
        wire.destroy();
        pool.release(wire);
        if (signal.aborted) throw cancelled(source, signal);
        if (!reused || !dead) throw error;
      } finally {
        signal.removeEventListener('abort', stop);
      }
    }
  }

  /** The number of the connection for KILL QUERY; none where it has ended. */
  get backends(): readonly string[] {
    return this.#wire.alive && !this.#closed ? [String(this.#wire.threadId)] : [];
  }

  /** The connection, once nobody else reads. Rejects where it was lost, or when the signal aborts. */
  async take(signal: AbortSignal): Promise<Wire> {
    while (this.#taken) await this.#turn(signal);
    if (!this.#wire.alive || !this.#wire.inTransaction || this.#closed) throw this.#gone();
    this.#taken = true;
    return this.#wire;
  }

  giveBack(): void {
    this.#taken = false;
    this.#waiting.shift()?.resolve();
  }

  /** Ends the transaction and gives the connection back to the pool; idempotent. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    for (const waiter of this.#waiting) waiter.resolve();
    this.#waiting = [];
    const wire = this.#wire;
    const timer = setTimeout(() => wire.destroy(), this.#limits.connectTimeoutMs);
    // A connection that is still being read is nobody's to end politely.
    if (wire.busy) wire.destroy();
    else await wire.command('ROLLBACK').catch(() => wire.destroy());
    clearTimeout(timer);
    this.#pool.release(wire);
  }

  async #turn(signal: AbortSignal): Promise<void> {
    if (signal.aborted) throw cancelled(this.#source, signal);
    const waiter = Promise.withResolvers<void>();
    const stop = (): void => waiter.reject(cancelled(this.#source, signal));
    this.#waiting.push(waiter);
    signal.addEventListener('abort', stop, { once: true });
    try {
      await waiter.promise;
    } finally {
      signal.removeEventListener('abort', stop);
      this.#waiting = this.#waiting.filter((other) => other !== waiter);
    }
  }

  #gone(): AtollError {
    return new AtollError(
      'source-lost',
      `The connection to ${this.#source} that held its snapshot was lost.`,
      {
        source: this.#source,
        step: 'read',
        hint: 'Run the query again.',
      },
    );
  }
}
