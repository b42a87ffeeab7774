import { AtollError } from '../../../engine/errors/atoll-error.ts';
import type { Address } from '../reach/address.ts';
import { connectWire } from '../reach/login.ts';
import { cancelled, Steps } from '../reach/steps.ts';
import type { Wire } from '../wire/wire.ts';

/** An unused connection is closed after this long, well before servers do it (wait_timeout). */
const IDLE_MS = 20_000;

interface Idle {
  readonly wire: Wire;
  readonly timer: NodeJS.Timeout;
}

/** A connection and whether it was used before: an old one may have died unseen. */
export interface Lent {
  readonly wire: Wire;
  readonly reused: boolean;
}

/** The connections of one source, never more at once than its limit. */
export class Pool {
  readonly #source: string;
  readonly #limit: number;
  readonly #connectTimeoutMs: number;
  readonly #address: () => Promise<Address>;
  #idle: Idle[] = [];
  readonly #lent = new Set<Wire>();
  /** Lent connections and those that are being made. */
  #taken = 0;
  #waiting: (() => void)[] = [];
  #closed = false;

  constructor(
    source: string,
    limits: { readonly connections: number; readonly connectTimeoutMs: number },
    address: () => Promise<Address>,
  ) {
    this.#source = source;
    this.#limit = Math.max(1, limits.connections);
    this.#connectTimeoutMs = limits.connectTimeoutMs;
    this.#address = address;
  }

  /** A connection, when one is free. Rejects as connecting does, or when the signal aborts. */
  async acquire(signal: AbortSignal): Promise<Lent> {
    while (this.#taken >= this.#limit) await this.#turn(signal);
    return await this.#lend(signal);
  }

  /** A connection if one may be had at once, else null: whoever holds one already must not wait for another. */
  async acquireFree(signal: AbortSignal): Promise<Lent | null> {
    return this.#taken >= this.#limit ? null : await this.#lend(signal);
  }

  /** Takes a connection back: kept where it is idle at its server, closed else. */
  release(wire: Wire): void {
    if (!this.#lent.delete(wire)) return;
    this.#taken -= 1;
    if (wire.idle && !this.#closed) this.#keep(wire);
    else wire.destroy();
    this.#waiting.shift()?.();
  }

  /** Closes all connections, those in use included. */
  close(): void {
    this.#closed = true;
    for (const { wire, timer } of this.#idle) {
      clearTimeout(timer);
      wire.end();
    }
    this.#idle = [];
    for (const wire of this.#lent) wire.end();
    for (const wake of this.#waiting) wake();
    this.#waiting = [];
  }

  async #turn(signal: AbortSignal): Promise<void> {
    if (signal.aborted) throw cancelled(this.#source, signal);
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const stop = (): void => {
      this.#waiting = this.#waiting.filter((other) => other !== resolve);
      reject(cancelled(this.#source, signal));
    };
    this.#waiting.push(resolve);
    signal.addEventListener('abort', stop, { once: true });
    await promise.finally(() => signal.removeEventListener('abort', stop));
  }

  async #lend(signal: AbortSignal): Promise<Lent> {
    if (this.#closed) throw this.#shut();
    this.#taken += 1;
    try {
      const kept = this.#takeIdle();
      const wire = kept ?? (await this.#connect(signal));
      this.#lent.add(wire);
      return { wire, reused: kept !== null };
    } catch (error) {
      this.#taken -= 1;
      this.#waiting.shift()?.();
      throw error;
    }
  }

  async #connect(signal: AbortSignal): Promise<Wire> {
    const address = await this.#address();
    const wire = await connectWire(address, new Steps(this.#source, this.#connectTimeoutMs, signal));
    if (!this.#closed) return wire;
    wire.end();
    throw this.#shut();
  }

  #shut(): AtollError {
    return new AtollError('source-unavailable', `The source ${this.#source} was closed.`, {
      source: this.#source,
    });
  }

  #takeIdle(): Wire | null {
    for (let kept = this.#idle.pop(); kept !== undefined; kept = this.#idle.pop()) {
      clearTimeout(kept.timer);
      if (kept.wire.alive) {
        kept.wire.socket.ref();
        return kept.wire;
      }
      kept.wire.destroy();
    }
    return null;
  }

  #keep(wire: Wire): void {
    // An unused connection must not keep the process alive.
    wire.socket.unref();
    const timer = setTimeout(() => {
      this.#idle = this.#idle.filter((other) => other.wire !== wire);
      wire.end();
    }, IDLE_MS);
    timer.unref();
    this.#idle.push({ wire, timer });
  }
}
