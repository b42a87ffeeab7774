import type { DecodeRows } from './column-decoder.ts';
import type { Nulls } from '../../../engine/spi/buffers/nulls.ts';
import { malformed } from '../../../engine/spi/buffers/malformed.ts';

const CHARACTERS = 36;

/** MariaDB's UUID, as text, to UUID: a little-endian 128-bit number whose top bit is flipped, so that it sorts as signed. */
export function uuidRows(data: ArrayBuffer, nulls: Nulls): DecodeRows {
  const out = new DataView(data);
  return ({ bytes, at, length, count, width }, column, into) => {
    for (let row = 0, field = column; row < count; row += 1, field += width) {
      const size = length[field] as number;
      if (size < 0) {
        nulls.set(into + row);
        continue;
      }
      const place = at[field] as number;
      const hex = bytes.toString('latin1', place, place + size).replaceAll('-', '');
      if (size !== CHARACTERS || !/^[0-9a-f]{32}$/i.test(hex)) throw malformed();
      const slot = (into + row) * 16;
      out.setBigUint64(slot, BigInt(`0x${hex.slice(16)}`), true);
      out.setBigUint64(slot + 8, BigInt(`0x${hex.slice(0, 16)}`) ^ (1n << 63n), true);
    }
  };
}
