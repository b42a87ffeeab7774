import { expect, test } from 'vitest';
import { planOf } from '../optimize/rule-test.fixture.ts';
import { optimize } from '../optimize/driver.ts';
import { rulesFor } from '../optimize/rule-list.ts';
import { NodeIds } from './ids.ts';
import { partitionScan } from './partition-scan.ts';

/** The table by whose ranges a text over one source may be read in parts. */
async function tableOf(sql: string, orders = 1000, customers = 10): Promise<string | null> {
  const bound = await planOf(sql);
  const { plan } = optimize(bound, rulesFor('full'), { ids: NodeIds.after(bound) });
  const rows: Readonly<Record<string, number>> = { orders, customers };
  return partitionScan(plan, ({ table }) => rows[table.name] ?? null)?.table.name ?? null;
}

const ON = 'ON o.customer = c.id';

test.each([
  ['one scan under filters and projections', 'SELECT id + 1 FROM shop.orders WHERE amount > 5'],
  ['an inner join, at its left', `SELECT o.id, c.name FROM shop.orders o JOIN shop.customers c ${ON}`],
  ['an inner join, at its right', `SELECT o.id, c.name FROM shop.customers c JOIN shop.orders o ${ON}`],
  ['a preserved side', `SELECT o.id, c.name FROM shop.orders o LEFT JOIN shop.customers c ${ON}`],
  [
    'an asked side',
    'SELECT o.id FROM shop.orders o WHERE EXISTS (SELECT 1 FROM shop.customers c WHERE c.id = o.customer)',
  ],
])('%s', async (_, sql) => {
  expect(await tableOf(sql)).toBe('orders');
});

test.each([
  [
    'a side that NULLs stand in for',
    `SELECT o.id, c.name FROM shop.customers c LEFT JOIN shop.orders o ${ON}`,
  ],
  ['an aggregate', 'SELECT customer, count(*) FROM shop.orders GROUP BY customer'],
  ['a limit', 'SELECT id FROM shop.orders LIMIT 5'],
  ['distinct rows', 'SELECT DISTINCT status FROM shop.orders'],
])('not %s', async (_, sql) => {
  expect(await tableOf(sql)).not.toBe('orders');
});

test('not beside another table that each range would have to read', async () => {
  const sql = `SELECT o.id, c.name FROM shop.orders o JOIN shop.customers c ${ON}`;
  expect(await tableOf(sql, 1000, 200)).toBeNull();
});
