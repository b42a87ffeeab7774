import { expect, test } from 'vitest';
import { SLOW_COSTS } from '../cost/sample-costs.fixture.ts';
import { planOf } from '../optimize/rule-test.fixture.ts';
import { placePlan } from './placed-text.fixture.ts';

const profile = { ...SLOW_COSTS.profile, join: 0.5, send: 0.5, keys: { key: 2, test: 0.01 } };
const COSTS = { ...SLOW_COSTS, profile };

/** The texts sent to the shop where it has so many orders, ten customers, and takes keys or not. */
async function sent(sql: string, takesKeys = true, orders = 3_000_000): Promise<readonly string[]> {
  const { fragments } = placePlan(await planOf(sql), {
    rows: { orders, customers: 10 },
    claims: { shop: { keySets: takesKeys } },
    costs: { shop: COSTS },
  });
  return fragments.map((one) => one.keys?.text.sql ?? one.sql);
}

const BY_KEY = 'SELECT o.amount, c.name FROM shop.orders o JOIN shop.customers c ON o.id = c.credit';

test('few keys look up the rows of the other side in its index, which is faster than the join there', async () => {
  expect(await sent(BY_KEY)).toMatchInlineSnapshot(`
    [
      "SELECT o.id, o.amount FROM shop."orders" AS o WHERE o.id IN (SELECT key FROM memory.main."f1 keys 1")",
      "SELECT c.credit, c.name FROM shop."customers" AS c",
    ]
  `);
});

test.each([
  ['where the source takes no keys', BY_KEY, false],
  ['of a preserved side', BY_KEY.replace('JOIN', 'LEFT JOIN'), true],
  ['by an inequality', BY_KEY.replace('=', '<').replace('ON', 'ON c.name = o.status AND'), true],
])('not %s', async (_, sql, takesKeys) => {
  const texts = await sent(sql, takesKeys);
  expect(texts.join(' ')).not.toContain('keys');
});

test('not where there is little to save', async () => {
  expect(await sent(BY_KEY, true, 20_000)).toHaveLength(1);
});
