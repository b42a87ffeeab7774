/** Calls at most once in a time, and for the last wish in any case. */
export class Throttle {
  readonly #ms: number;
  readonly #call: () => void;
  #last = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | undefined;

  constructor(ms: number, call: () => void) {
    this.#ms = ms;
    this.#call = call;
  }

  /** At once where the last call is long enough ago, else then. */
  soon(): void {
    if (this.#timer !== undefined) return;
    const wait = this.#last + this.#ms - performance.now();
    if (wait <= 0) this.now();
    else this.#timer = setTimeout(() => this.now(), wait);
  }

  now(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#last = performance.now();
    this.#call();
  }
}
