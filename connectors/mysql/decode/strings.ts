import { StringBuffer } from '../../../engine/spi/buffers/string-buffer.ts';
import type { ColumnDecoder, DecoderContext } from './column-decoder.ts';

/** VARCHAR and BLOB, of text or bytes as they are. */
export function stringDecoder(context: DecoderContext): ColumnDecoder {
  const column = new StringBuffer(context.rows);
  return {
    decode: ({ view, bytes, at, length, count, width }, index, into) => {
      for (let row = 0, field = index; row < count; row += 1, field += width) {
        const size = length[field] as number;
        if (size < 0) column.nulls.set(into + row);
        else column.put(into + row, bytes, view, at[field] as number, size);
      }
    },
    take: () => column.take(),
    clear: () => column.clear(),
  };
}
