import { setTimeout as sleep } from 'node:timers/promises';
import { AtollError } from '../../../engine/errors/atoll-error.ts';
import type { RunService } from '../runs/run-service.ts';
import { missingResult } from './missing-result.ts';
import { PageReader } from './page-reader.ts';
import type { ReaderCache } from './reader-cache.ts';
import { ResultReader, type StoredResult } from './result-reader.ts';

/** How often, and after how long each time, a run that is about to end is asked again for its rows, ms. */
const ENDING_TRIES = 40;
const ENDING_MS = 50;

/** Which rows and columns of a result are wanted. */
export interface PageWish {
  /** The first is 0. */
  readonly from: number;
  readonly count: number;
  /** By position, in the order wanted; null for all. */
  readonly columns: readonly number[] | null;
}

/** Rows of a result as `GET /api/results/<runId>` answers them. */
export interface AnsweredPage {
  /** Arrow's IPC stream. */
  readonly bytes: Uint8Array;
  /** Rows that there are in all; so far, while provisional. */
  readonly rows: number;
  /** The run has not ended: these may turn out not to be rows of its answer. */
  readonly provisional: boolean;
}

/** Pages of results, finished ones and those of runs that are not over. */
export class ResultPages {
  readonly #readers: ReaderCache;
  readonly #runs: Pick<RunService, 'live' | 'provisional'>;
  readonly #paged = new WeakMap<ResultReader, Promise<PageReader>>();

  constructor(readers: ReaderCache, runs: Pick<RunService, 'live' | 'provisional'>) {
    this.#readers = readers;
    this.#runs = runs;
  }

  /**
   * At most 65,536 rows or 4 MB: fewer than were asked for is no sign of the end. Long texts and blobs are cut and marked
   * in the column's metadata. Throws `result-missing`,
   * `result-unfinished` where a run has no rows yet; RangeError for a column that there is not.
   */
  async page(runId: string, wish: PageWish, signal?: AbortSignal): Promise<AnsweredPage> {
    for (let tries = 0; this.#runs.live(runId)?.ms === null; tries += 1) {
      const early = await this.#provisional(runId, wish, signal);
      if (early !== null) return early;
      // It has had rows and gives none: it is about to end.
      if (this.#runs.live(runId)?.rows === 0 || tries === ENDING_TRIES) throw unfinished();
      await sleep(ENDING_MS, null, signal === undefined ? {} : { signal });
    }
    const page = await this.#readers.use(runId, async (reader) => {
      const { body: bytes } = await (await this.#pageReader(reader)).page(
        wish.from,
        wish.count,
        wish.columns,
        signal,
      );
      return { bytes, rows: reader.rowCount, provisional: false };
    });
    if (page === null) throw missingResult(runId);
    return page;
  }

  #pageReader(reader: ResultReader): Promise<PageReader> {
    const known = this.#paged.get(reader);
    if (known !== undefined) return known;
    const made = PageReader.of(reader);
    this.#paged.set(reader, made);
    return made;
  }

  async #provisional(
    runId: string,
    { from, count, columns }: PageWish,
    signal: AbortSignal | undefined,
  ): Promise<AnsweredPage | null> {
    const stored = await this.#runs.provisional(runId, from, Math.min(count, PROVISIONAL_ROWS));
    if (stored === null) return null;
    const rows = this.#runs.live(runId)?.rows ?? 0;
    return await readOnce(stored, async (reader) => {
      const { body: bytes } = await (await PageReader.of(reader)).page(0, stored.rows, columns, signal);
      return { bytes, rows: Math.max(rows, from + stored.rows), provisional: true };
    });
  }
}

/** Rows of a run that is not over are copied aside by its runner: not too many at a time. */
const PROVISIONAL_ROWS = 8192;

async function readOnce<T>(
  stored: StoredResult,
  use: (reader: ResultReader) => Promise<T>,
): Promise<T | null> {
  // The file goes with the run, which may end just now.
  const reader = await ResultReader.open(stored).catch(() => null);
  if (reader === null) return null;
  try {
    return await use(reader);
  } finally {
    reader.close();
  }
}

function unfinished(): AtollError {
  return new AtollError('result-unfinished', 'The run has no rows yet.', {
    hint: 'Wait for its end, or for its first rows.',
  });
}
