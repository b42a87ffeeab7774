import type { Fragment } from '../../plan/fragment.ts';
import type { KeyCosts } from '../../types/key-costs.ts';
import { type FragmentCost, totalCost } from '../../types/fragment-cost.ts';

/** What is expected of keys that cut a fragment. */
export interface ExpectedKeys {
  readonly number: number;
  /** The share of the fragment's rows that they leave, 0 to 1. */
  readonly kept: number;
  /** The source finds rows by them without reading its table. */
  readonly isIndexed: boolean;
}

/** Fragments that run side by side hinder each other: waiting loses about this share of the shorter one's time. */
const OVERLAP = 0.5;
/** Milliseconds that keys must save at least. */
const WORTH_MS = 1;
const MS = 1000;

/** The foretold times of a plan's fragments as more and more of them wait for keys and shrink by them. */
export class EdgeTimes {
  readonly #costs: Map<string, FragmentCost>;
  readonly #waitsFor: Map<string, ReadonlySet<string>>;

  private constructor(
    costs: Iterable<readonly [string, FragmentCost]>,
    waitsFor: ReadonlyMap<string, ReadonlySet<string>>,
  ) {
    this.#costs = new Map(costs);
    this.#waitsFor = new Map(waitsFor);
  }

  static of(fragments: readonly Fragment[]): EdgeTimes {
    const known = fragments.flatMap(({ id, foretold }) =>
      foretold === undefined ? [] : [[id, foretold] as const],
    );
    return new EdgeTimes(known, new Map());
  }

  copy(): EdgeTimes {
    return new EdgeTimes(this.#costs, this.#waitsFor);
  }

  /** Milliseconds that keys save of a fragment, the waiting for them taken off; null where its time is not foretold. */
  saved(from: string, target: string, keys: ExpectedKeys, costs: KeyCosts): number | null {
    const cost = this.#costs.get(target);
    if (cost === undefined) return null;
    const shrunk = totalCost(cost) - totalCost(cutBy(cost, keys));
    const sending = (keys.number * costs.key) / MS;
    const isAwaited = this.#waitsFor.get(target)?.has(from) === true;
    const waiting = isAwaited ? 0 : OVERLAP * Math.min(this.#endOf(from), totalCost(cost));
    return shrunk - sending - waiting - WORTH_MS;
  }

  /** The fragment waits for the keys from now on, and is the smaller for them. */
  cut(from: string, target: string, keys: ExpectedKeys): void {
    const cost = this.#costs.get(target);
    if (cost !== undefined) this.#costs.set(target, cutBy(cost, keys));
    this.#waitsFor.set(target, new Set([...(this.#waitsFor.get(target) ?? []), from]));
  }

  /** Milliseconds from the beginning of the query to a fragment's last row. */
  #endOf(fragment: string): number {
    const cost = this.#costs.get(fragment);
    const before = [...(this.#waitsFor.get(fragment) ?? [])].map((one) => this.#endOf(one));
    return Math.max(0, ...before) + (cost === undefined ? 0 : totalCost(cost));
  }
}

function cutBy(cost: FragmentCost, { kept, isIndexed }: ExpectedKeys): FragmentCost {
  return {
    startupMs: cost.startupMs,
    scanMs: isIndexed ? cost.scanMs * kept : cost.scanMs,
    blockingMs: cost.blockingMs * kept,
    streamingMs: cost.streamingMs * kept,
    sendMs: cost.sendMs * kept,
  };
}
