import { expect, test } from 'vitest';
import { filterTables, searchable } from './filter-tables.ts';
import { namePartsOf } from './match-name.ts';
import { tableOf } from './tree.fixture.ts';

const NAMES = ['reorder', 'big_order', 'orders_old', 'order', 'parts', 'Order_lines'];
const known = searchable(NAMES.map((name) => tableOf(name)));

test('puts the whole name first, then beginnings, words within, and the rest', () => {
  const found = filterTables(known, 'order', new Set());
  expect(found.map(({ name }) => name)).toEqual([
    'order',
    'orders_old',
    'Order_lines',
    'big_order',
    'reorder',
  ]);
});

test('adds tables whose columns match, last', () => {
  const [, , , , parts = tableOf('missing')] = known.tables;
  const found = filterTables(known, 'old', new Set([parts]));
  expect(found.map(({ name }) => name)).toEqual(['orders_old', 'parts']);
});

test('answers within a frame over 20,000 tables', () => {
  const many = searchable(Array.from({ length: 20_000 }, (_, at) => tableOf(`customer_orders_${at}`)));
  const begun = performance.now();
  expect(filterTables(many, 'orders_1999', new Set())).toHaveLength(11);
  // 50 ms is what a person may notice; filtering takes some 2 ms of it.
  expect(performance.now() - begun).toBeLessThan(50);
});

test.each([
  [
    'Orders',
    'der',
    [
      { text: 'Or', match: false },
      { text: 'der', match: true },
      { text: 's', match: false },
    ],
  ],
  ['Orders', '', [{ text: 'Orders', match: false }]],
  ['İd', 'd', [{ text: 'İd', match: false }]],
])('marks in %s what matches %s', (name, words, parts) => {
  expect(namePartsOf(name, words)).toEqual(parts);
});
