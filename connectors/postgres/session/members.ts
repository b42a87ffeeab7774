import type { ConnectionPool } from '../../../engine/spi/network/connection-pool.ts';
import type { SourceLimits } from '../../../engine/types/limits.ts';
import { beginOn, endOn, snapshotLost } from '../../../engine/spi/network/snapshot-connections.ts';
import { cancelled } from '../../../engine/spi/network/steps.ts';
import { TurnQueue } from '../../../engine/spi/network/turn-queue.ts';
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
  readonly #waiting: TurnQueue;

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
    this.#waiting = new TurnQueue(source);
  }

  /** Connects and begins the snapshot. A kept connection that turns out to be dead is replaced. */
  static async begin(
    source: string,
    pool: ConnectionPool<Wire>,
    limits: SourceLimits,
    signal: AbortSignal,
  ): Promise<Members> {
    const { wire, begun } = await beginOn(pool, source, signal, (fresh) =>
      beginSnapshot(fresh, limits.timeoutMs),
    );
    return new Members(source, pool, limits, wire, begun);
  }

  /** Process number and secret key of each connection's backend: what a cancel request names. */
  get backends(): readonly string[] {
    const alive = [...this.#all].filter((wire) => wire.alive);
    return alive.map(({ processId, secretKey }) => `${processId}:${secretKey}`);
  }

  /** A connection in the snapshot: a free one, a new one, or the next that is given back. */
  async lend(signal: AbortSignal): Promise<Wire> {
    for (;;) {
      const wire = await this.lendFree(signal);
      if (wire !== null) return wire;
      if (this.#all.size === 0) throw snapshotLost(this.#source);
      await this.#waiting.wait(signal);
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
    this.#waiting.wakeNext();
  }

  /** Ends the transactions and gives all connections back to the pool. */
  async close(): Promise<void> {
    const all = [...this.#all];
    this.#all.clear();
    this.#free.length = 0;
    this.#waiting.wakeAll();
    await Promise.all(all.map((wire) => endOn(this.#pool, wire, this.#limits.connectTimeoutMs)));
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
}
