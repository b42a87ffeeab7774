import { expect, test } from 'vitest';
import { planOf } from '../optimize/rule-test.fixture.ts';
import type { PlacedOptions, PlacedText } from './placed-text.fixture.ts';
import { placePlan, reasons } from './placed-text.fixture.ts';

async function placed(sql: string, options: PlacedOptions = {}): Promise<PlacedText> {
  return placePlan(await planOf(sql), options);
}

test.each([
  [
    'filter',
    { filter: false },
    "SELECT id FROM shop.orders WHERE status = 'new'",
    "filter (status = 'new') shop: capability",
  ],
  ['project', { project: false }, 'SELECT id * 2 AS d FROM shop.orders', 'project - shop: capability'],
  ['limit', { limit: false }, 'SELECT id FROM shop.orders LIMIT 3', 'limit - shop: capability'],
  ['sort', { sort: false }, 'SELECT id FROM shop.orders ORDER BY id', 'sort id shop: capability'],
  ['topN', { topN: false }, 'SELECT id FROM shop.orders ORDER BY id LIMIT 2', 'top-n id shop: capability'],
  ['distinct', { distinct: false }, 'SELECT DISTINCT status FROM shop.orders', 'distinct - shop: capability'],
  [
    'aggregate',
    { aggregate: false },
    'SELECT max(id) FROM shop.orders',
    'aggregate max(id) shop: capability',
  ],
  [
    'groupingSets',
    { groupingSets: false },
    'SELECT status, max(id) FROM shop.orders GROUP BY ROLLUP (status)',
    'aggregate max(id) shop: capability',
  ],
  [
    'joins',
    { joins: ['left'] },
    'SELECT o.id FROM shop.orders o JOIN shop.customers c ON o.customer = c.id',
    'join - shop: capability',
  ],
  [
    'setOperations',
    { setOperations: ['union all'] },
    'SELECT id FROM shop.orders INTERSECT SELECT id FROM shop.customers',
    'set-operation - shop: capability',
  ],
  [
    'window',
    { window: false },
    'SELECT rank() OVER (ORDER BY id) FROM shop.orders',
    'window rank() over (order by id range unbounded-preceding..current-row) shop: capability',
  ],
  [
    'values',
    { values: false },
    'SELECT o.id FROM shop.orders o JOIN (VALUES (1), (2)) v(n) ON o.id = v.n',
    'values - shop: capability',
  ],
] as const)('without %s the operator runs here, and the ledger says so', async (_, claims, sql, line) => {
  const all = await placed(sql);
  expect(all.remainder.kind).toBe('fragment-scan');
  const placement = await placed(sql, { claims: { shop: claims } });
  expect(placement.remainder.kind).not.toBe('fragment-scan');
  expect(reasons(placement)).toContain(line.startsWith('values') ? 'join - shop: capability' : line);
});

test('a refusal that comes twice is recorded once', async () => {
  const sql = 'SELECT id FROM (SELECT * FROM shop.orders ORDER BY id LIMIT 4) ORDER BY id';
  const twice = 'SELECT DISTINCT id FROM shop.orders UNION ALL SELECT DISTINCT id FROM shop.customers';
  expect(reasons(await placed(twice, { claims: { shop: { distinct: false } } }))).toEqual([
    'distinct - shop: capability',
  ]);
  expect(reasons(await placed(sql, { claims: { shop: { topN: false } } }))).toEqual([
    'top-n id shop: capability',
  ]);
});

test('a local aggregate fetches the columns that it reads, once each', async () => {
  const sql = 'SELECT status, max(amount) FROM shop.orders WHERE customer > 3 GROUP BY status';
  const { fragments } = await placed(sql, { claims: { shop: { aggregate: false } } });
  expect(fragments.map((one) => one.sql)).toEqual([
    'SELECT o.status, o.amount FROM shop."orders" AS o WHERE o.customer > 3',
  ]);
});
