import type { ColumnDecoder, DecoderContext } from './column-decoder.ts';
import { FixedBuffer } from './fixed-buffer.ts';
import type { Nulls } from './nulls.ts';

/** Decodes the rows of a slice; the loop over the rows is each type's own, so that the engine compiles it apart. */
export type DecodeRows<Slice> = (slice: Slice, column: number, into: number) => void;

/** A decoder over a buffer of fixed width, in bytes; `rows` makes its loop. */
export function fixedDecoder<Slice>(
  context: Pick<DecoderContext, 'rows'>,
  width: number,
  rows: (data: ArrayBuffer, nulls: Nulls) => DecodeRows<Slice>,
): ColumnDecoder<Slice> {
  const buffer = new FixedBuffer(width, context.rows);
  return {
    decode: rows(buffer.data.buffer, buffer.nulls),
    take: () => buffer.take(),
    clear: () => buffer.clear(),
  };
}
