import { misfit } from '../../../engine/spi/buffers/column-decoder.ts';
import type { DecoderContext, DecodeRows } from './column-decoder.ts';
import type { Nulls } from '../../../engine/spi/buffers/nulls.ts';
import { malformed } from '../../../engine/spi/buffers/malformed.ts';

const ZERO = 0x30;
const DATE_CHARACTERS = 10;
const ZERO_HINT = 'Mend the dates at the source, or set zeroDates of the source to null.';

/** A number of `count` digits. Throws RangeError for other characters. */
export function digits(bytes: Buffer, place: number, count: number): number {
  let value = 0;
  for (let at = place; at < place + count; at += 1) {
    const digit = (bytes[at] as number) - ZERO;
    if (digit < 0 || digit > 9) throw malformed();
    value = value * 10 + digit;
  }
  return value;
}

/** Stands for a date with a zero in it, which is no day. */
const NO_DAY = Number.NaN;

/** Days since 1970 of `YYYY-MM-DD`. http://howardhinnant.github.io/date_algorithms.html#days_from_civil */
function dayAt(bytes: Buffer, place: number): number {
  const year = digits(bytes, place, 4);
  const month = digits(bytes, place + 5, 2);
  const day = digits(bytes, place + 8, 2);
  if (month === 0 || day === 0) return NO_DAY;
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const ofEra = y - era * 400;
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const days = ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear;
  return era * 146_097 + days - 719_468;
}

/** A zero date as NULL, where the source's settings say so. */
function noDay(context: DecoderContext, nulls: Nulls, row: number): void {
  if (!context.zeroIsNull) throw misfit(context, 'a date with a zero in it, such as 0000-00-00', ZERO_HINT);
  nulls.set(row);
}

/** DATE to DATE. */
export function dateRows(context: DecoderContext): (data: ArrayBuffer, nulls: Nulls) => DecodeRows {
  return (data, nulls) => {
    const out = new Int32Array(data);
    return ({ bytes, at, length, count, width }, column, into) => {
      for (let row = 0, field = column; row < count; row += 1, field += width) {
        const size = length[field] as number;
        if (size < 0) {
          nulls.set(into + row);
          continue;
        }
        if (size !== DATE_CHARACTERS) throw malformed();
        const day = dayAt(bytes, at[field] as number);
        if (Number.isNaN(day)) noDay(context, nulls, into + row);
        else out[into + row] = day;
      }
    };
  };
}

/** Microseconds of a fraction such as `.5` or `.123456`, from the place after the point. */
export function fraction(bytes: Buffer, place: number, count: number): number {
  if (count > 6) throw malformed();
  return count <= 0 ? 0 : digits(bytes, place, count) * 10 ** (6 - count);
}

/** Stores seconds and microseconds as one int64 of microseconds, which may pass what a number holds exactly. */
export function putMicros(out: Int32Array, slot: number, seconds: number, micros: number): void {
  const upper = Math.floor(seconds / 65_536);
  const scaled = upper * 1_000_000;
  const carried = Math.floor(scaled / 65_536);
  const low = (scaled - carried * 65_536) * 65_536 + (seconds - upper * 65_536) * 1_000_000 + micros;
  out[slot * 2] = low;
  out[slot * 2 + 1] = carried + Math.floor(low / 0x1_0000_0000);
}

/** DATETIME and TIMESTAMP (in a session whose zone is UTC), and DATE, to TIMESTAMP and TIMESTAMP WITH TIME ZONE. */
export function timestampRows(context: DecoderContext): (data: ArrayBuffer, nulls: Nulls) => DecodeRows {
  return (data, nulls) => {
    const out = new Int32Array(data);
    return ({ bytes, at, length, count, width }, column, into) => {
      for (let row = 0, field = column; row < count; row += 1, field += width) {
        const size = length[field] as number;
        const place = at[field] as number;
        if (size < 0) {
          nulls.set(into + row);
          continue;
        }
        if (size < DATE_CHARACTERS) throw malformed();
        const day = dayAt(bytes, place);
        if (Number.isNaN(day)) noDay(context, nulls, into + row);
        else if (size === DATE_CHARACTERS) putMicros(out, into + row, day * 86_400, 0);
        else {
          const hour = digits(bytes, place + 11, 2);
          const seconds = hour * 3600 + digits(bytes, place + 14, 2) * 60 + digits(bytes, place + 17, 2);
          putMicros(out, into + row, day * 86_400 + seconds, fraction(bytes, place + 20, size - 20));
        }
      }
    };
  };
}
