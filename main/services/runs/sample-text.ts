import { AtollError } from '../../../engine/errors/atoll-error.ts';
import { subquery } from './over-text.ts';

/** The text that gives the first rows of another: a LIMIT that the planner takes to the sources as any other. */
export function sampleText(sql: string, rows: number): string {
  return `SELECT * FROM ${subquery(sql)} AS sample LIMIT ${rows}`;
}

/** An error of such a text with its place in the user's own. */
export function inOwnText(error: unknown): unknown {
  if (!(error instanceof AtollError) || error.report.file !== null) return error;
  const { code, message, line } = error.report;
  if (line === null) return error;
  return new AtollError(code, message, { ...error.report, line: Math.max(1, line - 1), cause: error });
}
