import type { NotPushed } from '../types/explain.ts';

/** Characters of an expression that an entry shows. */
const SHOWN = 120;

/** Collects why work was kept: each entry once. */
export class Ledger {
  readonly #entries: NotPushed[] = [];

  add(told: NotPushed): void {
    const entry = { ...told, expression: told.expression === null ? null : shortened(told.expression) };
    const key = JSON.stringify(entry);
    if (!this.#entries.some((one) => JSON.stringify(one) === key)) this.#entries.push(entry);
  }

  get entries(): readonly NotPushed[] {
    return this.#entries;
  }
}

function shortened(text: string): string {
  const letters = [...text];
  return letters.length <= SHOWN ? text : `${letters.slice(0, SHOWN - 1).join('')}…`;
}
