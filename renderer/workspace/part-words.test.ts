import { expect, test } from 'vitest';
import { partName, workText } from './part-words.ts';

const PARTS = [
  { id: 'f1', source: 'shop' },
  { id: 'f2', source: 'crm' },
  { id: 'f3', source: 'shop' },
];

test('a piece is known by its source, with a number only where there are several', () => {
  expect(PARTS.map(({ id }) => partName(PARTS, id))).toEqual(['shop, part 1', 'crm', 'shop, part 2']);
  expect(partName(PARTS, 'f9')).toBe('f9');
});

test('the work of a source is said once each, in its order', () => {
  const covers = ['scan', 'scan', 'top-n', 'aggregate', 'project', 'join', 'filter', 'project', 'filter'];
  expect(workText(covers)).toBe('Read 2 tables, filtered, joined, grouped, sorted, kept the first rows');
  expect(workText(['scan', 'project'])).toBe('Read 1 table');
  expect(workText(['values'])).toBe('Computed values');
});
