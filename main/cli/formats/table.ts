import { type DataType, typeToSql } from '../../../engine/types/data-type.ts';
import type { ReadColumn, ResultReader } from '../../services/results/result-reader.ts';
import { cellText } from './cell-text.ts';
import { cutText, displayWidth } from './display-width.ts';
import type { FormatContext, RowFormat } from './row-format.ts';
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
async function* pagesOf(result: ResultReader): AsyncGenerator<readonly (readonly unknown[])[]> {
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

function fitted(
  columns: readonly TableColumn[],
  cells: readonly (readonly string[])[],
  { width }: FormatContext,
): readonly number[] {
  const widths = columns.map(({ label }, at) => {
    const widest = cells.reduce(
      (most, row) => Math.max(most, displayWidth(row[at] ?? '')),
      displayWidth(label),
    );
    return Math.min(WIDEST, Math.max(1, widest));
  });
  if (width === null) return widths;
  let over = widths.reduce((sum, each) => sum + each, GAP.length * (widths.length - 1)) - width;
  while (over > 0) {
    const widest = Math.max(...widths);
    if (widest <= NARROWEST) break;
    widths[widths.indexOf(widest)] = widest - 1;
    over -= 1;
  }
  return widths;
}

function heading(columns: readonly TableColumn[], widths: readonly number[]): string {
  const names = columns.map((column, at) =>
    padded(cutText(column.label, widths[at] ?? 0), column, widths[at] ?? 0),
  );
  const rule = widths.map((width) => '─'.repeat(width));
  return `${names.join(GAP).trimEnd()}\n${rule.join(GAP)}\n`;
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
