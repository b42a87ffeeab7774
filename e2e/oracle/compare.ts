import type { Answer } from '../fixtures/federation.ts';
import {
  type Cell,
  cellOf,
  type FloatRule,
  floatsEqual,
  holdsFloats,
  orderFloats,
  showCell,
} from './cell.ts';

export interface CompareOptions {
  /** `true`: the whole sequence of rows counts; positions: the sequence of these columns' values does. */
  readonly ordered?: true | readonly number[];
  /** For queries with more than one right answer: only the columns and the number of rows count. */
  readonly countOnly?: boolean;
  /** Greatest relative difference of floats; default 1e-9. */
  readonly tolerance?: number;
  /** Whether -0 and 0 differ, which SQL's own `=` says they do not; default false. */
  readonly signOfZero?: boolean;
  /** Integer types of different width count as one: SQLite's INTEGER arrives as BIGINT whatever it held before. */
  readonly anyInteger?: boolean;
  /** How many differing rows a message shows at most; default 5. */
  readonly show?: number;
}

type Row = readonly Cell[];

/**
 * Holds an answer against the expected one as multisets of rows: exact values, floats within a relative
 * tolerance, and order only where asked for. Column names and types count too.
 * @returns nothing where they agree, else a text that names the first differences
 */
export function differenceOf(
  actual: Answer,
  expected: Answer,
  options: CompareOptions = {},
): string | undefined {
  const columns = columnDifference(actual, expected, options.anyInteger ?? false);
  if (columns !== undefined) return columns;
  if (actual.rows.length !== expected.rows.length && options.countOnly === true) {
    return `${actual.rows.length} rows, expected ${expected.rows.length}`;
  }
  if (options.countOnly === true) return undefined;
  const rule: FloatRule = {
    tolerance: options.tolerance ?? 1e-9,
    signOfZero: options.signOfZero ?? false,
  };
  const left = cellsOf(actual);
  const right = cellsOf(expected);
  const show = options.show ?? 5;
  const content = multisetDifference(left, right, rule, show);
  if (content !== undefined) return content;
  if (options.ordered === undefined) return undefined;
  return sequenceDifference(left, right, options.ordered, rule);
}

function columnDifference(actual: Answer, expected: Answer, anyInteger: boolean): string | undefined {
  const typeOf = (type: string): string =>
    anyInteger && /^(TINY|SMALL|BIG|HUGE)?INT(EGER)?$/.test(type) ? 'INTEGER' : type;
  const print = (answer: Answer): string =>
    answer.columns.map(({ name, type }) => `${JSON.stringify(name)} ${typeOf(type)}`).join(', ');
  const [left, right] = [print(actual), print(expected)];
  return left === right ? undefined : `columns (${left}), expected (${right})`;
}

function cellsOf(answer: Answer): Row[] {
  const floats = answer.columns.map((column) => holdsFloats(column.type));
  return answer.rows.map((row) => row.map((value, index) => cellOf(value, floats[index] ?? false)));
}

const exactOf = (row: Row): string => row.map((cell) => cell.exact).join(' | ');
const floatsOf = (row: Row): readonly number[] => row.flatMap((cell) => cell.floats);

const rowsEqual = (left: Row, right: Row, rule: FloatRule): boolean => {
  const others = floatsOf(right);
  return (
    exactOf(left) === exactOf(right) &&
    floatsOf(left).every((value, index) => floatsEqual(value, others[index] ?? Number.NaN, rule))
  );
};

function orderRows(left: Row, right: Row): number {
  const others = floatsOf(right);
  for (const [index, value] of floatsOf(left).entries()) {
    const order = orderFloats(value, others[index] ?? Number.NaN);
    if (order !== 0) return order;
  }
  return 0;
}

function grouped(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = exactOf(row);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
}

// Rows of one group differ in their floats alone. Sorted pairs settle almost all; the rest, where a float a
// hair off changes the sort, is matched one by one.
function unmatched(left: readonly Row[], right: readonly Row[], rule: FloatRule): [Row[], Row[]] {
  if (left.length === right.length) {
    const sorted = right.toSorted(orderRows);
    const pairs = left.toSorted(orderRows).every((row, index) => {
      const other = sorted[index];
      return other !== undefined && rowsEqual(row, other, rule);
    });
    if (pairs) return [[], []];
  }
  const rest = [...right];
  const extra = left.filter((row) => {
    const found = rest.findIndex((other) => rowsEqual(row, other, rule));
    if (found >= 0) rest.splice(found, 1);
    return found < 0;
  });
  return [extra, rest];
}

function multisetDifference(
  left: readonly Row[],
  right: readonly Row[],
  rule: FloatRule,
  show: number,
): string | undefined {
  const groups = grouped(left);
  const others = grouped(right);
  const extra: Row[] = [];
  const missing: Row[] = [];
  for (const key of new Set([...groups.keys(), ...others.keys()])) {
    const [more, less] = unmatched(groups.get(key) ?? [], others.get(key) ?? [], rule);
    extra.push(...more);
    missing.push(...less);
  }
  if (extra.length === 0 && missing.length === 0) return undefined;
  const list = (title: string, rows: readonly Row[]): string[] =>
    rows.length === 0
      ? []
      : [
          `${rows.length} ${title}:`,
          ...rows.slice(0, show).map((row) => `  ${row.map(showCell).join(' | ')}`),
        ];
  return [
    `${left.length} rows, expected ${right.length}`,
    ...list('unexpected', extra),
    ...list('missing', missing),
  ].join('\n');
}

function sequenceDifference(
  left: readonly Row[],
  right: readonly Row[],
  ordered: true | readonly number[],
  rule: FloatRule,
): string | undefined {
  const keyOf = (row: Row): Row =>
    ordered === true ? row : ordered.flatMap((position) => row[position] ?? []);
  for (const [index, row] of left.entries()) {
    const [key, expected] = [keyOf(row), keyOf(right[index] ?? [])];
    if (!rowsEqual(key, expected, rule)) {
      const [got, wanted] = [key, expected].map((cells) => cells.map(showCell).join(' | '));
      return `the rows agree, their order does not: row ${index + 1} has (${got}), expected (${wanted})`;
    }
  }
  return undefined;
}
