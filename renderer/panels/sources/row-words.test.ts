import { expect, test } from 'vitest';
import { rowLabel, rowTitle } from './row-words.ts';
import type { TreeRow } from './tree-row.ts';
import { columnOf, sourceOf, tableOf } from './tree.fixture.ts';

const place = { id: 'x', parent: null, level: 3, position: 1, siblings: 1, expanded: null } as const;
const source = sourceOf('shop', { production: true });
const table = { ...tableOf('orders'), sql: 'shop.orders', rows: 128_182, comment: 'One row each order' };
const column = {
  ...columnOf('customer_id'),
  nullable: false,
  key: 'foreign',
  references: 'customers.id',
  comment: 'Who bought',
} as const;

test.each<[TreeRow, string]>([
  [{ ...place, source, kind: 'source' }, 'shop, SQLite, production, Not tested yet'],
  [{ ...place, source, kind: 'table', table }, 'orders, table, about 128,182 rows'],
  [{ ...place, source, kind: 'column', table, column }, 'customer_id, INTEGER, foreign key to customers.id'],
])('says a row', (row, label) => {
  expect(rowLabel(row)).toBe(label);
});

test('tells comments, both types and keys when pointed at', () => {
  expect(rowTitle({ ...place, source, kind: 'table', table })).toBe(
    'shop.orders\nOne row each order\nabout 128,182 rows',
  );
  expect(rowTitle({ ...place, source, kind: 'column', table, column })).toBe(
    'customer_id\nint4, read as INTEGER, not null\nforeign key to customers.id\nWho bought',
  );
});
