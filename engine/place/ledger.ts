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
}
