import type { ConnectionPool } from '../../../engine/spi/network/connection-pool.ts';
import type { SourceLimits } from '../../../engine/types/limits.ts';
import { AtollError } from '../../../engine/errors/atoll-error.ts';
import { cancelled } from '../../../engine/spi/network/steps.ts';
import type { Wire } from '../wire/wire.ts';
import { beginSnapshot, joinSnapshot } from './transaction.ts';

/**
 * The connections of one session: the first holds the snapshot, further ones join it as far as the source's limit and
 * its server allow. Where no more are to be had, reads take turns.
 */
export class Members {
  readonly #source: string;
  readonly #pool: ConnectionPool<Wire>;
  readonly #limits: SourceLimits;
  readonly #first: Wire;
  #snapshot: string | null;
  readonly #free: Wire[];
  readonly #all: Set<Wire>;
  #waiting: PromiseWithResolvers<void>[] = [];

  private constructor(
    source: string,
    pool: ConnectionPool<Wire>,
    limits: SourceLimits,
    first: Wire,
    snapshot: string | null,
  ) {
    this.#source = source;
    this.#pool = pool;
    this.#limits = limits;
    this.#first = first;
    this.#snapshot = snapshot;
    this.#free = [first];
    this.#all = new Set([first]);
  }

  /** Connects and begins the snapshot. A kept connection that turns out to be dead is replaced. */
  static async begin(
    source: string,
    pool: ConnectionPool<Wire>,
    limits: SourceLimits,
    signal: AbortSignal,
  ): Promise<Members> {
    for (;;) {
      const { wire, reused } = await pool.acquire(signal);
      const stop = (): void => wire.destroy();
      signal.addEventListener('abort', stop, { once: true });
      try {
        const snapshot = await beginSnapshot(wire, limits.timeoutMs);
        return new Members(source, pool, limits, wire, snapshot);
      } catch (error) {
        wire.destroy();
        pool.release(wire);
        if (signal.aborted) throw cancelled(source, signal);
        if (!reused) throw error;
      } finally {
        signal.removeEventListener('abort', stop);
      }
    }
  }

  /** False once the connection that holds the snapshot is gone. */
  get alive(): boolean {
    return this.#first.alive;
  }

  /** Process number and secret key of each connection's backend: what a cancel request names. */
  get backends(): readonly string[] {
    const alive = [...this.#all].filter((wire) => wire.alive);
    return alive.map(({ processId, secretKey }) => `${processId}:${secretKey}`);
  }

  get serverVersion(): number {
    return this.#first.serverVersion;
  }

  /** A connection in the snapshot: a free one, a new one, or the next that is given back. */
  async lend(signal: AbortSignal): Promise<Wire> {
    for (;;) {
      const wire = await this.lendFree(signal);
      if (wire !== null) return wire;
      if (this.#all.size === 0) throw this.#gone();
      await this.#turn(signal);
    }
  }

  /** A connection in the snapshot if one may be had without waiting for others, else null. */
  async lendFree(signal: AbortSignal): Promise<Wire | null> {
    const free = this.#free.shift();
    return free ?? (await this.#join(signal));
  }

  /** Takes a connection back after a read. */
  giveBack(wire: Wire): void {
    if (wire.alive && !wire.busy && wire.status === 'T') this.#free.push(wire);
    else this.#drop(wire);
    this.#waiting.shift()?.resolve();
  }

  /** Ends the transactions and gives all connections back to the pool. */
  async close(): Promise<void> {
    const all = [...this.#all];
    this.#all.clear();
    this.#free.length = 0;
    for (const waiter of this.#waiting) waiter.resolve();
    this.#waiting = [];
    await Promise.all(
      all.map(async (wire) => {
        const timer = setTimeout(() => wire.destroy(), this.#limits.connectTimeoutMs);
        // A connection that is still being read is nobody's to end politely.
        if (wire.busy) wire.destroy();
        else await wire.command('ROLLBACK').catch(() => wire.destroy());
        clearTimeout(timer);
        this.#pool.release(wire);
      }),
    );
  }

  async #join(signal: AbortSignal): Promise<Wire | null> {
    const snapshot = this.#snapshot;
    if (snapshot === null || this.#limits.connections < 2) return null;
    const lent = await this.#pool.acquireFree(signal);
    if (lent === null) return null;
    const { wire } = lent;
    const stop = (): void => wire.destroy();
    signal.addEventListener('abort', stop, { once: true });
    try {
      await joinSnapshot(wire, snapshot, this.#limits.timeoutMs);
      this.#all.add(wire);
      return wire;
    } catch {
      // Another server behind a pooler, or a connection that has died: the ones at hand must do.
      wire.destroy();
      this.#pool.release(wire);
      if (signal.aborted) throw cancelled(this.#source, signal);
      if (!lent.reused) this.#snapshot = null;
      return null;
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  #drop(wire: Wire): void {
    wire.destroy();
    this.#all.delete(wire);
    this.#pool.release(wire);
    if (wire === this.#first) this.#snapshot = null;
  }

  async #turn(signal: AbortSignal): Promise<void> {
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
