import type { ServerSocket } from './server-socket.ts';
import { AtollError } from '../../errors/atoll-error.ts';
import type { ConnectionGate } from '../connection-gate.ts';
import { TurnQueue } from './turn-queue.ts';

/** What a pool needs of a connection. */
export interface PooledConnection {
  readonly socket: ServerSocket;
  /** False once it has ended or failed. */
  readonly alive: boolean;
  /** True where another user may have it: nothing runs and no transaction is open. */
  readonly idle: boolean;
  /** Takes away what its last user left in the session; rejects where the connection is of no more use. */
  reset(): Promise<void>;
  /** Says goodbye and closes. */
  end(): void;
  /** Closes without a word. */
  destroy(): void;
}

/** A connection and whether it was used before: an old one may have died unseen. */
export interface Lent<Connection> {
  readonly wire: Connection;
  readonly reused: boolean;
}

export interface PoolOptions<Connection> {
  readonly source: string;
  /** Connections at once, idle ones included. */
  readonly most: number;
  /** An unused connection is closed after this long. */
  readonly idleMs: number;
  readonly resetTimeoutMs: number;
  readonly gate: ConnectionGate;
  readonly connect: (signal: AbortSignal) => Promise<Connection>;
}

interface Idle<Connection> {
  readonly wire: Connection;
  readonly timer: NodeJS.Timeout;
  /** Resolves when it is as good as new; to false where it is of no more use. */
  readonly clean: Promise<boolean>;
}

/** The connections of one source, never more at once than its limit, kept a while for the next query. */
export class ConnectionPool<Connection extends PooledConnection> {
  readonly #options: PoolOptions<Connection>;
  #idle: Idle<Connection>[] = [];
  readonly #lent = new Set<Connection>();
  /** Lent connections and those that are being made. */
  #taken = 0;
  readonly #waiting: TurnQueue;
  #closed = false;

  constructor(options: PoolOptions<Connection>) {
    this.#options = options;
    this.#waiting = new TurnQueue(options.source);
  }

  /** A connection, when one is free. Rejects as connecting does, or when the signal aborts. */
  async acquire(signal: AbortSignal): Promise<Lent<Connection>> {
    for (;;) {
      while (this.#taken >= this.#options.most) await this.#waiting.wait(signal);
      const lent = await this.#lend(true, signal);
      if (lent !== null) return lent;
    }
  }

  /** A connection if one may be had at once, else null: whoever holds one already must not wait for another. */
  async acquireFree(signal: AbortSignal): Promise<Lent<Connection> | null> {
    return this.#taken >= this.#options.most ? null : await this.#lend(false, signal);
  }

  /** Works on a connection; where a kept one turns out to be dead, once more on another. */
  async use<Result>(signal: AbortSignal, work: (wire: Connection) => Promise<Result>): Promise<Result> {
    for (;;) {
      const { wire, reused } = await this.acquire(signal);
      try {
        return await work(wire);
      } catch (error) {
        if (!reused || wire.alive || signal.aborted) throw error;
      } finally {
        this.release(wire);
      }
    }
  }

  /** Takes a connection back: kept where another user may have it, closed else. */
  release(wire: Connection): void {
    if (!this.#lent.delete(wire)) return;
    this.#taken -= 1;
    if (wire.idle && !this.#closed) this.#keep(wire);
    else wire.destroy();
    this.#waiting.wakeNext();
  }

  /** Closes the connections that nobody uses. */
  closeIdle(): void {
    for (const { wire, timer } of this.#idle) {
      clearTimeout(timer);
      wire.end();
    }
    this.#idle = [];
  }

  /** Closes all connections, those in use included. */
  close(): void {
    this.#closed = true;
    this.closeIdle();
    for (const wire of this.#lent) wire.end();
    this.#waiting.wakeAll();
  }

  async #lend(wait: boolean, signal: AbortSignal): Promise<Lent<Connection> | null> {
    if (this.#closed) throw this.#shut();
    this.#taken += 1;
    try {
      const kept = await this.#takeIdle();
      const wire = kept ?? (await this.#connect(wait, signal));
      if (wire !== null) {
        this.#lent.add(wire);
        return { wire, reused: kept !== null };
      }
      this.#giveUpTurn();
      return null;
    } catch (error) {
      this.#giveUpTurn();
      throw error;
    }
  }

  #giveUpTurn(): void {
    this.#taken -= 1;
    this.#waiting.wakeNext();
  }

  async #connect(wait: boolean, signal: AbortSignal): Promise<Connection | null> {
    const { gate, connect } = this.#options;
    if (!(await gate.enter(wait, signal))) return null;
    let wire: Connection;
    try {
      wire = await connect(signal);
    } catch (error) {
      gate.leave();
      throw error;
    }
    if (wire.socket.closed) gate.leave();
    else wire.socket.once('close', () => gate.leave());
    if (!this.#closed) return wire;
    wire.end();
    throw this.#shut();
  }

  #shut(): AtollError {
    const { source } = this.#options;
    return new AtollError('source-unavailable', `The source ${source} was closed.`, { source });
  }

  async #takeIdle(): Promise<Connection | null> {
    for (let kept = this.#idle.pop(); kept !== undefined; kept = this.#idle.pop()) {
      clearTimeout(kept.timer);
      kept.wire.socket.ref();
      if ((await kept.clean) && kept.wire.alive) return kept.wire;
      kept.wire.destroy();
    }
    return null;
  }

  #keep(wire: Connection): void {
    // An unused connection must not keep the process alive.
    wire.socket.unref();
    const timer = setTimeout(() => {
      this.#idle = this.#idle.filter((other) => other.wire !== wire);
      wire.end();
    }, this.#options.idleMs);
    timer.unref();
    this.#idle.push({ wire, timer, clean: this.#reset(wire) });
  }

  async #reset(wire: Connection): Promise<boolean> {
    const timer = setTimeout(() => wire.destroy(), this.#options.resetTimeoutMs);
    timer.unref();
    try {
      await wire.reset();
      return true;
    } catch {
      return false;
    } finally {
      clearTimeout(timer);
    }
  }
}
