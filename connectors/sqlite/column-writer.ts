import type { ColumnBuffer, Validity } from '../../engine/spi/column-batch.ts';
import { BATCH_ROWS } from '../../engine/spi/column-batch.ts';

/** A value as `node:sqlite` gives it with `setReadBigInts(true)`: integers are always bigint, reals always number. */
export type StoredValue = null | bigint | number | string | Uint8Array;

/** Collects one column of a batch. A value that is not one of its type throws `Misfit`; nothing is converted lossily. */
export interface ColumnWriter {
  put(row: number, value: StoredValue): void;
  /** The first `rows` values; the writer is empty again when the next batch begins. */
  take(rows: number): ColumnBuffer;
  /** Bytes that the last taken batch held. */
  readonly bytes: number;
}

const ALL_VALID = 0xffff_ffff_ffff_ffffn;

/** The validity mask of one column, made only where a NULL is seen. */
export class Nulls {
  readonly #words = new BigUint64Array(BATCH_ROWS / 64).fill(ALL_VALID);
  /** The mask that was handed out; cleared when the next batch begins. */
  #any = false;
  #taken = false;

  set(row: number): void {
    this.#begin();
    const word = row >> 6;
    this.#words[word] = (this.#words[word] ?? 0n) & ~(1n << BigInt(row & 63));
    this.#any = true;
  }

  take(): Validity {
    this.#begin();
    this.#taken = true;
    return this.#any ? this.#words : null;
  }

  #begin(): void {
    if (!this.#taken) return;
    this.#taken = false;
    if (this.#any) this.#words.fill(ALL_VALID);
    this.#any = false;
  }
}
