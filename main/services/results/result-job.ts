import type { Area, AreaMeasure } from './measure-area.ts';
import type { CopyFormat } from './copy-area.ts';
import type { FindWish, FoundCell } from './find-cell.ts';
import type { ColumnProfile } from './profile-column.ts';
import type { DeriveWish } from './derive-sql.ts';
import type { ExportProgress, ExportWish } from '../exports/write-export.ts';
import type { StoredResult } from './result-reader.ts';

/** Work over a stored result that may take long, as plain data. */
export interface ResultJobs {
  readonly derive: {
    readonly input: { readonly wish: DeriveWish; readonly text: string };
    readonly output: DerivedFile;
  };
  readonly find: { readonly input: FindWish; readonly output: FoundCell | null };
  readonly measure: { readonly input: Area; readonly output: AreaMeasure };
  readonly profile: { readonly input: { readonly column: number }; readonly output: ColumnProfile };
  readonly copy: {
    readonly input: { readonly area: Area; readonly format: CopyFormat };
    readonly output: string;
  };
  readonly export: { readonly input: ExportWish; readonly output: ExportProgress };
}

export type ResultJobKind = keyof ResultJobs;

/** One piece of such work. */
export type ResultJob = {
  readonly [K in ResultJobKind]: {
    readonly kind: K;
    readonly result: StoredResult;
    readonly input: ResultJobs[K]['input'];
  };
}[ResultJobKind];

/** A new result in a file that is not in the store yet. */
export interface DerivedFile {
  readonly file: string;
  readonly rows: number;
  /** The statement over the user's own text that gives the same. */
  readonly sql: string;
}

export interface JobOptions {
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: ExportProgress) => void;
}

/** Does such work, away from the process that serves windows. */
export interface ResultWorkers {
  /** Rejects with AtollError: the work's own, `cancelled` or `runner-lost`. */
  run<K extends ResultJobKind>(
    kind: K,
    result: StoredResult,
    input: ResultJobs[K]['input'],
    options: JobOptions,
  ): Promise<ResultJobs[K]['output']>;
}
