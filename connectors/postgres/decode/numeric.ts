import { type DecoderContext, misfit } from '../../../engine/spi/buffers/column-decoder.ts';
import { type DecodeRows, isNull } from './fixed-decoder.ts';
import type { Nulls } from '../../../engine/spi/buffers/nulls.ts';
import {
  magnitude,
  NUMERIC_NEGATIVE,
  NUMERIC_POSITIVE,
  numericText,
  smallMagnitude,
} from './numeric-value.ts';
import { type ExactTarget, exactTargetOf } from '../../../engine/spi/buffers/exact-target.ts';
import { writerOf, type WriteWide } from '../../../engine/spi/buffers/wide-writer.ts';

const OPTION_HINT = 'Filter such rows out, or set numeric of the source to text or double.';

/**
 * numeric to DECIMAL or an integer type of `bytes` width, exactly: what has more digits than the column's type, or is
 * NaN or infinite, is a misfit.
 */
export function numericRows(
  context: DecoderContext,
  bytes: number,
): (data: ArrayBuffer, nulls: Nulls) => DecodeRows {
  const target = exactTargetOf(context.column.type);
  return (data, nulls) => {
    const write = writerOf(data, bytes);
    return ({ view, at, count, width }, column, into) => {
      for (let row = 0, field = column; row < count; row += 1, field += width) {
        const place = at[field] as number;
        if (view.getInt32(place - 4) < 0) nulls.set(into + row);
        else decodeOne(context, target, view, place, write, into + row);
      }
    };
  };
}

function decodeOne(
  context: DecoderContext,
  target: ExactTarget,
  view: DataView,
  place: number,
  write: WriteWide,
  slot: number,
): void {
  const sign = view.getUint16(place + 4);
  if (sign !== NUMERIC_POSITIVE && sign !== NUMERIC_NEGATIVE)
    throw misfit(context, numericText(view, place), OPTION_HINT);
  const small = smallMagnitude(view, place, target.scale);
  if (small >= 0) {
    const value = sign === NUMERIC_NEGATIVE ? -small : small;
    if (value > target.safeHigh || value < target.safeLow)
      throw misfit(context, numericText(view, place), OPTION_HINT);
    write.small(slot, value);
    return;
  }
  const large = small === -2 ? null : magnitude(view, place, target.scale);
  const value = large === null ? null : sign === NUMERIC_NEGATIVE ? -large : large;
  if (value === null || value > target.high || value < target.low) {
    throw misfit(context, numericText(view, place), OPTION_HINT);
  }
  write.large(slot, value);
}

/** numeric to DOUBLE, rounded once to the nearest. */
export function numericToDoubleRows(data: ArrayBuffer, nulls: Nulls): DecodeRows {
  const out = new Float64Array(data);
  return ({ view, at, count, width }, column, into) => {
    for (let row = 0, field = column; row < count; row += 1, field += width) {
      const place = at[field] as number;
      if (view.getInt32(place - 4) < 0) nulls.set(into + row);
      else out[into + row] = Number(numericText(view, place));
    }
  };
}

/** int2, int4 or int8 (by `length`) to an integer type or a DECIMAL of another width, exactly or as a misfit. */
export function integerRows(
  context: DecoderContext,
  length: number,
  bytes: number,
): (data: ArrayBuffer, nulls: Nulls) => DecodeRows {
  const target = exactTargetOf(context.column.type);
  const factor = 10n ** BigInt(target.scale);
  return (data, nulls) => {
    const write = writerOf(data, bytes);
    return ({ view, at, count, width }, column, into) => {
      for (let row = 0, field = column; row < count; row += 1, field += width) {
        const place = at[field] as number;
        if (isNull(view.getInt32(place - 4), length)) {
          nulls.set(into + row);
          continue;
        }
        const value = readInteger(view, place, length) * factor;
        if (value > target.high || value < target.low)
          throw misfit(context, String(value / factor), OPTION_HINT);
        write.large(into + row, value);
      }
    };
  };
}

function readInteger(view: DataView, place: number, length: number): bigint {
  if (length === 8) return view.getBigInt64(place);
  return BigInt(length === 4 ? view.getInt32(place) : view.getInt16(place));
}
