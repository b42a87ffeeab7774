import type { DataType } from '../../../engine/types/data-type.ts';
import { type DecoderContext, misfit } from '../../../engine/spi/buffers/column-decoder.ts';
import { unknownLabel } from './column-decoder.ts';

const HINT = 'Filter such rows out, or read the column as text by a cast.';

/** A value in PostgreSQL's text form as the text that DuckDB casts to the same value of `type`. */
export function scalarText(context: DecoderContext, type: DataType, text: string): string {
  switch (type.id) {
    case 'BLOB':
      // bytea_output is hex: \x0a1b.
      return text.slice(2).toUpperCase();
    case 'BOOLEAN':
      return text === 't' ? 'true' : 'false';
    case 'DATE':
    case 'TIMESTAMP':
    case 'TIMESTAMP WITH TIME ZONE':
      return dated(context, text);
    case 'INTERVAL':
      return interval(context, text);
    case 'ENUM':
      if (!type.values.includes(text)) throw unknownLabel(context, text);
      return text;
    case 'DECIMAL':
      return decimal(context, type.scale, text);
    default:
      return text;
  }
}

function dated(context: DecoderContext, text: string): string {
  // Six digits of year: only those after 294247 can be beyond DuckDB's timestamps.
  if (
    context.column.type.id !== 'DATE' &&
    /^29424[7-9]|^2942[5-9]/.test(text) &&
    text > '294247-01-10 04:00:54'
  ) {
    throw misfit(context, 'a time after 294247-01-10 04:00:54', HINT);
  }
  // DuckDB has the era between date and time.
  return text.endsWith(' BC') ? text.slice(0, -3).replace(/^[\d-]+/, '$& (BC)') : text;
}

/** Style `postgres`: `1 year 2 mons -3 days -04:05:06.7`. DuckDB reads no sign before a unit's plus. */
function interval(context: DecoderContext, text: string): string {
  if (text.includes('infinity')) throw misfit(context, 'an infinite interval', HINT);
  return text.replaceAll('mons', 'months').replaceAll('mon ', 'month ').replaceAll('+', '');
}

/** DuckDB's cast would round, and takes no NaN. */
function decimal(context: DecoderContext, scale: number, text: string): string {
  const point = text.indexOf('.');
  const fraction = point < 0 ? '' : text.slice(point + 1).replace(/0+$/, '');
  if (!/^-?\d/.test(text) || fraction.length > scale) {
    throw misfit(context, text, 'Filter such rows out, or set numeric of the source to text or double.');
  }
  return text;
}
