import { describe, expect, test } from 'vitest';
import { planOf } from '../../optimize/rule-test.fixture.ts';
import { outline, placePlan, type PlacedOptions, type PlacedText } from '../placed-text.fixture.ts';

async function placed(sql: string, options: PlacedOptions = {}): Promise<PlacedText> {
  return placePlan(await planOf(sql), options);
}

/** The texts sent to a source. */
async function sent(source: string, sql: string, options: PlacedOptions = {}): Promise<readonly string[]> {
  const { fragments } = await placed(sql, options);
  return fragments.filter((one) => one.source === source).map((one) => one.keys?.text.sql ?? one.sql);
}

/** Keys may be sent to all sources, and the shop is large. */
const KEYED: PlacedOptions = {
  claims: { shop: { keySets: true }, crm: { keySets: true }, lake: { keySets: true } },
  rows: { orders: 2_000_000, tickets: 20 },
};

describe('fetched once', () => {
  test('a table that two parts read alike', async () => {
    const sql = `SELECT t.id, a.amount FROM crm.tickets t JOIN shop.orders a ON t.id = a.id
      WHERE a.amount > (SELECT avg(b.amount) FROM shop.orders b JOIN crm.tickets u ON u.customer = b.id)`;
    const placement = await placed(sql);
    expect(placement.fragments.map((one) => one.sql)).toMatchInlineSnapshot(`
      [
        "SELECT t.id FROM crm."tickets" AS t",
        "SELECT o.id, o.amount FROM shop."orders" AS o",
        "SELECT t.customer FROM crm."tickets" AS t",
      ]
    `);
    expect(outline(placement)).toMatchInlineSnapshot(`
      "f1 at crm
        scan crm.tickets [id]
      f2 at shop
        scan shop.orders [id, amount]
      f4 at crm
        scan crm.tickets [customer]
      local
        project id#0, amount#1
          inner join on (cast(amount#1 as DOUBLE) > case#2)
            project id#0, amount#2
              inner join on (id#0 = id#1)
                fragment-scan f1 [id]
                fragment-scan f2 [id, amount]
            project avg#0 as case
              aggregate [] avg(amount#1)
                inner join on (id#0 = customer#2)
                  fragment-scan f2 [id, amount]
                  fragment-scan f4 [customer]"
    `);
  });

  test('columns of which one part needs fewer, under the same predicates', async () => {
    const sql = `SELECT a.status, count(*) FROM shop.orders a JOIN crm.tickets t ON a.id = t.id WHERE a.amount > 5 GROUP BY 1
      UNION ALL SELECT t.text, count(*) FROM shop.orders b JOIN crm.tickets t ON b.id = t.id WHERE b.amount > 5 GROUP BY 1`;
    expect(await sent('shop', sql)).toHaveLength(1);
  });

  test('what is cut by the same keys, which both readers have', async () => {
    const few = "(SELECT * FROM crm.tickets WHERE text = 'x')";
    const sql = `SELECT t.id, a.amount FROM ${few} t JOIN shop.orders a ON t.id = a.id
      UNION ALL SELECT t.id, b.amount FROM ${few} t JOIN shop.orders b ON t.id = b.id`;
    const texts = await sent('shop', sql, KEYED);
    expect(texts).toHaveLength(1);
    expect(texts[0]).toContain('keys');
  });
});

describe('fetched apart', () => {
  test.each([
    [
      'other predicates',
      `SELECT 1 FROM shop.orders a JOIN crm.tickets t ON a.id = t.id WHERE a.amount > 5
       UNION ALL SELECT 1 FROM shop.orders b JOIN crm.tickets t ON b.id = t.id WHERE b.amount > 6`,
    ],
    [
      'columns that each needs alone',
      `SELECT a.status FROM shop.orders a JOIN crm.tickets t ON a.id = t.id
       UNION ALL SELECT b.weight::VARCHAR FROM shop.orders b JOIN crm.tickets t ON b.customer = t.id`,
    ],
    [
      'other joins',
      `SELECT a.status FROM shop.orders a JOIN shop.customers c ON a.customer = c.id JOIN crm.tickets t ON a.id = t.id
       UNION ALL SELECT b.status FROM shop.orders b LEFT JOIN shop.customers c ON b.customer = c.id JOIN crm.tickets t ON b.id = t.id`,
    ],
  ])('%s', async (_, sql) => {
    expect((await sent('shop', sql)).length).toBe(2);
  });

  test('one that keys cut and another that they do not', async () => {
    const sql = `SELECT a.amount FROM (SELECT * FROM crm.tickets WHERE text = 'x') t JOIN shop.orders a ON t.id = a.id
      UNION ALL SELECT b.amount FROM lake.events e JOIN shop.orders b ON e.customer = b.id`;
    expect((await sent('shop', sql, KEYED)).length).toBe(2);
  });

  test('in mode scan', async () => {
    const sql = `SELECT a.id FROM shop.orders a JOIN crm.tickets t ON a.id = t.id
      UNION ALL SELECT b.id FROM shop.orders b JOIN crm.tickets t ON b.id = t.id`;
    expect((await sent('shop', sql, { mode: 'scan' })).length).toBe(2);
  });
});
