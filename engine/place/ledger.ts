import type { NodeId } from '../plan/node.ts';
import type { NotPushed } from '../types/explain.ts';

/** Characters of an expression that an entry shows. */
const SHOWN = 120;

/** A reason, and the operator of the optimised plan that it is about. */
export interface LedgerRecord {
  readonly node: NodeId;
  /** The user's conjuncts that it is about; null where it is about the operator. */
  readonly conjuncts: readonly string[] | null;
  readonly told: NotPushed;
}

/** Collects why work was kept: each entry once. */
export class Ledger {
  readonly #entries: NotPushed[] = [];
  readonly #records: LedgerRecord[] = [];

  add(told: NotPushed, about?: Omit<LedgerRecord, 'told'>): void {
    const entry = { ...told, expression: told.expression === null ? null : shortened(told.expression) };
    if (about !== undefined) this.#records.push({ ...about, told: entry });
    const key = JSON.stringify(entry);
    if (!this.#entries.some((one) => JSON.stringify(one) === key)) this.#entries.push(entry);
  }

  get entries(): readonly NotPushed[] {
    return this.#entries;
  }

  get records(): readonly LedgerRecord[] {
    return this.#records;
  }
}

/** A text cut to what an entry shows. */
export function shortened(text: string): string {
  const letters = [...text];
  return letters.length <= SHOWN ? text : `${letters.slice(0, SHOWN - 1).join('')}…`;
}
