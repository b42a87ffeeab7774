import type { DataType } from '../../../engine/types/data-type.ts';
import { type DecoderContext, misfit } from '../../../engine/spi/buffers/column-decoder.ts';
import type { ColumnDecoder } from './column-decoder.ts';
import { scalarText } from './scalar-text.ts';

const SHAPE_HINT = 'Reshape it in a view at the source, or read the column as text by a cast.';

/**
 * Arrays of one dimension whose first index is 1, to LIST, through their text form: the elements' texts are what
 * DuckDB casts; those of char(n) lose the spaces that fill them up. Other shapes are misfits, since a list would lose them.
 */
export function arrayDecoder(context: DecoderContext, element: DataType, padded: boolean): ColumnDecoder {
  let values: (null | readonly (string | null)[])[] = [];
  return {
    format: 0,
    decode: ({ view, bytes, at, count, width }, column) => {
      for (let row = 0, field = column; row < count; row += 1, field += width) {
        const place = at[field] as number;
        const length = view.getInt32(place - 4);
        const list =
          length < 0 ? null : listOf(context, element, bytes.toString('utf8', place, place + length));
        values.push(padded && list !== null ? list.map((part) => part?.replace(/ +$/, '') ?? null) : list);
      }
    },
    take: () => ({ layout: 'values', values }),
    clear: () => {
      values = [];
    },
  };
}

function listOf(context: DecoderContext, element: DataType, text: string): readonly (string | null)[] {
  if (text.startsWith('[')) {
    throw misfit(context, 'an array whose first index is not 1', SHAPE_HINT);
  }
  const parts = splitArray(text);
  if (parts === null) throw misfit(context, 'an array of several dimensions', SHAPE_HINT);
  return parts.map((part) => (part === null ? null : scalarText(context, element, part)));
}

/** The elements of `{a,"b c",NULL}`; null for nested braces. https://www.postgresql.org/docs/18/arrays.html#ARRAYS-IO */
export function splitArray(text: string): readonly (string | null)[] | null {
  const parts: (string | null)[] = [];
  if (text === '{}') return parts;
  let at = 1;
  while (at < text.length) {
    if (text[at] === '{') return null;
    const quoted = text[at] === '"';
    let part = '';
    if (quoted) {
      for (at += 1; text[at] !== '"'; at += 1) {
        if (text[at] === '\\') at += 1;
        part += text[at] ?? '';
        if (at >= text.length) throw new RangeError('The server sent an array without an end.');
      }
      at += 1;
    } else {
      const end = unquotedEnd(text, at);
      part = text.slice(at, end);
      at = end;
    }
    parts.push(!quoted && part === 'NULL' ? null : part);
    at += 1;
  }
  return parts;
}

function unquotedEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && text[at] !== ',' && text[at] !== '}') at += 1;
  return at;
}
