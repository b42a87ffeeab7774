import type {
  ColumnDecoder as AnyDecoder,
  DecoderContext as AnyContext,
} from '../../../engine/spi/buffers/column-decoder.ts';
import type { DecodeRows as AnyRows } from '../../../engine/spi/buffers/fixed-decoder.ts';
import type { RowSlice } from './row-slice.ts';

/** Turns one column of the server's rows into a buffer of DuckDB's layout, batch by batch. */
export type ColumnDecoder = AnyDecoder<RowSlice>;

/** The loop of a type over the rows of a slice. */
export type DecodeRows = AnyRows<RowSlice>;

/** What a decoder needs to know. */
export interface DecoderContext extends AnyContext {
  /** Dates with a zero in them are NULL; else a misfit. */
  readonly zeroIsNull: boolean;
}
