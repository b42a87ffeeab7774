import type { Validity } from '../column-batch.ts';

/** Which rows of a batch are NULL, as DuckDB's validity words: bit 1 is a value. */
export class Nulls {
  readonly #words: BigUint64Array;
  readonly #halves: Uint32Array;
  #any = false;

  constructor(rows: number) {
    this.#words = new BigUint64Array(Math.ceil(rows / 64));
    this.#halves = new Uint32Array(this.#words.buffer);
    this.#halves.fill(0xffffffff);
  }

  set(row: number): void {
    this.#any = true;
    const half = row >>> 5;
    this.#halves[half] = (this.#halves[half] as number) & ~(1 << (row & 31));
  }

  get validity(): Validity {
    return this.#any ? this.#words : null;
  }

  clear(): void {
    if (this.#any) this.#halves.fill(0xffffffff);
    this.#any = false;
  }
}
