import type { DecoderContext } from '../../../engine/spi/buffers/column-decoder.ts';
import { type ColumnDecoder, unknownLabel } from './column-decoder.ts';
import { FixedBuffer } from '../../../engine/spi/buffers/fixed-buffer.ts';
import { LabelTable } from './label-table.ts';

/**
 * Labels, as an enum or as text sends them, to the codes of an ENUM of those labels. Throws AtollError `source-drift`
 * for a label that is not among them: ALTER TYPE may have come since the plan was made.
 */
export function enumDecoder(context: DecoderContext, labels: readonly string[]): ColumnDecoder {
  const width = codeBytes(labels.length);
  const buffer = new FixedBuffer(width, context.rows);
  const out = codesIn(buffer.data.buffer, width);
  const table = new LabelTable(labels);
  return {
    format: 0,
    decode: ({ view, bytes, at, count, width: fields }, column, into) => {
      for (let row = 0, field = column; row < count; row += 1, field += fields) {
        const place = at[field] as number;
        const length = view.getInt32(place - 4);
        if (length < 0) buffer.nulls.set(into + row);
        else {
          const code = table.find(bytes, place, length);
          if (code < 0) throw unknownLabel(context, bytes.toString('utf8', place, place + length));
          out[into + row] = code;
        }
      }
    },
    take: () => buffer.take(),
    clear: () => buffer.clear(),
  };
}

/** DuckDB's rule: 255 values are the most that one byte takes. */
function codeBytes(labels: number): 1 | 2 | 4 {
  if (labels <= 0xff) return 1;
  return labels <= 0xffff ? 2 : 4;
}

function codesIn(data: ArrayBuffer, width: 1 | 2 | 4): Uint8Array | Uint16Array | Uint32Array {
  if (width === 1) return new Uint8Array(data);
  return width === 2 ? new Uint16Array(data) : new Uint32Array(data);
}
