import type { ColumnDecoder, DecoderContext } from './column-decoder.ts';
import { FixedBuffer } from '../../../engine/spi/buffers/fixed-buffer.ts';
import type { Nulls } from '../../../engine/spi/buffers/nulls.ts';
import type { RowSlice } from './row-slice.ts';

/** Decodes the rows of a slice; the loop over the rows is each type's own, so that the engine compiles it apart. */
export type DecodeRows = (slice: RowSlice, column: number, into: number) => void;

/** A decoder over a buffer of fixed width; `rows` makes its loop. */
export function fixedDecoder(
  context: DecoderContext,
  width: number,
  rows: (data: ArrayBuffer, nulls: Nulls) => DecodeRows,
): ColumnDecoder {
  const buffer = new FixedBuffer(width, context.rows);
  return {
    decode: rows(buffer.data.buffer, buffer.nulls),
    take: () => buffer.take(),
    clear: () => buffer.clear(),
  };
}
