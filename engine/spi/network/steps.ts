import type { SourceStep } from '../../errors/atoll-error.ts';
import { AtollError, reportOf } from '../../errors/atoll-error.ts';
import type { ProbeStep } from '../probe.ts';

/** How long a server of our own may take to start and to be filled, ms: it is waited for apart from its answers. */
const START_MS = 300_000;

/** Runs the steps of reaching a source under one deadline, and keeps how each went. */
export class Steps {
  readonly #source: string;
  #deadline: number;
  readonly #deadlineMs: number;
  readonly #signal: AbortSignal;
  readonly #onStep: (step: ProbeStep) => void;
  readonly done: ProbeStep[] = [];

  /** `onStep` hears of each step as it ends. */
  constructor(
    source: string,
    deadlineMs: number,
    signal: AbortSignal,
    onStep: (step: ProbeStep) => void = () => undefined,
  ) {
    this.#onStep = onStep;
    this.#source = source;
    this.#deadlineMs = deadlineMs;
    this.#deadline = performance.now() + deadlineMs;
    this.#signal = signal;
  }

  /**
   * Runs one step; `detail` says what came of it. `undo` is called if the step was given up before it ended and ends
   * well after all. Rejects with AtollError `source-unavailable` naming the step, or with the signal's abort.
   */
  async run<T>(
    step: SourceStep,
    work: (signal: AbortSignal) => Promise<T>,
    detail: (value: T) => string | null,
    undo: (value: T) => void = () => undefined,
  ): Promise<T> {
    const began = performance.now();
    try {
      const value = await this.#inTime(step, work, undo);
      this.#keep({ step, ok: true, ms: performance.now() - began, detail: detail(value), error: null });
      return value;
    } catch (error) {
      this.fail(step, error, performance.now() - began);
      throw error;
    }
  }

  fail(step: SourceStep, error: unknown, ms: number): void {
    this.#keep({ step, ok: false, ms, detail: null, error: reportOf(error) });
  }

  #keep(step: ProbeStep): void {
    this.done.push(step);
    this.#onStep(step);
  }

  async #inTime<T>(
    step: SourceStep,
    work: (signal: AbortSignal) => Promise<T>,
    undo: (value: T) => void,
  ): Promise<T> {
    if (this.#signal.aborted) throw cancelled(this.#source, this.#signal);
    const given = Promise.withResolvers<never>();
    const over = new AbortController();
    const giveUp = (error: AtollError): void => {
      given.reject(error);
      over.abort(error);
    };
    const began = performance.now();
    const isStart = step === 'start';
    const left = isStart ? START_MS : Math.max(0, this.#deadline - began);
    const timer = setTimeout(() => giveUp(this.#tooLate(step)), left);
    const stop = (): void => giveUp(cancelled(this.#source, this.#signal));
    this.#signal.addEventListener('abort', stop, { once: true });
    const working = work(over.signal);
    try {
      return await Promise.race([working, given.promise]);
    } catch (error) {
      working.then(undo, () => undefined);
      throw error;
    } finally {
      clearTimeout(timer);
      if (isStart) this.#deadline += performance.now() - began;
      this.#signal.removeEventListener('abort', stop);
    }
  }

  #tooLate(step: SourceStep): AtollError {
    const ms = step === 'start' ? START_MS : this.#deadlineMs;
    const what = `${this.#source} gave no answer within ${ms / 1000} s (step ${step}).`;
    return new AtollError('source-unavailable', what, {
      source: this.#source,
      step,
      hint: 'Check that the server runs and that no firewall drops the packets.',
    });
  }
}

/** The error of work that its signal stopped. */
export function cancelled(source: string, signal: AbortSignal): AtollError {
  const reason: unknown = signal.reason;
  if (reason instanceof AtollError) return reason;
  return new AtollError('cancelled', `The read of ${source} was cancelled.`, { source, cause: reason });
}
