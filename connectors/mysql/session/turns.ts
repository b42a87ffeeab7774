import type { ConnectionPool } from '../../../engine/spi/network/connection-pool.ts';
import type { SourceLimits } from '../../../engine/types/limits.ts';
import { beginOn, endOn, snapshotLost } from '../../../engine/spi/network/snapshot-connections.ts';
import { TurnQueue } from '../../../engine/spi/network/turn-queue.ts';
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
  readonly #waiting: TurnQueue;

  private constructor(source: string, pool: ConnectionPool<Wire>, limits: SourceLimits, wire: Wire) {
    this.#source = source;
    this.#pool = pool;
    this.#limits = limits;
    this.#wire = wire;
    this.#waiting = new TurnQueue(source);
  }

  /** Connects and begins the snapshot. A kept connection that turns out to be dead is replaced. */
  static async begin(
    source: string,
    pool: ConnectionPool<Wire>,
    limits: SourceLimits,
    signal: AbortSignal,
  ): Promise<Turns> {
    const { wire } = await beginOn(pool, source, signal, (fresh) => beginSnapshot(fresh, limits.timeoutMs));
    return new Turns(source, pool, limits, wire);
  }

  /** The number of the connection for KILL QUERY; none where it has ended. */
  get backends(): readonly string[] {
    return this.#wire.alive && !this.#closed ? [String(this.#wire.threadId)] : [];
  }

  /** The connection, once nobody else reads. Rejects where it was lost, or when the signal aborts. */
  async take(signal: AbortSignal): Promise<Wire> {
    while (this.#taken) await this.#waiting.wait(signal);
    if (!this.#wire.alive || !this.#wire.inTransaction || this.#closed) throw snapshotLost(this.#source);
    this.#taken = true;
    return this.#wire;
  }

  giveBack(): void {
    this.#taken = false;
    this.#waiting.wakeNext();
  }

  /** Ends the transaction and gives the connection back to the pool; idempotent. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#waiting.wakeAll();
    await endOn(this.#pool, this.#wire, this.#limits.connectTimeoutMs);
  }
}
