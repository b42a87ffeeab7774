import type { ResultReader } from '../result-reader.ts';

/** What surrounds the writing of rows. */
export interface FormatContext {
  /** Columns of the terminal; null where there is none, and then nothing is fitted to it. */
  readonly width: number | null;
  /** Tells the user something beside the rows. */
  readonly note?: (text: string) => void;
  /** How CSV is written; with a header and commas where absent. */
  readonly csv?: { readonly header: boolean; readonly delimiter: string };
}

/** What a format reads of a result. */
export type FormatSource = Pick<ResultReader, 'columns' | 'rowCount' | 'pages' | 'measure' | 'copy'>;

/** A way of writing a result: pieces of the output in order, in bounded memory however many rows there are. */
export type RowFormat = (result: FormatSource, context: FormatContext) => AsyncIterable<string | Uint8Array>;
