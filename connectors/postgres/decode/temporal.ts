import { type DecoderContext, misfit } from '../../../engine/spi/buffers/column-decoder.ts';
import type { Nulls } from '../../../engine/spi/buffers/nulls.ts';
import { type DecodeRows, isNull } from './fixed-decoder.ts';

/** PostgreSQL counts from 2000-01-01, DuckDB from 1970-01-01. */
const EPOCH_DAYS = 10_957;
const EPOCH_MICROS = 946_684_800_000_000;
const EPOCH_HIGH = Math.floor(EPOCH_MICROS / 0x1_0000_0000);
const EPOCH_LOW = EPOCH_MICROS % 0x1_0000_0000;

const INT32_MAX = 0x7fffffff;
const INT32_MIN = -0x80000000;
/** DuckDB's offset of TIME WITH TIME ZONE is stored as 15:59:59 minus it. */
const MAX_OFFSET_SECONDS = 57_599;

/** date to DATE. The infinities are ±INT32_MAX in DuckDB; all finite dates of PostgreSQL fit. */
export function dateRows(data: ArrayBuffer, nulls: Nulls): DecodeRows {
  const out = new Int32Array(data);
  return ({ view, at, count, width }, column, into) => {
    for (let row = 0, field = column; row < count; row += 1, field += width) {
      const place = at[field] as number;
      if (isNull(view.getInt32(place - 4), 4)) nulls.set(into + row);
      else {
        const days = view.getInt32(place);
        if (days === INT32_MAX) out[into + row] = INT32_MAX;
        else if (days === INT32_MIN) out[into + row] = -INT32_MAX;
        else out[into + row] = days + EPOCH_DAYS;
      }
    }
  };
}

/**
 * timestamp and timestamptz to TIMESTAMP and TIMESTAMP WITH TIME ZONE, both µs. DuckDB's range ends on
 * 294247-01-10, PostgreSQL's two decades later.
 */
export function timestampRows(context: DecoderContext): (data: ArrayBuffer, nulls: Nulls) => DecodeRows {
  return (data, nulls) => {
    const out = new Int32Array(data);
    return ({ view, at, count, width }, column, into) => {
      for (let row = 0, field = column; row < count; row += 1, field += width) {
        const place = at[field] as number;
        if (isNull(view.getInt32(place - 4), 8)) nulls.set(into + row);
        else {
          const low = view.getUint32(place + 4) + EPOCH_LOW;
          const high = view.getInt32(place) + EPOCH_HIGH + (low > 0xffffffff ? 1 : 0);
          const slot = (into + row) * 2;
          if (high >= INT32_MAX || high < INT32_MIN + EPOCH_HIGH + 1)
            edgeTimestamp(context, view, place, out, slot);
          else {
            out[slot] = low;
            out[slot + 1] = high;
          }
        }
      }
    };
  };
}

function edgeTimestamp(
  context: DecoderContext,
  view: DataView,
  place: number,
  out: Int32Array,
  slot: number,
): void {
  const micros = view.getBigInt64(place);
  const max = 2n ** 63n - 1n;
  let value = micros + BigInt(EPOCH_MICROS);
  if (micros === max) value = max;
  else if (micros === -max - 1n) value = -max;
  else if (value >= max) {
    throw misfit(
      context,
      'a time after 294247-01-10 04:00:54',
      'Filter such rows out, or read the column as text by a cast.',
    );
  }
  out[slot] = Number(BigInt.asIntN(32, value));
  out[slot + 1] = Number(BigInt.asIntN(32, value >> 32n));
}

/** timetz to TIME WITH TIME ZONE: µs in the upper 40 bits, 57599 − offset in the lower 24. The zone is west of UTC. */
export function timetzRows(data: ArrayBuffer, nulls: Nulls): DecodeRows {
  const out = new Int32Array(data);
  return ({ view, at, count, width }, column, into) => {
    for (let row = 0, field = column; row < count; row += 1, field += width) {
      const place = at[field] as number;
      if (isNull(view.getInt32(place - 4), 12)) nulls.set(into + row);
      else {
        const low = view.getUint32(place + 4);
        const slot = (into + row) * 2;
        out[slot] = (low << 24) | (MAX_OFFSET_SECONDS + view.getInt32(place + 8));
        out[slot + 1] = (view.getUint32(place) << 24) | (low >>> 8);
      }
    }
  };
}

/** interval to INTERVAL; its infinities (since PostgreSQL 17) have no counterpart. */
export function intervalRows(context: DecoderContext): (data: ArrayBuffer, nulls: Nulls) => DecodeRows {
  return (data, nulls) => {
    const out = new Int32Array(data);
    return ({ view, at, count, width }, column, into) => {
      for (let row = 0, field = column; row < count; row += 1, field += width) {
        const place = at[field] as number;
        if (isNull(view.getInt32(place - 4), 16)) nulls.set(into + row);
        else {
          const slot = (into + row) * 4;
          const days = view.getInt32(place + 8);
          const months = view.getInt32(place + 12);
          if (isInfinite(months, days, view.getInt32(place))) {
            throw misfit(
              context,
              'an infinite interval',
              'Filter such rows out, or read the column as text by a cast.',
            );
          }
          out[slot] = months;
          out[slot + 1] = days;
          out[slot + 2] = view.getInt32(place + 4);
          out[slot + 3] = view.getInt32(place);
        }
      }
    };
  };
}

function isInfinite(months: number, days: number, microsHigh: number): boolean {
  if (months === INT32_MAX) return days === INT32_MAX && microsHigh === INT32_MAX;
  return months === INT32_MIN && days === INT32_MIN && microsHigh === INT32_MIN;
}
