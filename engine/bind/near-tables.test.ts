import { expect, test } from 'vitest';
import { nearTables, type TableName } from './near-tables.ts';

const KNOWN: readonly TableName[] = [
  { source: 'crm', table: 'agents', written: 'crm.agents' },
  { source: 'crm', table: 'orders', written: 'crm.orders' },
  { source: 'shop', table: 'customers', written: 'shop.customers' },
  { source: 'shop', table: 'orders', written: 'shop.orders' },
  { source: 'shop', table: 'order_lines', written: 'shop.audit.order_lines' },
];

test.each([
  [
    ['shop', 'ordes'],
    ['shop.orders', 'crm.orders'],
  ],
  [['SHOP', 'Customer'], ['shop.customers']],
  [['orders'], ['crm.orders', 'shop.orders']],
  [['crm', 'customers'], ['shop.customers']],
  [['shop', 'lines'], ['shop.audit.order_lines']],
  [['shop', 'nope'], []],
  [['nowhere', 't'], []],
])('%j is near to %j', (parts, expected) => {
  expect(nearTables(parts, KNOWN)).toEqual(expected);
});
