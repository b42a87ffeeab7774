import type { ResultColumn } from '../wire/result-column.ts';
import type { ColumnDecoder, DecoderContext } from './column-decoder.ts';
import { bitRows, booleanRows, exactRows } from './exact.ts';
import { fixedDecoder } from '../../../engine/spi/buffers/fixed-decoder.ts';
import { dateRows, timestampRows } from './moments.ts';
import { NATIVE, READABLE } from './native.ts';
import { realRows } from './reals.ts';
import { stringDecoder } from './strings.ts';
import { timeRows } from './times.ts';
import { exactWidth } from '../../../engine/spi/buffers/type-bounds.ts';
import { uuidRows } from './uuids.ts';

/**
 * The decoder from what the server sends to the column's DuckDB type; null where the two do not go together, which
 * means that the table has changed since the plan was made.
 */
export function decoderOf({ type: native }: ResultColumn, context: DecoderContext): ColumnDecoder | null {
  const { type } = context.column;
  switch (type.id) {
    case 'BOOLEAN':
      if (native === NATIVE.bit) return fixedDecoder(context, 1, booleanRows(true));
      return READABLE.exact.has(native) ? fixedDecoder(context, 1, booleanRows(false)) : null;
    case 'DOUBLE':
      return READABLE.real.has(native) ? fixedDecoder(context, 8, realRows(8)) : null;
    case 'FLOAT':
      return READABLE.real.has(native) ? fixedDecoder(context, 4, realRows(4)) : null;
    case 'DATE':
      return READABLE.moment.has(native) ? fixedDecoder(context, 4, dateRows(context)) : null;
    case 'TIMESTAMP':
    case 'TIMESTAMP WITH TIME ZONE':
      return READABLE.moment.has(native) ? fixedDecoder(context, 8, timestampRows(context)) : null;
    case 'TIME':
      return READABLE.time.has(native) ? fixedDecoder(context, 8, timeRows(context, false)) : null;
    case 'INTERVAL':
      return READABLE.time.has(native) ? fixedDecoder(context, 16, timeRows(context, true)) : null;
    case 'UUID':
      return READABLE.bytes.has(native) ? fixedDecoder(context, 16, uuidRows) : null;
    case 'VARCHAR':
      return READABLE.text.has(native) ? stringDecoder(context) : null;
    case 'BLOB':
      return READABLE.bytes.has(native) ? stringDecoder(context) : null;
    default:
      return exactDecoder(native, context);
  }
}

function exactDecoder(native: number, context: DecoderContext): ColumnDecoder | null {
  const { type } = context.column;
  if (type.id === 'UBIGINT' && native === NATIVE.bit) return fixedDecoder(context, 8, bitRows);
  const bytes = exactWidth(type);
  if (bytes === null || !READABLE.exact.has(native)) return null;
  return fixedDecoder(context, bytes, exactRows(context, bytes));
}
