import type { DecoderContext } from '../../../engine/spi/buffers/column-decoder.ts';
import {
  type DecodeRows as AnyRows,
  fixedDecoder as anyDecoder,
} from '../../../engine/spi/buffers/fixed-decoder.ts';
import { malformed } from '../../../engine/spi/buffers/malformed.ts';
import type { Nulls } from '../../../engine/spi/buffers/nulls.ts';
import type { ColumnDecoder } from './column-decoder.ts';
import type { RowSlice } from './row-slice.ts';

/** The loop of a type over the rows of a slice. */
export type DecodeRows = AnyRows<RowSlice>;

/** A decoder of a type's binary form, over a buffer of fixed width; `rows` makes its loop. */
export function fixedDecoder(
  context: DecoderContext,
  width: number,
  rows: (data: ArrayBuffer, nulls: Nulls) => DecodeRows,
): ColumnDecoder {
  return { format: 1, ...anyDecoder(context, width, rows) };
}

/** True for NULL. Throws where a value is not of its type's length. */
export function isNull(length: number, expected: number): boolean {
  if (length === expected) return false;
  if (length < 0) return true;
  throw malformed();
}
