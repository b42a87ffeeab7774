import type { WindowEvent } from '../../contract/events.ts';

/** Events kept for windows that were cut off. */
const KEPT = 5000;

/** An event and its place in the order of all. */
export interface NumberedEvent {
  /** From 1, without gaps. */
  readonly number: number;
  readonly event: WindowEvent;
}

/** Where services tell what happened. */
export interface EventSink {
  publish(event: WindowEvent): void;
}

/** The events of one program in their order. Windows follow it from any number on that is still kept. */
export class EventStream implements EventSink {
  readonly #kept: NumberedEvent[] = [];
  readonly #listeners = new Set<(event: NumberedEvent) => void>();
  #last = 0;

  /** The number of the last event; 0 before the first. */
  get last(): number {
    return this.#last;
  }

  publish(event: WindowEvent): void {
    this.#last += 1;
    const numbered = { number: this.#last, event };
    this.#kept.push(numbered);
    if (this.#kept.length > KEPT) this.#kept.shift();
    for (const listener of this.#listeners) listener(numbered);
  }

  /**
   * The event that follows that number; null where there is none yet. Where it is not kept any more, or the number is of
   * another program's run, it is a `reset` with the number of the last event.
   */
  next(after: number): NumberedEvent | null {
    if (after === this.#last) return null;
    const first = this.#kept[0]?.number ?? this.#last + 1;
    return this.#kept[after + 1 - first] ?? { number: this.#last, event: { kind: 'reset' } };
  }

  /**
   * Calls the listener for each event after that number, those of the past at once. Where some of them are not kept any
   * more, or the number is of another program's run, it hears of a single `reset` instead. Returns how to stop.
   */
  follow(after: number, listener: (event: NumberedEvent) => void): () => void {
    const first = this.#kept[0]?.number ?? this.#last + 1;
    if (after > this.#last || after < first - 1) listener({ number: this.#last, event: { kind: 'reset' } });
    else for (const kept of this.#kept) if (kept.number > after) listener(kept);
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
