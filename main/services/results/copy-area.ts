import { AtollError } from '../../../engine/errors/atoll-error.ts';
import type { COPY_FORMATS } from '../../contract/choices.ts';
import { uniqueNames } from '../../../engine/duckdb/unique-names.ts';
import { typeToSql } from '../../../engine/types/data-type.ts';
import { cellText } from './formats/cell-text.ts';
import { rowObjects } from './formats/row-object.ts';
import { inListLiteral } from './in-list-literal.ts';
import { type Area, columnsOf } from './measure-area.ts';
import type { ReadColumn, ResultReader } from './result-reader.ts';
import { kindOf } from './type-kind.ts';

export type CopyFormat = (typeof COPY_FORMATS)[number];

/** Most cells of one copy. */
const MOST_CELLS = 1_000_000;
/** Most characters: clipboards and pages hold no more. */
const MOST_TEXT = 200_000_000;
const CHUNK_ROWS = 8192;

/** Writes rows as pieces of text. */
interface CopyWriter {
  readonly begin: string;
  readonly row: (values: readonly unknown[], isFirst: boolean) => string;
  readonly end: (isEmpty: boolean) => string;
  /** What is read of a column; its stored value where absent. */
  readonly read?: (column: ReadColumn) => string;
}

/** Cells as text for the clipboard. Throws `usage` above 1,000,000 cells, `limit-bytes` above 200 MB. */
export async function copyArea(
  reader: ResultReader,
  area: Area,
  format: CopyFormat,
  signal: AbortSignal,
): Promise<string> {
  const columns = columnsOf(reader, area.columns);
  const to = Math.min(area.to, reader.rowCount);
  const cells = Math.max(0, to - area.from) * columns.length;
  if (cells > MOST_CELLS)
    throw new AtollError(
      'usage',
      `These are ${cells.toLocaleString('en')} cells; at most ${MOST_CELLS.toLocaleString('en')} can be copied.`,
      {
        hint: 'Export the result, or select less.',
      },
    );
  const writer = writerOf(format, columns);
  const read = columns.map((column) => writer.read?.(column) ?? column.read);
  const pieces = [writer.begin];
  let length = 0;
  for (let from = area.from; from < to; from += CHUNK_ROWS) {
    for (const batch of await reader.select(read, from, Math.min(CHUNK_ROWS, to - from), signal)) {
      for (const values of batch.rows()) {
        const piece = writer.row(values, pieces.length === 1);
        if (piece !== '') pieces.push(piece);
        length += piece.length;
      }
      if (length > MOST_TEXT)
        throw new AtollError('limit-bytes', 'This is more text than can be copied.', {
          hint: 'Export the result, or select less.',
        });
    }
  }
  pieces.push(writer.end(pieces.length === 1));
  return pieces.join('');
}

function writerOf(format: CopyFormat, columns: readonly ReadColumn[]): CopyWriter {
  const names = columns.map(({ label }) => label);
  switch (format) {
    case 'tsv':
      return delimited(columns, '\t', '\n', tsvField, null);
    case 'tsv-header':
      return delimited(columns, '\t', '\n', tsvField, names);
    case 'csv':
      return delimited(columns, ',', '\r\n', csvField, names);
    case 'json':
      return jsonWriter(columns);
    case 'markdown':
      return markdown(columns);
    case 'in-list':
      return inList(columns);
  }
}

/** NULL is an empty field. */
function delimited(
  columns: readonly ReadColumn[],
  delimiter: string,
  end: string,
  field: (text: string) => string,
  header: readonly string[] | null,
): CopyWriter {
  const texts = columns.map(({ type }) => cellText(type));
  const line = (fields: readonly string[]): string => `${fields.join(delimiter)}${end}`;
  return {
    begin: header === null ? '' : line(header.map(field)),
    row: (values) => line(texts.map((text, at) => (values[at] === null ? '' : field(text(values[at]))))),
    end: () => '',
  };
}

/** Spreadsheets take a quoted field whole, with its tabs and lines; a quote at the beginning would open one. */
function tsvField(text: string): string {
  return /[\t\n\r]|^"/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** RFC 4180; an empty text is `""`, so that it is not NULL. */
function csvField(text: string): string {
  return text === '' || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function jsonWriter(columns: readonly ReadColumn[]): CopyWriter {
  const names = uniqueNames(columns.map(({ label }) => label));
  const write = rowObjects(columns.map((column, at) => ({ ...column, name: names[at] ?? '' })));
  return {
    begin: '[',
    row: (values, isFirst) => `${isFirst ? '' : ','}\n${write(values)}`,
    end: (isEmpty) => (isEmpty ? ']\n' : '\n]\n'),
  };
}

/** A table of GitHub's Markdown: numbers to the right, NULL as such. */
function markdown(columns: readonly ReadColumn[]): CopyWriter {
  const texts = columns.map(({ type }) => cellText(type));
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
  const rule = columns.map(({ type }) =>
    ['integer', 'decimal', 'float'].includes(kindOf(type)) ? '---:' : '---',
  );
  return {
    begin: line(columns.map(({ label }) => markdownText(label))) + line(rule),
    row: (values) =>
      line(texts.map((text, at) => (values[at] === null ? 'NULL' : markdownText(text(values[at]))))),
    end: () => '',
  };
}

/** Nothing in it acts: neither on the table nor as markup. */
function markdownText(text: string): string {
  return text
    .replaceAll(/[\\`*[\]<>|~]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, (mark) => `\\${mark}`)
    .replaceAll(/\r\n|\r|\n/g, '<br>');
}

/** The distinct values in brackets, NULLs left out: `x IN (…)` finds none. Of several columns the rows, as tuples. */
function inList(columns: readonly ReadColumn[]): CopyWriter {
  const seen = new Set<string>();
  const literals = columns.map(({ type }) => inListLiteral(type));
  return {
    begin: '(',
    row: (values, isFirst) => {
      if (values.some((value) => value === null)) return '';
      const parts = values.map((value, at) => literals[at]?.(String(value)) ?? '');
      const literal = parts.length === 1 ? (parts[0] ?? '') : `(${parts.join(', ')})`;
      if (seen.has(literal)) return '';
      seen.add(literal);
      return `${isFirst ? '' : ', '}${literal}`;
    },
    end: (isEmpty) => (isEmpty ? 'NULL)' : ')'),
    // DuckDB's own text of a value is what its CAST reads.
    read: ({ sql, type }) => (typeToSql(type) === 'VARCHAR' ? sql : `CAST(${sql} AS VARCHAR)`),
  };
}
