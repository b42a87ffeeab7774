import { expect, test } from 'vitest';
import {
  isSurelyWhole,
  columnsInSight,
  figureText,
  figureWidth,
  fitWidth,
  gridColumns,
  moveColumn,
  NO_MEMORY,
  showColumns,
  totalWidth,
} from './grid-columns.ts';

const COLUMNS = gridColumns([
  { name: 'id', type: 'INTEGER' },
  { name: 'name', type: 'VARCHAR' },
  { name: 'id', type: 'DECIMAL(12,2)' },
]);
const WIDTHS = { id: 100, name: 200, 'id (2)': 50 };
const memory = { ...NO_MEMORY, widths: WIDTHS };
const keysOf = (shown: ReturnType<typeof showColumns>): string[] => shown.map(({ column }) => column.key);

test('columns of one name are told apart', () => {
  expect(COLUMNS.map(({ key }) => key)).toEqual(['id', 'name', 'id (2)']);
  expect(COLUMNS.map(({ mark, right }) => [mark, right])).toEqual([
    ['int', true],
    ['text', false],
    ['dec', true],
  ]);
});

test('hidden columns go, frozen ones stand first, and the rest keeps its order', () => {
  const shown = showColumns(COLUMNS, { ...memory, frozen: ['id (2)'] }, {});
  expect(shown.map(({ column, left, frozen }) => [column.key, left, frozen])).toEqual([
    ['id (2)', 0, true],
    ['id', 50, false],
    ['name', 150, false],
  ]);
  expect(totalWidth(shown)).toBe(350);
  expect(keysOf(showColumns(COLUMNS, { ...memory, hidden: ['name'] }, {}))).toEqual(['id', 'id (2)']);
});

test('a column moves by places, and memory of other columns does no harm', () => {
  const shown = showColumns(COLUMNS, memory, {});
  const moved = moveColumn(shown, memory, 'id (2)', -2);
  expect(keysOf(showColumns(COLUMNS, moved, {}))).toEqual(['id (2)', 'id', 'name']);
  expect(moveColumn(shown, memory, 'id', -1)).toBe(memory);
  const other = gridColumns([
    { name: 'new', type: 'DATE' },
    { name: 'name', type: 'VARCHAR' },
    { name: 'id', type: 'INTEGER' },
  ]);
  expect(keysOf(showColumns(other, moved, {}))).toEqual(['new', 'id', 'name']);
});

test('only columns in sight are drawn, and frozen ones always', () => {
  const shown = showColumns(COLUMNS, { ...memory, frozen: ['id'] }, {});
  expect(columnsInSight(shown, 0, 1000)).toEqual({ frozen: 1, from: 1, to: 3 });
  expect(columnsInSight(shown, 310, 30)).toEqual({ frozen: 1, from: 2, to: 3 });
  expect(columnsInSight([], 0, 100)).toEqual({ frozen: 0, from: 0, to: 0 });
});

test('a width fits name and values within bounds', () => {
  const [column] = COLUMNS;
  const fit = (texts: readonly (string | null)[]): number =>
    column === undefined ? 0 : fitWidth(column, texts);
  expect(fit(['1234567890'.repeat(2)])).toBe(168);
  expect(fit([null])).toBe(91);
  expect(fit(['x'.repeat(10_000)])).toBe(420);
});

test('a figure is whole or not there at all', () => {
  expect(figureWidth('1234567890')).toBe(93);
  expect(figureText('1234567890', 93)).toBe('1234567890');
  expect(figureText('1234567890', 92)).toBe('#########');
});

test('only letters of one width are known to have room', () => {
  expect(isSurelyWhole('0123456789', 93)).toBe(true);
  expect(isSurelyWhole('0123456789', 92)).toBe(false);
  expect(isSurelyWhole('漢', 93)).toBe(false);
});
