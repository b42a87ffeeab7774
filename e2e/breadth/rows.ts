import type { CellText } from './table.ts';

/** The value at an index of a list that repeats for ever. */
export const pickFrom = <T>(values: readonly T[], index: number): T => {
  const value = values[index % values.length];
  if (value === undefined) throw new Error('The list is empty.');
  return value;
};
/** A number in two digits. */
export const two = (number: number): string => String(number).padStart(2, '0');
/** Rows made from their index. */
export const rowsOf = (
  count: number,
  make: (index: number) => readonly CellText[],
): (readonly CellText[])[] => Array.from({ length: count }, (_, index) => make(index));
