import type { ResultReader } from '../result-reader.ts';

/** What surrounds the writing of rows. */
export interface FormatContext {
  /** Columns of the terminal; null where there is none, and then nothing is fitted to it. */
  readonly width: number | null;
  /** Tells the user something beside the rows. */
  readonly note?: (text: string) => void;
}

/** A way of writing a result: pieces of the output in order, in bounded memory however many rows there are. */
export type RowFormat = (result: ResultReader, context: FormatContext) => AsyncIterable<string | Uint8Array>;
