/** Reads catalogs anew while nobody waits for them: when a long-lived host opens, and every so often. One at a time. */
export class CatalogPrefetch {
  readonly #renew: (source: string, signal: AbortSignal) => Promise<void>;
  readonly #names: readonly string[];
  readonly #stop = new AbortController();
  readonly #timer: NodeJS.Timeout;
  #round: Promise<void> | null = null;

  constructor(
    names: readonly string[],
    everyMs: number,
    renew: (source: string, signal: AbortSignal) => Promise<void>,
  ) {
    this.#names = names;
    this.#renew = renew;
    this.#timer = setInterval(() => this.#begin(), everyMs);
    this.#timer.unref();
    this.#begin();
  }

  /** Stops what is being read. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    this.#stop.abort();
    await this.#round;
  }

  /** A round that takes longer than the time between two is not joined by another. */
  #begin(): void {
    this.#round ??= this.#all().finally(() => {
      this.#round = null;
    });
  }

  async #all(): Promise<void> {
    for (const name of this.#names) {
      if (this.#stop.signal.aborted) return;
      // A source that can't be reached is told to whoever asks for it.
      await this.#renew(name, this.#stop.signal).catch(() => undefined);
    }
  }
}
