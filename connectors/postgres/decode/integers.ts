import type { Nulls } from '../../../engine/spi/buffers/nulls.ts';
import { type DecodeRows, isNull } from './fixed-decoder.ts';

/** int2 to SMALLINT. */
export function int2Rows(data: ArrayBuffer, nulls: Nulls): DecodeRows {
  const out = new Int16Array(data);
  return ({ view, at, count, width }, column, into) => {
    for (let row = 0, field = column; row < count; row += 1, field += width) {
      const place = at[field] as number;
      if (isNull(view.getInt32(place - 4), 2)) nulls.set(into + row);
      else out[into + row] = view.getInt16(place);
    }
  };
}

/** int4 to INTEGER. */
export function int4Rows(data: ArrayBuffer, nulls: Nulls): DecodeRows {
  const out = new Int32Array(data);
  return ({ view, at, count, width }, column, into) => {
    for (let row = 0, field = column; row < count; row += 1, field += width) {
      const place = at[field] as number;
      if (isNull(view.getInt32(place - 4), 4)) nulls.set(into + row);
      else out[into + row] = view.getInt32(place);
    }
  };
}

/** int8 to BIGINT, as two halves: no BigInt is made. */
export function int8Rows(data: ArrayBuffer, nulls: Nulls): DecodeRows {
  const out = new Int32Array(data);
  return ({ view, at, count, width }, column, into) => {
    for (let row = 0, field = column; row < count; row += 1, field += width) {
      const place = at[field] as number;
      if (isNull(view.getInt32(place - 4), 8)) nulls.set(into + row);
      else {
        const slot = (into + row) * 2;
        out[slot] = view.getInt32(place + 4);
        out[slot + 1] = view.getInt32(place);
      }
    }
  };
}

/** float4 to FLOAT, bit by bit: a NaN keeps its payload. */
export const float4Rows = int4Rows;

/** float8 to DOUBLE, bit by bit. */
export const float8Rows = int8Rows;

/** float4 to DOUBLE. */
export function float4ToDoubleRows(data: ArrayBuffer, nulls: Nulls): DecodeRows {
  const out = new Float64Array(data);
  return ({ view, at, count, width }, column, into) => {
    for (let row = 0, field = column; row < count; row += 1, field += width) {
      const place = at[field] as number;
      if (isNull(view.getInt32(place - 4), 4)) nulls.set(into + row);
      else out[into + row] = view.getFloat32(place);
    }
  };
}

/** bool to BOOLEAN. */
export function boolRows(data: ArrayBuffer, nulls: Nulls): DecodeRows {
  const out = new Uint8Array(data);
  return ({ view, at, count, width }, column, into) => {
    for (let row = 0, field = column; row < count; row += 1, field += width) {
      const place = at[field] as number;
      if (isNull(view.getInt32(place - 4), 1)) nulls.set(into + row);
      else out[into + row] = view.getUint8(place) === 0 ? 0 : 1;
    }
  };
}

/** uuid to UUID: a little-endian 128-bit number whose top bit is flipped, so that it sorts as signed. */
export function uuidRows(data: ArrayBuffer, nulls: Nulls): DecodeRows {
  const out = new DataView(data);
  return ({ view, at, count, width }, column, into) => {
    for (let row = 0, field = column; row < count; row += 1, field += width) {
      const place = at[field] as number;
      if (isNull(view.getInt32(place - 4), 16)) nulls.set(into + row);
      else {
        const slot = (into + row) * 16;
        out.setUint32(slot, view.getUint32(place + 12), true);
        out.setUint32(slot + 4, view.getUint32(place + 8), true);
        out.setUint32(slot + 8, view.getUint32(place + 4), true);
        out.setUint32(slot + 12, view.getUint32(place) ^ 0x80000000, true);
      }
    }
  };
}
