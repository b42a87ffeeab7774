/** A process that may hold connections: a runner, or the host itself. */
export interface ConnectionHolder {
  /** Has it close the connections to a source that it keeps unused; each is told of when it is closed. */
  closeIdle(source: string): void;
}

/** How long a process may take to close a connection that it does not use, for a query that can do without it. */
const CLOSE_MS = 500;

interface Waiter {
  readonly holder: ConnectionHolder;
  readonly admit: () => void;
}

/** Who has how many connections to one source. */
export class ConnectionAccount {
  readonly #source: string;
  #most = 1;
  readonly #held = new Map<ConnectionHolder, number>();
  /** Those in which a query runs that reads the source. */
  readonly #reserved = new Set<ConnectionHolder>();
  #waiting: Waiter[] = [];

  constructor(source: string, most: number) {
    this.#source = source;
    this.limit(most);
  }

  /** How many there may be from now on; those that are open stay. */
  limit(most: number): void {
    this.#most = Math.max(1, most);
  }

  /** Whether one more query would have its one. */
  hasRoom(): boolean {
    return this.#taken(null) < this.#most;
  }

  /** Whether a query there would have its one; where unused ones of its own are in its way, they are closed. */
  hasRoomFor(holder: ConnectionHolder): boolean {
    const taken = this.#taken(holder);
    const own = this.#heldBy(holder);
    if (taken + Math.max(1, own) <= this.#most) return true;
    if (taken < this.#most && own > 0) holder.closeIdle(this.#source);
    return false;
  }

  reserve(holder: ConnectionHolder): void {
    this.#reserved.add(holder);
  }

  release(holder: ConnectionHolder): void {
    this.#reserved.delete(holder);
    this.#serve();
  }

  forget(holder: ConnectionHolder): void {
    this.#held.delete(holder);
    this.#waiting = this.#waiting.filter((waiter) => waiter.holder !== holder);
    this.release(holder);
  }

  async enter(holder: ConnectionHolder, wait: boolean, signal: AbortSignal): Promise<boolean> {
    signal.throwIfAborted();
    if (this.#isFree(holder)) {
      this.#grant(holder);
      return true;
    }
    const asked = this.#closeUnused(holder);
    if (!wait && !asked) return false;
    return await this.#turn(
      holder,
      wait ? signal : AbortSignal.any([signal, AbortSignal.timeout(CLOSE_MS)]),
      wait,
    );
  }

  leave(holder: ConnectionHolder): void {
    const left = this.#heldBy(holder) - 1;
    if (left > 0) this.#held.set(holder, left);
    else this.#held.delete(holder);
    this.#serve();
  }

  /** What the queries that run have, or will have at once. */
  #taken(but: ConnectionHolder | null): number {
    const others = [...this.#reserved].filter((other) => other !== but);
    return others.reduce((sum, other) => sum + Math.max(1, this.#heldBy(other)), 0);
  }

  #heldBy(holder: ConnectionHolder): number {
    return this.#held.get(holder) ?? 0;
  }

  /** The first connection of a query was set aside for it; all others must leave those alone that are set aside. */
  #isFree(holder: ConnectionHolder): boolean {
    const open = [...this.#held.values()].reduce((sum, count) => sum + count, 0);
    const isSetAside = (one: ConnectionHolder): boolean => this.#reserved.has(one) && this.#heldBy(one) === 0;
    if (isSetAside(holder)) return open < this.#most;
    const aside = [...this.#reserved].filter(isSetAside).length;
    return open + aside < this.#most;
  }

  #grant(holder: ConnectionHolder): void {
    this.#held.set(holder, this.#heldBy(holder) + 1);
  }

  /** Has processes close what they keep for a query that may come; false where none keeps any. */
  #closeUnused(but: ConnectionHolder): boolean {
    const unused = [...this.#held.keys()].filter((one) => one !== but && !this.#reserved.has(one));
    for (const one of unused) one.closeIdle(this.#source);
    return unused.length > 0;
  }

  async #turn(holder: ConnectionHolder, signal: AbortSignal, wait: boolean): Promise<boolean> {
    const { promise, resolve, reject } = Promise.withResolvers<boolean>();
    const waiter = { holder, admit: () => resolve(true) };
    const stop = (): void => {
      this.#waiting = this.#waiting.filter((other) => other !== waiter);
      if (wait) reject(signal.reason as Error);
      else resolve(false);
    };
    this.#waiting.push(waiter);
    signal.addEventListener('abort', stop, { once: true });
    // One that was closed in the meantime may be there already.
    this.#serve();
    return await promise.finally(() => signal.removeEventListener('abort', stop));
  }

  #serve(): void {
    for (const waiter of this.#waiting) {
      if (!this.#isFree(waiter.holder)) continue;
      this.#waiting = this.#waiting.filter((other) => other !== waiter);
      this.#grant(waiter.holder);
      waiter.admit();
    }
  }
}
