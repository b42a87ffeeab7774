import { type CellText, type Storage, type TestTable, testTable } from '../breadth/table.ts';
import { type Random, randomFrom } from './random.ts';

/** Makes the value of one cell. */
export type Maker = (random: Random) => CellText;

/** Columns by name: the source's type, DuckDB's, and what makes the values. */
export type Columns = readonly (readonly [name: string, native: string, duck: string, make: Maker])[];

export interface MadeTable {
  readonly rows: number;
  /** The probability that a cell is NULL. */
  readonly nulls: number;
  readonly columns: Columns;
  /** Statements that the source needs first. */
  readonly before?: readonly string[];
}

/** A table of random rows, the same in every run: they depend on its name alone. */
export function madeTable(
  storage: Storage,
  name: string,
  { rows, nulls, columns, before }: MadeTable,
): TestTable {
  const random = randomFrom([...name].reduce((seed, letter) => seed * 31 + letter.charCodeAt(0), 7));
  const cells = Array.from({ length: rows }, () =>
    columns.map(([, , , make]) => (random.chance(nulls) ? null : make(random))),
  );
  const shape = columns.map(([column, native, duck]) => [column, native, duck] as const);
  return testTable(storage, name, shape, cells, before);
}

/** One of the values. */
export const oneOf =
  (values: readonly CellText[]): Maker =>
  (random) =>
    random.pick(values);

/** A whole number from low to high. */
export const between =
  (low: number, high: number): Maker =>
  (random) =>
    random.int(low, high);

/** A decimal of so many digits after the point, as text. */
export const decimalOf =
  (digits: number, most: number): Maker =>
  (random) =>
    (random.int(-most, most) / 10 ** digits).toFixed(digits);

/** A multiple of 1/16: sums of such come out the same in any order, and a difference is never one of rounding. */
export const sixteenth: Maker = (random) => random.int(-160, 160) / 16;

/** Either an ordinary value or, now and then, one of the ends. */
export const withEnds =
  (ordinary: Maker, ends: readonly CellText[], often = 0.25): Maker =>
  (random) =>
    random.chance(often) ? random.pick(ends) : ordinary(random);
