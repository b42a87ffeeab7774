import { AtollError } from '../errors/atoll-error.ts';

/**
 * One signal for work that runs side by side: the first failure, or the outer signal, aborts all of it, and that
 * first failure is what is reported, not the aborts that follow from it.
 */
export class FirstFailure {
  readonly #controller = new AbortController();
  readonly #outer: AbortSignal;
  readonly #onOuter = (): void => this.fail(cancelled(this.#outer.reason));

  constructor(outer: AbortSignal) {
    this.#outer = outer;
    if (outer.aborted) this.#onOuter();
    else outer.addEventListener('abort', this.#onOuter, { once: true });
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  fail(error: unknown): void {
    if (!this.signal.aborted) this.#controller.abort(error);
  }

  /** Waits for all of `work`, whatever happens; throws the first failure where there was one. */
  async all<T>(work: readonly Promise<T>[]): Promise<T[]> {
    const settled = await Promise.allSettled(
      work.map(async (one) => {
        try {
          return await one;
        } catch (error) {
          this.fail(error);
          throw error;
        }
      }),
    );
    this.signal.throwIfAborted();
    return settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  }

  /** Lets go of the outer signal. */
  release(): void {
    this.#outer.removeEventListener('abort', this.#onOuter);
  }
}

function cancelled(reason: unknown): AtollError {
  return reason instanceof AtollError ? reason : new AtollError('cancelled', 'The query was cancelled.');
}
