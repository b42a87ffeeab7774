import { expect, test } from 'vitest';
import { SLOW_COSTS } from '../cost/sample-costs.fixture.ts';
import { planOf } from '../optimize/rule-test.fixture.ts';
import { outline, placePlan, type PlacedOptions, type PlacedText, reasons } from './placed-text.fixture.ts';

const MANY = { orders: 2_000_000 };
const GROUPED = 'SELECT customer, sum(amount) AS s FROM shop.orders WHERE id > 7 GROUP BY customer';

async function placed(sql: string, options: PlacedOptions): Promise<PlacedText> {
  return placePlan(await planOf(sql), { rows: MANY, ...options });
}

const SLOW: PlacedOptions = { costs: { shop: SLOW_COSTS } };

test('what takes its source longer than its input to travel runs here, and the ledger says so', async () => {
  const placement = await placed(GROUPED, SLOW);
  expect(outline(placement)).toMatchInlineSnapshot(`
    "f1 at shop
      scan shop.orders [id, customer, amount]
    local
      project customer#0, sum#1 as s
        aggregate [customer#1] sum(amount#2)
          filter (id#0 > 7)
            fragment-scan f1 [id, customer, amount]"
  `);
  expect(reasons(placement)).toMatchInlineSnapshot(`
    [
      "project - shop: cost",
      "aggregate sum(amount) shop: cost",
      "filter - shop: cost",
    ]
  `);
});

test('a source that is as fast as this machine does it', async () => {
  const { fragments, notPushed } = await placed(GROUPED, {});
  expect(fragments[0]?.sql).toContain('GROUP BY');
  expect(notPushed).toEqual([]);
});

test('few rows are not worth it', async () => {
  const { fragments } = await placed(GROUPED, { ...SLOW, rows: { orders: 20_000 } });
  expect(fragments[0]?.sql).toContain('GROUP BY');
});

test('nor is what would let more than half a gigabyte travel', async () => {
  const sum = 'SELECT sum(amount) AS s FROM shop.orders';
  const { fragments } = await placed(sum, { ...SLOW, rows: { orders: 400_000_000 } });
  expect(fragments[0]?.sql).toContain('sum(');
  const fewer = await placed(sum, { ...SLOW, rows: { orders: 4_000_000 } });
  expect(fewer.fragments[0]?.sql).not.toContain('sum(');
});

test('a join with little work stays, though the aggregate over it runs here', async () => {
  const sql = `SELECT o.status, count(*) AS n FROM shop.orders o JOIN shop.customers c ON o.customer = c.id
    GROUP BY o.status`;
  const costs = { shop: { ...SLOW_COSTS, profile: { ...SLOW_COSTS.profile, join: 0.001, joinMany: 0.001 } } };
  const { fragments } = await placed(sql, { costs });
  expect(fragments.map((one) => one.sql)).toMatchInlineSnapshot(`
    [
      "SELECT o.status FROM shop."orders" AS o JOIN shop."customers" AS c ON o.customer = c.id",
    ]
  `);
});

test('what keys of another fragment cut stays at its source', async () => {
  const keys = { key: 1, test: 0.01 };
  const costs = { shop: { ...SLOW_COSTS, profile: { ...SLOW_COSTS.profile, keys } } };
  const sql = `SELECT t.text, x.s FROM crm.tickets t JOIN (${GROUPED}) x ON x.customer = t.id WHERE t.id < 10`;
  const { fragments } = await placed(sql, { costs, claims: { shop: { keySets: true } } });
  expect(fragments.find(({ source }) => source === 'shop')?.sql).toContain('GROUP BY');
});
