import { expect, test } from 'vitest';
import {
  areaOf,
  fitSelection,
  isInside,
  moveByKey,
  selectCell,
  selectColumns,
  selectRows,
} from './selection.ts';

const SIZE = { rows: 10_000_000, columns: 8, pageRows: 20 };
const START = selectCell({ row: 100, column: 3 });
const press = (key: string, mod = false, shift = false): Parameters<typeof moveByKey>[1] => ({
  key,
  mod,
  shift,
});

test('keys move the active cell, never out of the grid', () => {
  expect(moveByKey(START, press('ArrowDown'), SIZE)?.active).toEqual({ row: 101, column: 3 });
  expect(moveByKey(START, press('PageUp'), SIZE)?.active).toEqual({ row: 80, column: 3 });
  expect(moveByKey(START, press('Home'), SIZE)?.active).toEqual({ row: 100, column: 0 });
  expect(moveByKey(START, press('End', true), SIZE)?.active).toEqual({ row: 9_999_999, column: 7 });
  expect(moveByKey(START, press('ArrowUp', true), SIZE)?.active).toEqual({ row: 0, column: 3 });
  expect(moveByKey(selectCell({ row: 0, column: 0 }), press('ArrowLeft'), SIZE)?.active).toEqual({
    row: 0,
    column: 0,
  });
  expect(moveByKey(START, press('x'), SIZE)).toBeNull();
});

test('with Shift the selection grows from where it began', () => {
  const grown = moveByKey(
    moveByKey(START, press('ArrowUp', false, true), SIZE) ?? START,
    press('End', false, true),
    SIZE,
  );
  expect(areaOf(grown ?? START)).toEqual({ fromRow: 99, toRow: 101, fromColumn: 3, toColumn: 8 });
});

test('all is selected while the active cell stays', () => {
  const all = moveByKey(START, press('a', true), SIZE) ?? START;
  expect(areaOf(fitSelection(all, SIZE))).toEqual({
    fromRow: 0,
    toRow: 10_000_000,
    fromColumn: 0,
    toColumn: 8,
  });
  expect(all.active).toEqual(START.active);
  const grown = { ...SIZE, rows: SIZE.rows * 2 };
  expect(areaOf(fitSelection(all, grown))).toMatchObject({ fromRow: 0, toRow: 20_000_000 });
});

test('whole rows and columns', () => {
  expect(areaOf(selectRows(START, 105, SIZE, true))).toEqual({
    fromRow: 100,
    toRow: 106,
    fromColumn: 0,
    toColumn: 8,
  });
  const column = areaOf(fitSelection(selectColumns(START, 5, false), SIZE));
  expect(column).toEqual({ fromRow: 0, toRow: 10_000_000, fromColumn: 5, toColumn: 6 });
  expect([isInside(column, 7, 5), isInside(column, 7, 6)]).toEqual([true, false]);
});

test('a selection fits a smaller grid', () => {
  expect(fitSelection(START, { ...SIZE, rows: 10, columns: 2 }).active).toEqual({ row: 9, column: 1 });
  expect(fitSelection(START, { ...SIZE, rows: 0 }).active.row).toBe(0);
});
