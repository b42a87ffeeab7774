/** Rows of the first batch where rows go to the reader. */
const FIRST_ROWS = 65_536;
/** Where a limit may be filled by few. */
const FIRST_ROWS_OF_LIMIT = 8192;
/** Two of DuckDB's row groups: beyond, batches save no more of what each of them costs. */
const MOST_ROWS = 245_760;
/**
 * Each batch builds the hash tables of its joins anew: it shall have so many times their rows at least. For the reader's
 * first rows that may cost something; to save memory alone, a third of the work at most (TPC-H 5, 7 and 8 with only scans
 * pushed took a fifth to a third more processor time with batches of half as many rows as their sides).
 */
const TIMES_SIDES = { rows: 1, limit: 0.5, gather: 3 } as const;
/** A slow source's rows go on after so many ms, if the last batch took a tenth of them at most. */
const PATIENCE_MS = 400;
const PATIENCE_FACTOR = 10;
/** Where more of the rows than this is left, going through batch by batch does not pay. */
const MOST_LEFT = 0.5;

/** What a stream is for: rows for the reader, the few that a limit asks for, or fewer rows to keep. */
export type StreamAim = 'rows' | 'limit' | 'gather';

/** Says when a batch is large enough to go through; learns from those that did. */
export class BatchSizes {
  readonly #aim: StreamAim;
  readonly #forced: number | undefined;
  #target: number;
  #lastMs = 0;
  #gaveUp = false;

  /** `forced`: always so many rows. */
  constructor(aim: StreamAim, forced?: number) {
    this.#aim = aim;
    this.#forced = forced;
    this.#target = { rows: FIRST_ROWS, limit: FIRST_ROWS_OF_LIMIT, gather: MOST_ROWS }[aim];
  }

  /** `rows` have come since the last batch, `waitedMs` ago; what they will meet has `sideRows`. */
  isDue(rows: number, waitedMs: number, sideRows: number): boolean {
    if (rows === 0) return false;
    if (this.#forced !== undefined) return rows >= this.#forced;
    if (this.#gaveUp) return false;
    if (rows >= Math.max(this.#target, sideRows * TIMES_SIDES[this.#aim])) return true;
    const patience = Math.max(PATIENCE_MS, this.#lastMs * PATIENCE_FACTOR);
    return this.#aim !== 'gather' && waitedMs >= patience;
  }

  /** A batch of `rows` became `left` in `ms`. */
  went(rows: number, left: number, ms: number): void {
    this.#lastMs = ms;
    this.#target = Math.min(MOST_ROWS, this.#target * 2);
    if (this.#aim === 'gather' && left > rows * MOST_LEFT) this.#gaveUp = true;
  }
}
