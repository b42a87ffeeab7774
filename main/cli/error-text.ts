import type { ErrorReport } from '../../engine/errors/atoll-error.ts';
import { displayWidth } from './formats/display-width.ts';
import { visibleText } from './formats/visible-text.ts';

/** Longest line of SQL that is shown; a longer one is shown around its place. */
const LINE_WIDTH = 92;

/** The text that an error's line and column are in. */
export interface PlacedText {
  /** What the text is called, such as `models/orders.sql`; null for the query on the command line. */
  readonly name: string | null;
  readonly text: string;
}

/**
 * An error for people: what happened, where (the line with a caret below its place), what to do next. Nothing in it
 * can drive the terminal.
 */
export function errorText(report: ErrorReport, placed: PlacedText | null): string {
  const lines = [`error: ${paragraph(report.message)}`, ...placeLines(report, placed)];
  const reached = [
    report.source === null ? '' : `source ${visibleText(report.source)}`,
    report.step === null ? '' : `step ${report.step}`,
  ].filter((part) => part !== '');
  if (reached.length > 0) lines.push(`  ${reached.join(', ')}`);
  if (report.hint !== null) lines.push(`hint: ${paragraph(report.hint)}`);
  return `${lines.join('\n')}\n`;
}

function paragraph(text: string): string {
  return text.split('\n').map(visibleText).join('\n  ');
}

function placeLines({ file, line, column }: ErrorReport, placed: PlacedText | null): readonly string[] {
  if (line === null) return file === null ? [] : [`  in ${visibleText(file)}`];
  const name = file ?? placed?.name ?? null;
  const place = name === null ? `line ${line}` : `${visibleText(name)}:${line}`;
  const where = column === null ? place : name === null ? `${place}, column ${column}` : `${place}:${column}`;
  const source = placed?.text.split(/\r?\n/)[line - 1];
  if (source === undefined) return [`  at ${where}`];
  return [`  at ${where}`, ...excerpt(source, line, column)];
}

function excerpt(source: string, line: number, column: number | null): readonly string[] {
  const at = Math.min(source.length, (column ?? 1) - 1);
  const start = at > LINE_WIDTH - 20 ? at - Math.floor(LINE_WIDTH / 2) : 0;
  const shown = source.slice(start, start + LINE_WIDTH);
  const head = `  ${line} | ${start > 0 ? '…' : ''}`;
  const tail = start + LINE_WIDTH < source.length ? '…' : '';
  const text = `${head}${visibleText(shown)}${tail}`;
  if (column === null) return [text];
  const before = displayWidth(visibleText(source.slice(start, at)));
  return [text, `${' '.repeat(displayWidth(head) + before)}^`];
}
