import { type DataType, typeToSql } from '../../../engine/types/data-type.ts';
import type { ReadColumn } from '../../services/results/result-reader.ts';
import { cellText } from '../../services/results/formats/cell-text.ts';
import { cutText, displayWidth } from './display-width.ts';
import type { FormatContext, FormatSource, RowFormat } from '../../services/results/formats/row-format.ts';
import { visibleText } from './visible-text.ts';

/** No cell is wider than this, whatever the terminal. */
const WIDEST = 120;
/** Columns are not squeezed below this to fit a terminal. */
const NARROWEST = 6;
const GAP = '  ';
/** Characters of a value that are looked at: more would be cut anyway, and a value may have millions. */
const LOOK = 4 * WIDEST;

interface TableColumn {
  readonly label: string;
  readonly right: boolean;
  readonly text: (value: unknown) => string;
}

/**
 * Aligned columns for reading. NULL is `NULL` (a text that says so is in quotes), control characters are escapes,
 * and a cell that is too wide ends with `…`. Widths come from the first page of rows.
 */
export const tableFormat: RowFormat = async function* (result, context) {
  if (result.columns.length === 0) return;
  const columns = result.columns.map(columnOf);
  let widths: readonly number[] | null = null;
  const cut = { any: false };
  for await (const rows of pagesOf(result)) {
    const cells = rows.map((row) => columns.map((column, at) => cellOf(column, row[at])));
    if (widths === null) {
      widths = fitted(columns, cells, context);
      yield heading(columns, widths);
    }
    const known = widths;
    yield cells.map((row) => line(columns, row, known, cut)).join('');
  }
  if (cut.any) context.note?.('Cells that end with … are cut; the other formats write them whole.');
};

/** At least one page, so that a result without rows still has its heading. */
async function* pagesOf(result: FormatSource): AsyncGenerator<readonly (readonly unknown[])[]> {
  if (result.rowCount === 0) yield [];
  else yield* result.pages();
}

function columnOf({ label, type }: ReadColumn): TableColumn {
  const text = cellText(type);
  const right = /^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|BIGNUM|DECIMAL|FLOAT|DOUBLE)/.test(typeToSql(type));
  return { label: visibleText(label), right: right && !isNested(type), text: readable(type, text) };
}

function isNested(type: DataType): boolean {
  return ['LIST', 'ARRAY', 'STRUCT', 'MAP', 'UNION'].includes(type.id);
}

/** Dates and times with a space for `T`, and without zeros that say nothing. */
function readable(type: DataType, text: (value: unknown) => string): (value: unknown) => string {
  if (!type.id.startsWith('TIME')) return text;
  return (value) =>
    text(value)
      .replace('T', ' ')
      .replace(/(\.\d*?)0+(?=$|Z|[+-])/, '$1')
      .replace(/\.(?=$|Z|[+-])/, '');
}

function cellOf({ text }: TableColumn, value: unknown): string {
  if (value === null) return 'NULL';
  const whole = text(value);
  return whole === 'NULL' ? '"NULL"' : visibleText(whole.length > LOOK ? whole.slice(0, LOOK) : whole);
}

/** A heading in lines of at most `width`, broken after underscores and spaces; what is longer still is cut. */
function labelLines(label: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of label.match(/[^_\s]+[_\s]*|[_\s]+/g) ?? []) {
    if (line !== '' && displayWidth(line) + displayWidth(word.trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += word;
  }
  return [...lines, line.trimEnd()].map((part) => cutText(part, width));
}

/** Widths for the first page: where the terminal is too narrow, headings are broken first, then cells are cut. */
function fitted(
  columns: readonly TableColumn[],
  cells: readonly (readonly string[])[],
  { width }: FormatContext,
): readonly number[] {
  const content = columns.map((_, at) =>
    Math.min(
      WIDEST,
      cells.reduce((most, row) => Math.max(most, displayWidth(row[at] ?? '')), 1),
    ),
  );
  const widths = columns.map(({ label }, at) =>
    Math.max(content[at] ?? 1, Math.min(WIDEST, displayWidth(label))),
  );
  if (width === null) return widths;
  const least = columns.map(({ label }, at) => Math.max(content[at] ?? 1, longestWord(label)));
  let over = widths.reduce((sum, each) => sum + each, GAP.length * (widths.length - 1)) - width;
  for (const floors of [least, columns.map(() => NARROWEST)]) {
    for (; over > 0; over -= 1) {
      const widest = widestAbove(widths, floors);
      if (widest === null) break;
      widths[widest] = (widths[widest] ?? 1) - 1;
    }
  }
  return widths;
}

function widestAbove(widths: readonly number[], floors: readonly number[]): number | null {
  let found: number | null = null;
  for (const [at, width] of widths.entries()) {
    if (width > (floors[at] ?? 0) && width > (found === null ? 0 : (widths[found] ?? 0))) found = at;
  }
  return found;
}

function longestWord(label: string): number {
  return Math.min(WIDEST, Math.max(1, ...label.split(/(?<=_)|\s/).map((word) => displayWidth(word))));
}

function heading(columns: readonly TableColumn[], widths: readonly number[]): string {
  const labels = columns.map(({ label }, at) => labelLines(label, widths[at] ?? 0));
  const height = Math.max(...labels.map((lines) => lines.length));
  const lines = Array.from({ length: height }, (_, from) => {
    const cells = columns.map((column, at) => {
      const own = labels[at] ?? [];
      return padded(own[from - (height - own.length)] ?? '', column, widths[at] ?? 0);
    });
    return `${cells.join(GAP).trimEnd()}\n`;
  });
  return `${lines.join('')}${widths.map((width) => '─'.repeat(width)).join(GAP)}\n`;
}

function line(
  columns: readonly TableColumn[],
  row: readonly string[],
  widths: readonly number[],
  cut: { any: boolean },
): string {
  const cells = columns.map((column, at) => {
    const width = widths[at] ?? 0;
    const text = cutText(row[at] ?? '', width);
    if (text !== row[at]) cut.any = true;
    return padded(text, column, width);
  });
  return `${cells.join(GAP).trimEnd()}\n`;
}

function padded(text: string, { right }: TableColumn, width: number): string {
  const space = ' '.repeat(Math.max(0, width - displayWidth(text)));
  return right ? `${space}${text}` : `${text}${space}`;
}
