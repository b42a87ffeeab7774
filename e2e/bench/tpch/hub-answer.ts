import type { Answer } from '../../fixtures/federation.ts';

/** Rows as a server prints them. */
export type PrintedRows = readonly (readonly (string | null)[])[];

/** PostgreSQL computes averages and ratios with other numbers of digits than DuckDB. */
const DIGITS = 8;

/**
 * Whether a hub's rows are those of the floor, as multisets: numbers to eight digits, texts without the padding of CHAR.
 * @returns null where they are, else the first difference
 */
export function hubDifference(rows: PrintedRows, expected: Answer): string | null {
  const actual = rows.map((row) => row.map(plain).join(' | ')).toSorted();
  const wanted = expected.rows
    .map((row) => row.map((value) => plain(value === null ? null : String(value))).join(' | '))
    .toSorted();
  if (actual.length !== wanted.length) return `${actual.length} rows, expected ${wanted.length}`;
  const at = actual.findIndex((row, index) => row !== wanted[index]);
  return at < 0 ? null : `row (${String(actual[at])}), expected (${String(wanted[at])})`;
}

function plain(text: string | null): string {
  if (text === null) return 'NULL';
  return /^-?\d+(\.\d*)?(e[+-]?\d+)?$/i.test(text) ? Number(text).toPrecision(DIGITS) : text.trimEnd();
}
