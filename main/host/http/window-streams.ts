/** Rows of a result that a window asks for. */
export interface PageRequest {
  readonly runId: string;
  readonly from: number;
  readonly count: number;
  /** By position; null for all. */
  readonly columns: readonly number[] | null;
}

/** Rows as Arrow IPC. */
export interface PageBytes {
  readonly bytes: Uint8Array;
  /** Rows of the whole result; so far, while provisional. */
  readonly rows: number;
  /** The run has not ended. */
  readonly provisional: boolean;
}

/** What gives the rows of results, page by page: at most 64 k rows or 4 MB, fewer than asked for where they are large. */
export type PageReader = (page: PageRequest, signal: AbortSignal) => Promise<PageBytes>;

/** A finished export that may be fetched. */
export interface ExportedFile {
  /** Absolute. */
  readonly path: string;
  /** To save it under. */
  readonly name: string;
}

/** Finds the file of a finished export. Throws AtollError where there is none. */
export type ExportFinder = (exportId: string) => Promise<ExportedFile>;
