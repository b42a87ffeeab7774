/** Rows of a result from `from` on. */
export interface Page<Rows> {
  readonly from: number;
  readonly count: number;
  readonly bytes: number;
  readonly rows: Rows;
}

/** Brings rows from `from` on, at most `count`; the source may bring fewer, but at least one where there are any. */
export type FetchRows<Rows> = (from: number, count: number, signal: AbortSignal) => Promise<Page<Rows>>;

export interface PageCacheOptions<Rows> {
  readonly fetch: FetchRows<Rows>;
  /** Rows of a page. */
  readonly pageRows: number;
  /** What all pages together may take; the one used longest ago goes first. */
  readonly maxBytes: number;
  readonly onPage: () => void;
  readonly onError: (error: unknown) => void;
}

/** Requests under way at once: one for what is seen, one for what comes next. */
const AT_ONCE = 2;

/**
 * Pages of a result, those used last kept within a number of bytes. What is wanted is said anew whenever the window
 * onto the rows moves: requests for what is not wanted any more are aborted.
 */
export class PageCache<Rows> {
  readonly #options: PageCacheOptions<Rows>;
  /** By the number of their page; a page may come in several parts. The order is that of their last use. */
  readonly #pages = new Map<number, readonly Page<Rows>[]>();
  readonly #stale = new Set<number>();
  readonly #running = new Map<number, AbortController>();
  #wanted: readonly number[] = [];
  #bytes = 0;
  #rows = 0;

  constructor(options: PageCacheOptions<Rows>) {
    this.#options = options;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** The page part that holds a row; null while it is not there. */
  pageOf(row: number): Page<Rows> | null {
    const parts = this.#pages.get(Math.floor(row / this.#options.pageRows));
    return parts?.find(({ from, count }) => row >= from && row < from + count) ?? null;
  }

  /** How many rows there are: those behind are not asked for. */
  setRows(rows: number): void {
    this.#rows = rows;
  }

  /** All that is there is of a result that has not ended: it stays until it was asked for anew. */
  outdate(): void {
    for (const number of this.#pages.keys()) this.#stale.add(number);
  }

  /** Says which rows are seen; `ahead` is 1 or -1, the way in which the window moves. */
  want(from: number, to: number, ahead: 1 | -1): void {
    const { pageRows } = this.#options;
    const [first, last] = [Math.floor(from / pageRows), Math.floor(Math.max(from, to - 1) / pageRows)];
    const seen = Array.from({ length: last - first + 1 }, (_, at) => first + at);
    const next = ahead === 1 ? last + 1 : first - 1;
    this.#wanted = [...seen, next].filter((page) => page >= 0 && page * pageRows < this.#rows);
    for (const page of seen) this.#touch(page);
    for (const [page, request] of this.#running) {
      if (this.#wanted.includes(page)) continue;
      request.abort();
      this.#running.delete(page);
    }
    this.#ask();
  }

  /** Gives up what is under way and forgets all. */
  close(): void {
    for (const request of this.#running.values()) request.abort();
    this.#running.clear();
    this.#pages.clear();
    this.#wanted = [];
    this.#bytes = 0;
  }

  #ask(): void {
    for (const page of this.#wanted) {
      if (this.#running.size >= AT_ONCE) return;
      if (!this.#running.has(page) && this.#lacks(page)) void this.#load(page);
    }
  }

  #lacks(page: number): boolean {
    return this.#stale.has(page) || this.#filled(page) < this.#end(page);
  }

  /** The first row of a page that is not there. */
  #filled(page: number): number {
    const last = this.#pages.get(page)?.at(-1);
    return last === undefined ? page * this.#options.pageRows : last.from + last.count;
  }

  #end(page: number): number {
    return Math.min(this.#rows, (page + 1) * this.#options.pageRows);
  }

  async #load(page: number): Promise<void> {
    const request = new AbortController();
    this.#running.set(page, request);
    const anew = this.#stale.has(page);
    const from = anew ? page * this.#options.pageRows : this.#filled(page);
    try {
      const part = await this.#options.fetch(from, this.#end(page) - from, request.signal);
      if (request.signal.aborted) return;
      if (part.count > 0) this.#keep(page, part, anew);
      this.#running.delete(page);
      if (part.count > 0) this.#ask();
      this.#options.onPage();
    } catch (error) {
      if (request.signal.aborted) return;
      this.#running.delete(page);
      this.#options.onError(error);
    }
  }

  #keep(page: number, part: Page<Rows>, anew: boolean): void {
    if (anew) this.#forget(page);
    this.#stale.delete(page);
    this.#pages.set(page, [...(this.#pages.get(page) ?? []), part]);
    this.#bytes += part.bytes;
    this.#touch(page);
    for (const oldest of this.#pages.keys()) {
      if (this.#bytes <= this.#options.maxBytes) return;
      if (!this.#wanted.includes(oldest)) this.#forget(oldest);
    }
  }

  #forget(page: number): void {
    this.#bytes -= (this.#pages.get(page) ?? []).reduce((sum, { bytes }) => sum + bytes, 0);
    this.#pages.delete(page);
    this.#stale.delete(page);
  }

  #touch(page: number): void {
    const parts = this.#pages.get(page);
    if (parts === undefined) return;
    this.#pages.delete(page);
    this.#pages.set(page, parts);
  }
}
