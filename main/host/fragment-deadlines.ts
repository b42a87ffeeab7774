import type { AtollError } from '../../engine/errors/atoll-error.ts';
import { timeExceeded } from '../../engine/execute/source-meter.ts';
import type { ProgressEvent } from '../../engine/types/progress.ts';
import type { SourceSpec } from './runner/source-spec.ts';

/** The runner itself stops a fragment at its limit; this is for one whose thread a source holds up. */
const GRACE_MS = 2000;

/** Watches from outside that no fragment takes longer than its source allows. */
export class FragmentDeadlines {
  readonly #limits: ReadonlyMap<string, number | null>;
  readonly #onLate: (error: AtollError) => void;
  readonly #timers = new Map<string, NodeJS.Timeout>();

  constructor(sources: readonly SourceSpec[], onLate: (error: AtollError) => void) {
    this.#limits = new Map(sources.map(({ name, limits }) => [name, limits.timeoutMs]));
    this.#onLate = onLate;
  }

  see(event: ProgressEvent): void {
    if (event.kind === 'fragment-started') this.#start(event.fragment, event.source);
    else if (event.kind === 'fragment-done') clearTimeout(this.#timers.get(event.fragment));
  }

  stop(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
  }

  #start(fragment: string, source: string): void {
    const limit = this.#limits.get(source) ?? null;
    if (limit === null) return;
    const late = (): void => this.#onLate(timeExceeded(source, limit));
    this.#timers.set(fragment, setTimeout(late, limit + GRACE_MS));
  }
}
