import { cancelled } from './steps.ts';

/** Those who wait for something of a source to become free, the first to come first. */
export class TurnQueue {
  readonly #source: string;
  #waiting: PromiseWithResolvers<void>[] = [];

  constructor(source: string) {
    this.#source = source;
  }

  /** Resolves when woken; rejects when the signal aborts. Whoever is woken looks whether it is free. */
  async wait(signal: AbortSignal): Promise<void> {
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

  /** Something has become free. */
  wakeNext(): void {
    this.#waiting.shift()?.resolve();
  }

  /** Nothing will become free any more. */
  wakeAll(): void {
    for (const waiter of this.#waiting) waiter.resolve();
    this.#waiting = [];
  }
}
