import { misfit } from '../../../engine/spi/buffers/column-decoder.ts';
import type { DecoderContext, DecodeRows } from './column-decoder.ts';
import type { Nulls } from '../../../engine/spi/buffers/nulls.ts';
import { malformed } from '../../../engine/spi/buffers/malformed.ts';
import { type ExactTarget, exactTargetOf } from '../../../engine/spi/buffers/exact-target.ts';
import { writerOf, type WriteWide } from '../../../engine/spi/buffers/wide-writer.ts';

const MINUS = 0x2d;
const POINT = 0x2e;
const ZERO = 0x30;
/** So many digits are exact in a number whatever they are. */
const SAFE_DIGITS = 15;
const HINT = 'Filter such rows out, or cast the column to text in a view at the source.';

/** Integers and decimals in digits to an integer type or DECIMAL of `bytes` width, exactly or as a misfit. */
export function exactRows(
  context: DecoderContext,
  bytes: number,
): (data: ArrayBuffer, nulls: Nulls) => DecodeRows {
  const target = exactTargetOf(context.column.type);
  return (data, nulls) => {
    const write = writerOf(data, bytes);
    return ({ bytes: buffer, at, length, count, width }, column, into) => {
      for (let row = 0, field = column; row < count; row += 1, field += width) {
        const size = length[field] as number;
        const place = at[field] as number;
        if (size < 0) nulls.set(into + row);
        else if (size > SAFE_DIGITS) wide(context, target, buffer, place, size, write, into + row);
        else {
          const value = small(buffer, place, size, target.scale);
          if (value > target.safeHigh || value < target.safeLow || Number.isNaN(value)) {
            wide(context, target, buffer, place, size, write, into + row);
          } else write.small(into + row, value);
        }
      }
    };
  };
}

/** The unscaled value; NaN where it has not just `scale` digits after the point, which the slow way knows to handle. */
function small(bytes: Buffer, place: number, size: number, scale: number): number {
  const end = place + size;
  const negative = bytes[place] === MINUS;
  let point = -1;
  let value = 0;
  for (let at = negative ? place + 1 : place; at < end; at += 1) {
    const byte = bytes[at] as number;
    if (byte === POINT) point = at;
    else value = value * 10 + (byte - ZERO);
  }
  if ((point < 0 ? 0 : end - point - 1) !== scale) return Number.NaN;
  return negative ? -value : value;
}

function wide(
  context: DecoderContext,
  target: ExactTarget,
  bytes: Buffer,
  place: number,
  size: number,
  write: WriteWide,
  slot: number,
): void {
  const text = bytes.toString('latin1', place, place + size);
  const parts = /^(-?)(\d+)(?:\.(\d*?)0*)?$/.exec(text);
  if (parts === null) throw malformed();
  const [, sign, whole = '', fraction = ''] = parts;
  if (fraction.length > target.scale) throw misfit(context, text, HINT);
  const digits = BigInt(whole + fraction.padEnd(target.scale, '0'));
  const value = sign === '-' ? -digits : digits;
  if (value > target.high || value < target.low) throw misfit(context, text, HINT);
  write.large(slot, value);
}

/** BIT(n) to UBIGINT: its bytes, the highest first. */
export function bitRows(data: ArrayBuffer, nulls: Nulls): DecodeRows {
  const out = new DataView(data);
  return ({ bytes, at, length, count, width }, column, into) => {
    for (let row = 0, field = column; row < count; row += 1, field += width) {
      const size = length[field] as number;
      if (size < 0) {
        nulls.set(into + row);
        continue;
      }
      if (size > 8) throw malformed();
      const place = at[field] as number;
      let value = 0n;
      for (let byte = place; byte < place + size; byte += 1) value = (value << 8n) | BigInt(bytes[byte] ?? 0);
      out.setBigUint64((into + row) * 8, value, true);
    }
  };
}

/** BIT(1), or an expression that is 0 or 1, to BOOLEAN. */
export function booleanRows(bits: boolean): (data: ArrayBuffer, nulls: Nulls) => DecodeRows {
  return (data, nulls) => {
    const out = new Uint8Array(data);
    return ({ bytes, at, length, count, width }, column, into) => {
      for (let row = 0, field = column; row < count; row += 1, field += width) {
        if ((length[field] as number) < 0) {
          nulls.set(into + row);
          continue;
        }
        const byte = (bytes[at[field] as number] as number) - (bits ? 0 : ZERO);
        if ((byte !== 0 && byte !== 1) || length[field] !== 1) throw malformed();
        out[into + row] = byte;
      }
    };
  };
}
