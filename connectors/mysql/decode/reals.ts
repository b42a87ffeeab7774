import type { Nulls } from '../../../engine/spi/buffers/nulls.ts';
import type { DecodeRows } from './column-decoder.ts';
import { malformed } from '../../../engine/spi/buffers/malformed.ts';

const MINUS = 0x2d;
const POINT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;
/** With so many digits, mantissa and power of ten are both exact, and one division rounds once. */
const SAFE_CHARACTERS = 15;
const POWERS = Array.from({ length: SAFE_CHARACTERS + 1 }, (_, power) => 10 ** power);

/** DOUBLE in its shortest exact text to DOUBLE (8 bytes) or FLOAT (4). */
export function realRows(bytes: 4 | 8): (data: ArrayBuffer, nulls: Nulls) => DecodeRows {
  return (data, nulls) => {
    const out = bytes === 8 ? new Float64Array(data) : new Float32Array(data);
    return ({ bytes: buffer, at, length, count, width }, column, into) => {
      for (let row = 0, field = column; row < count; row += 1, field += width) {
        const size = length[field] as number;
        const place = at[field] as number;
        if (size < 0) nulls.set(into + row);
        else
          out[into + row] =
            size <= SAFE_CHARACTERS ? plain(buffer, place, size) : parsed(buffer, place, size);
      }
    };
  };
}

function plain(bytes: Buffer, place: number, size: number): number {
  const end = place + size;
  const negative = bytes[place] === MINUS;
  let point = end;
  let value = 0;
  for (let at = negative ? place + 1 : place; at < end; at += 1) {
    const byte = bytes[at] as number;
    if (byte === POINT) point = at + 1;
    else if (byte < ZERO || byte > NINE) return parsed(bytes, place, size);
    else value = value * 10 + (byte - ZERO);
  }
  const number = value / (POWERS[end - point] as number);
  return negative ? -number : number;
}

function parsed(bytes: Buffer, place: number, size: number): number {
  const value = Number(bytes.toString('latin1', place, place + size));
  if (Number.isNaN(value)) throw malformed();
  return value;
}
