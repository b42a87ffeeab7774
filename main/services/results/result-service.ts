import { typeToSql } from '../../../engine/types/data-type.ts';
import { AtollError } from '../../../engine/errors/atoll-error.ts';
import type { ApiOutput } from '../../contract/api/api.ts';
import type { ResultSummary } from '../../contract/api/results.ts';
import { missingResult } from './missing-result.ts';
import type { CopyFormat } from './copy-area.ts';
import type { DeriveWish } from './derive-sql.ts';
import { derivedId } from './derived-id.ts';
import type { FindWish, FoundCell } from './find-cell.ts';
import type { Area, AreaMeasure } from './measure-area.ts';
import type { ColumnProfile } from './profile-column.ts';
import { readCell, readRecord } from './read-cell.ts';
import type { ReaderCache } from './reader-cache.ts';
import type { ResultJobKind, ResultJobs, ResultWorkers } from './result-job.ts';
import type { KeptResult, KeptResults } from './result-notes.ts';
import type { ResultReader } from './result-reader.ts';

export interface ResultServiceParts {
  readonly results: KeptResults;
  readonly readers: ReaderCache;
  readonly workers: ResultWorkers;
  /** Whether a run of that id is still to end. */
  readonly isLive: (runId: string) => boolean;
}

/** Questions about finished results. Each throws `result-missing`, and `result-unfinished` while the run goes on. */
export class ResultService {
  readonly #parts: ResultServiceParts;
  /** Views that are being made, by their id. */
  readonly #deriving = new Map<string, Promise<ResultSummary>>();

  constructor(parts: ResultServiceParts) {
    this.#parts = parts;
  }

  async describe(runId: string): Promise<ResultSummary> {
    return summaryOf(await this.#kept(runId));
  }

  /** The result sorted and filtered, as a stored result of its own. Throws `value-misfit`. */
  async derive(
    runId: string,
    wish: DeriveWish,
    signal: AbortSignal,
  ): Promise<{ readonly result: ResultSummary; readonly sql: string }> {
    const from = await this.#kept(runId);
    const id = derivedId(runId, wish);
    const known = await this.#parts.results.get(id);
    if (known !== null) return { result: summaryOf(known), sql: known.sql };
    const making = this.#deriving.get(id) ?? this.#make(id, from, wish, signal);
    this.#deriving.set(id, making);
    const forget = (): boolean => this.#deriving.delete(id);
    void making.then(forget, forget);
    const result = await making;
    return { result, sql: (await this.#kept(id)).sql };
  }

  async find(runId: string, wish: FindWish, signal: AbortSignal): Promise<FoundCell | null> {
    return await this.#work('find', runId, wish, signal);
  }

  async measure(runId: string, area: Area, signal: AbortSignal): Promise<AreaMeasure> {
    return await this.#work('measure', runId, area, signal);
  }

  async profile(runId: string, column: number, signal: AbortSignal): Promise<ColumnProfile> {
    return await this.#work('profile', runId, { column }, signal);
  }

  async copy(runId: string, area: Area, format: CopyFormat, signal: AbortSignal): Promise<string> {
    return await this.#work('copy', runId, { area, format }, signal);
  }

  async cell(
    runId: string,
    row: number,
    column: number,
    limit: number,
    signal: AbortSignal,
  ): Promise<ApiOutput<'results', 'cell'>> {
    return await this.#read(runId, (reader) => readCell(reader, row, column, limit, signal));
  }

  async record(runId: string, row: number, signal: AbortSignal): Promise<ApiOutput<'results', 'record'>> {
    return await this.#read(runId, async (reader) => ({
      cells: [...(await readRecord(reader, row, signal))],
    }));
  }

  async #make(id: string, from: KeptResult, wish: DeriveWish, signal: AbortSignal): Promise<ResultSummary> {
    const { results, workers } = this.#parts;
    const stored = { ...from, file: results.file(from.runId) };
    const begun = performance.now();
    const made = await workers.run('derive', stored, { wish, text: from.sql }, { signal });
    await results.publish(made.file, {
      runId: id,
      sql: made.sql,
      columns: from.columns,
      rows: made.rows,
      ms: performance.now() - begun,
      ordered: from.ordered || wish.sort.length > 0,
      nondeterminism: from.nondeterminism,
      derived: { from: from.runId, ...wish },
    });
    return summaryOf(await this.#kept(id));
  }

  async #work<K extends ResultJobKind>(
    kind: K,
    runId: string,
    input: ResultJobs[K]['input'],
    signal: AbortSignal,
  ): Promise<ResultJobs[K]['output']> {
    const kept = await this.#kept(runId);
    const stored = { ...kept, file: this.#parts.results.file(runId) };
    return await this.#parts.workers.run(kind, stored, input, { signal });
  }

  async #read<T>(runId: string, read: (reader: ResultReader) => Promise<T>): Promise<T> {
    await this.#kept(runId);
    const value = await this.#parts.readers.use(runId, async (reader) => ({ value: await read(reader) }));
    if (value === null) throw missingResult(runId);
    return value.value;
  }

  async #kept(runId: string): Promise<KeptResult> {
    const kept = await this.#parts.results.get(runId);
    if (kept !== null) return kept;
    if (!this.#parts.isLive(runId)) throw missingResult(runId);
    throw new AtollError('result-unfinished', 'The run has not ended: its rows are provisional.', {
      hint: 'Wait for its end.',
    });
  }
}

function summaryOf(kept: KeptResult): ResultSummary {
  const { runId, columns, rows, bytes, finishedAt, ordered, nondeterminism, pinned } = kept;
  return {
    runId,
    columns: columns.map(({ name, type }) => ({ name, type: typeToSql(type) })),
    rows,
    bytes,
    finishedAt,
    ordered,
    nondeterminism: [...nondeterminism],
    pinned,
  };
}
