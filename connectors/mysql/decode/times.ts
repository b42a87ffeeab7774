import { misfit } from '../../../engine/spi/buffers/column-decoder.ts';
import type { DecoderContext, DecodeRows } from './column-decoder.ts';
import { digits, fraction, putMicros } from './moments.ts';
import type { Nulls } from '../../../engine/spi/buffers/nulls.ts';
import { malformed } from '../../../engine/spi/buffers/malformed.ts';
import type { RowSlice } from './row-slice.ts';

const MINUS = 0x2d;
const COLON = 0x3a;
const DAY_SECONDS = 86_400;

/** A TIME, `[-]H…H:MM:SS[.f…]`: whole seconds with their sign, and microseconds in the same direction. */
function timeAt(
  { bytes }: RowSlice,
  place: number,
  size: number,
): readonly [seconds: number, micros: number] {
  const negative = bytes[place] === MINUS;
  const first = negative ? place + 1 : place;
  const colon = bytes.indexOf(COLON, first);
  if (colon < 0 || colon > first + 3) throw malformed();
  const hours = digits(bytes, first, colon - first);
  const seconds = hours * 3600 + digits(bytes, colon + 1, 2) * 60 + digits(bytes, colon + 4, 2);
  const micros = fraction(bytes, colon + 7, place + size - colon - 7);
  return negative ? [-seconds, -micros] : [seconds, micros];
}

/** TIME to TIME, from midnight to before 24 h; to INTERVAL (`interval`) whatever it is. */
export function timeRows(
  context: DecoderContext,
  interval: boolean,
): (data: ArrayBuffer, nulls: Nulls) => DecodeRows {
  return (data, nulls) => {
    const out = new Int32Array(data);
    return (slice, column, into) => {
      const { at, length, count, width } = slice;
      for (let row = 0, field = column; row < count; row += 1, field += width) {
        const size = length[field] as number;
        if (size < 0) {
          nulls.set(into + row);
          continue;
        }
        const [seconds, micros] = timeAt(slice, at[field] as number, size);
        if (interval) {
          // Months and days come first: a TIME has neither.
          out[(into + row) * 4] = 0;
          out[(into + row) * 4 + 1] = 0;
          putMicros(out, (into + row) * 2 + 1, seconds, micros);
        } else {
          if (seconds < 0 || micros < 0 || seconds >= DAY_SECONDS) throw tooLong(context);
          putMicros(out, into + row, seconds, micros);
        }
      }
    };
  };
}

function tooLong(context: DecoderContext): Error {
  return misfit(
    context,
    'a time below zero or of 24 h and more',
    'Set time of the source to interval, which holds every TIME.',
  );
}
