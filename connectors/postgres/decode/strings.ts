import { malformed } from '../../../engine/spi/buffers/malformed.ts';
import { StringBuffer } from '../../../engine/spi/buffers/string-buffer.ts';
import type { DecoderContext } from '../../../engine/spi/buffers/column-decoder.ts';
import type { ColumnDecoder } from './column-decoder.ts';

export interface StringOptions {
  readonly format: 0 | 1;
  /** jsonb begins with a version byte, 1. */
  readonly versioned: boolean;
  /** char(n): the spaces that fill it up are no part of the value, as in the server's own cast to text. */
  readonly padded?: boolean;
}

/** VARCHAR and BLOB, of text or bytes as they are. */
export function stringDecoder(
  context: DecoderContext,
  { format, versioned, padded = false }: StringOptions,
): ColumnDecoder {
  const column = new StringBuffer(context.rows);
  const skip = versioned ? 1 : 0;
  return {
    format,
    decode: ({ view, bytes, at, count, width }, index, into) => {
      for (let row = 0, field = index; row < count; row += 1, field += width) {
        const place = at[field] as number;
        const length = view.getInt32(place - 4);
        if (length < 0) column.nulls.set(into + row);
        else if (versioned && (length < 1 || view.getUint8(place) !== 1)) throw malformed();
        else
          column.put(
            into + row,
            bytes,
            view,
            place + skip,
            padded ? unpadded(bytes, place, length) : length - skip,
          );
      }
    },
    take: () => column.take(),
    clear: () => column.clear(),
  };
}

const SPACE = 0x20;

function unpadded(bytes: Buffer, place: number, length: number): number {
  let end = length;
  while (end > 0 && bytes[place + end - 1] === SPACE) end -= 1;
  return end;
}
