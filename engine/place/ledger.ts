import type { NotPushed } from '../types/explain.ts';

/** Collects why work was kept: each entry once. */
export class Ledger {
  readonly #entries: NotPushed[] = [];

  add(entry: NotPushed): void {
    const key = JSON.stringify(entry);
    if (!this.#entries.some((one) => JSON.stringify(one) === key)) this.#entries.push(entry);
  }

  get entries(): readonly NotPushed[] {
    return this.#entries;
  }

  /** How many there are, to come back to with `rewind` when a placement is tried and given up. */
  mark(): number {
    return this.#entries.length;
  }

  rewind(mark: number): void {
    this.#entries.length = mark;
  }
}
