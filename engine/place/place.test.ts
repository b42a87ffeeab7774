import { describe, expect, test } from 'vitest';
import { printPlan } from '../plan/print-plan.ts';
import { planOf } from '../optimize/rule-test.fixture.ts';
import type { PlacedOptions, PlacedText } from './placed-text.fixture.ts';
import { outline, placePlan, reasons } from './placed-text.fixture.ts';

async function placed(sql: string, options: PlacedOptions = {}): Promise<PlacedText> {
  return placePlan(await planOf(sql), options);
}

describe('one source', () => {
  test.each([
    [
      'join, aggregate, sort',
      `SELECT c.region, sum(o.amount) AS s FROM shop.orders o JOIN shop.customers c
       ON o.customer = c.id WHERE o.status = 'new' GROUP BY c.region HAVING count(*) > 1 ORDER BY s`,
    ],
    ['top-n', 'SELECT id FROM shop.orders ORDER BY amount DESC, id LIMIT 5'],
    [
      'window and qualify',
      'SELECT id FROM shop.orders QUALIFY row_number() OVER (PARTITION BY customer ORDER BY id) = 1',
    ],
    ['set operation', 'SELECT id FROM shop.orders EXCEPT SELECT id FROM shop.customers'],
    [
      'semi and anti joins',
      `SELECT id FROM shop.customers WHERE id IN (SELECT customer FROM shop.orders)
       AND id NOT IN (SELECT id FROM shop.orders)`,
    ],
    [
      'a CTE that is read twice',
      `WITH c AS (SELECT customer, sum(amount) AS s FROM shop.orders GROUP BY customer)
       SELECT a.s, b.s FROM c a JOIN c b ON a.customer = b.customer`,
    ],
    [
      'constants beside a table',
      "SELECT o.id FROM shop.orders o JOIN (VALUES ('new'), ('paid')) v(s) ON o.status = v.s",
    ],
    ['a cross product under an aggregate', 'SELECT count(*) FROM shop.orders, shop.customers'],
  ])('goes whole: %s', async (_, sql) => {
    const { fragments, remainder, notPushed, sites } = await placed(sql);
    expect(fragments.map((one) => one.source)).toEqual(['shop']);
    expect(remainder.kind).toBe('fragment-scan');
    expect(notPushed).toEqual([]);
    expect(new Set(Object.values(sites))).toEqual(new Set(['shop']));
  });

  test('constants alone go nowhere', async () => {
    const { fragments, notPushed } = await placed('SELECT 1 + 1 AS two');
    expect(fragments).toEqual([]);
    expect(notPushed).toEqual([]);
  });
});

describe('several sources', () => {
  test('a mixed join sends filters and the columns that are needed', async () => {
    const sql = `SELECT o.amount, t.text FROM shop.orders o JOIN crm.tickets t ON o.customer = t.customer
      WHERE o.status = 'new' AND t.opened > DATE '2020-01-01'`;
    const placement = await placed(sql);
    expect(outline(placement)).toMatchInlineSnapshot(`
      "f1 at shop
        project customer#0, amount#2
          filter (status#1 = 'new')
            scan shop.orders [customer, status, amount]
      f2 at crm
        project customer#0, text#2
          filter (opened#1 > '2020-01-01')
            scan crm.tickets [customer, opened, text]
      local
        project amount#1, text#3
          inner join on (customer#0 = customer#2)
            fragment-scan f1 [customer, amount]
            fragment-scan f2 [customer, text]"
    `);
    expect(reasons(placement)).toEqual(['join - -: cross-source']);
  });

  test('the largest subtree of one source goes whole below a mixed join', async () => {
    const sql = `SELECT r.manager, x.s FROM crm.regions r JOIN
      (SELECT c.region, sum(o.amount) AS s FROM shop.orders o JOIN shop.customers c ON o.customer = c.id GROUP BY 1) x
      ON x.region = r.name`;
    const placement = await placed(sql);
    expect(outline(placement)).toMatchInlineSnapshot(`
      "f1 at crm
        scan crm.regions [name, manager]
      f2 at shop
        project region#0 as 0, sum#1 as s
          aggregate [region#3] sum(amount#1)
            inner join on (customer#0 = id#2)
              scan shop.orders [customer, amount]
              scan shop.customers [id, region]
      local
        project manager#1, s#3
          inner join on (name#0 = 0#2)
            fragment-scan f1 [name, manager]
            fragment-scan f2 [0, s]"
    `);
  });

  test('each input of a union goes to its own source', async () => {
    const { fragments } = await placed('SELECT id FROM shop.orders UNION ALL SELECT id FROM crm.tickets');
    expect(fragments.map((one) => one.source)).toEqual(['shop', 'crm']);
  });

  test('a CTE over two sources is local, and read there by each reference', async () => {
    const sql = `WITH c AS (SELECT o.id, t.text FROM shop.orders o JOIN crm.tickets t ON o.id = t.id)
      SELECT a.id, b.text FROM c a JOIN c b ON a.id = b.id`;
    const placement = await placed(sql);
    expect(placement.fragments.map((one) => one.source)).toEqual(['shop', 'crm']);
    expect(placement.remainder.kind).toBe('cte');
  });

  test('a CTE of one source whose body reads another is local: its definition is fetched once', async () => {
    const sql = `WITH c AS (SELECT customer, sum(amount) AS s FROM shop.orders GROUP BY customer)
      SELECT t.id, a.s FROM crm.tickets t JOIN c a ON t.customer = a.customer JOIN c b ON t.id = b.customer`;
    const placement = await placed(sql);
    expect(placement.fragments.map((one) => one.source).toSorted()).toEqual(['crm', 'shop']);
    expect(placement.remainder).toMatchObject({ kind: 'cte', name: 'c' });
  });

  test('a CTE that reads one further out does not go without it', async () => {
    const sql = `WITH a AS (SELECT customer, sum(amount) AS s FROM shop.orders GROUP BY customer)
      SELECT t.text, a.s, z.s FROM crm.tickets t JOIN a ON a.customer = t.id JOIN
        (WITH c AS (SELECT o.id, a.s FROM shop.orders o JOIN a ON a.customer = o.customer)
          SELECT x.id, y.s FROM c x JOIN c y ON x.id = y.id) z ON z.id = t.id`;
    const { fragments, remainder } = await placed(sql);
    expect(fragments.map((one) => one.source).toSorted()).toEqual(['crm', 'shop', 'shop']);
    expect(printPlan(remainder).match(/cte-ref a/g)).toHaveLength(2);
  });

  test('a recursion is local, its tables are fetched', async () => {
    const sql = `WITH RECURSIVE up AS (SELECT id, customer FROM crm.tickets WHERE id = 1
      UNION SELECT t.id, t.customer FROM up JOIN crm.tickets t ON t.id = up.customer) SELECT id FROM up`;
    const placement = await placed(sql);
    expect(placement.fragments.map((one) => one.sql)).toEqual([
      'SELECT t.id, t.customer FROM crm."tickets" AS t WHERE t.id = 1',
      'SELECT t.id, t.customer FROM crm."tickets" AS t',
    ]);
  });
});

describe('what multiplies rows does not travel', () => {
  test.each([
    ['a cross product', 'SELECT o.id, c.id FROM shop.orders o, shop.customers c'],
    [
      'a join by inequality',
      'SELECT o.id, c.id FROM shop.orders o JOIN shop.customers c ON o.amount > c.credit',
    ],
    [
      'a projection and a window over one',
      'SELECT o.id + c.id AS n, rank() OVER (ORDER BY o.id) FROM shop.orders o, shop.customers c',
    ],
    [
      'an input of UNION ALL',
      'SELECT o.id FROM shop.orders o, shop.customers c UNION ALL SELECT id FROM shop.orders',
    ],
    ['the body of a CTE', 'WITH c AS (SELECT id FROM shop.orders) SELECT a.id, b.id FROM c a, c b'],
  ])('%s', async (_, sql) => {
    const { fragments, notPushed } = await placed(sql);
    expect(fragments.length).toBeGreaterThan(0);
    for (const { plan } of fragments) expect(JSON.stringify(plan)).not.toContain('"kind":"join"');
    if (!sql.startsWith('WITH'))
      expect(notPushed).toMatchObject([{ operator: 'join', source: 'shop', code: 'cost' }]);
  });

  test('one row on a side multiplies nothing', async () => {
    const sql = 'SELECT id FROM shop.orders WHERE amount > (SELECT avg(amount) FROM shop.orders)';
    expect((await placed(sql)).fragments).toHaveLength(1);
  });

  test('constants stay here when the join over them does', async () => {
    const { fragments } = await placed('SELECT o.id, v.n FROM shop.orders o, (VALUES (1), (2), (3)) v(n)');
    expect(fragments.map((one) => one.sql)).toEqual(['SELECT o.id FROM shop."orders" AS o']);
  });
});

describe('predicates', () => {
  test('are split: what the source takes goes, with what it alone reads; the rest stays above', async () => {
    const placement = await placed("SELECT id FROM shop.orders WHERE status = 'new' AND weight > random()");
    expect(outline(placement)).toMatchInlineSnapshot(`
      "f1 at shop
        project weight#1, id#2
          filter (status#0 = 'new')
            scan shop.orders [status, weight, id]
      local
        project id#1
          filter (weight#0 > random())
            fragment-scan f1 [weight, id]"
    `);
    expect(reasons(placement)).toEqual(['filter (weight > random()) shop: volatile']);
  });

  test('that may raise stay beside one that stays', async () => {
    const sql =
      'SELECT id FROM shop.orders WHERE CAST(status AS INTEGER) > 1 AND weight > random() AND id > 2';
    const placement = await placed(sql);
    expect(placement.fragments.map((one) => one.sql)).toEqual([
      'SELECT o.status, o.weight, o.id FROM shop."orders" AS o WHERE o.id > 2',
    ]);
    expect(reasons(placement)).toEqual([
      'filter (weight > random()) shop: volatile',
      'filter (cast(status as INTEGER) > 1) shop: may-raise',
    ]);
  });

  test('that may raise go where all go', async () => {
    const { fragments } = await placed(
      'SELECT id FROM shop.orders WHERE CAST(status AS INTEGER) > 1 AND id > 2',
    );
    expect(fragments[0]?.sql).toContain('CAST(o.status AS INTEGER) > 1');
  });
});

describe('modes', () => {
  const SQL = `SELECT c.region, count(*) AS n FROM shop.orders o JOIN shop.customers c ON o.customer = c.id
    WHERE o.status = 'new' AND lower(c.name) = 'ann' GROUP BY c.region`;

  test('scan sends projections and simple filters', async () => {
    const placement = await placed(SQL, { mode: 'scan' });
    expect(placement.fragments.map((one) => one.sql)).toMatchInlineSnapshot(`
      [
        "SELECT c.id, c.name, c.region FROM shop."customers" AS c",
        "SELECT o.customer FROM shop."orders" AS o WHERE o.status = 'new'",
      ]
    `);
    expect(placement.notPushed).toEqual([]);
  });

  test('none sends projections alone', async () => {
    const placement = await placed(SQL, { mode: 'none' });
    expect(placement.fragments.map((one) => one.sql)).toMatchInlineSnapshot(`
      [
        "SELECT o.customer, o.status FROM shop."orders" AS o",
        "SELECT c.id, c.name, c.region FROM shop."customers" AS c",
      ]
    `);
    expect(placement.notPushed).toEqual([]);
  });

  test('a CTE is local where only scans may go', async () => {
    const sql =
      'WITH c AS (SELECT id, customer FROM shop.orders) SELECT a.id FROM c a JOIN c b ON a.id = b.customer';
    const { fragments, remainder } = await placed(sql, { mode: 'scan' });
    expect(fragments).toHaveLength(1);
    expect(JSON.stringify(remainder)).toContain('"kind":"cte-ref"');
  });
});

describe('fragments', () => {
  test('rows that are only counted travel as the narrowest column', async () => {
    const { fragments, localSql } = await placed('SELECT count(*) FROM shop.orders', { mode: 'scan' });
    expect(fragments).toMatchObject([
      { sql: 'SELECT o.id FROM shop."orders" AS o', columns: [{ name: 'id' }] },
    ]);
    expect(localSql).toContain('FROM f1');
  });

  test('columns have unique names, case aside', async () => {
    const sql =
      'SELECT o.id, c.id, o.customer AS "ID" FROM shop.orders o JOIN shop.customers c ON o.customer = c.id';
    const { fragments } = await placed(sql);
    expect(fragments[0]?.columns.map((column) => column.name)).toEqual(['id', 'id_1', 'ID_2']);
  });

  test('each knows what it covers, its tables and what is known of its size', async () => {
    const sql = `SELECT o.id, t.text FROM shop.orders o JOIN crm.tickets t ON o.id = t.id WHERE t.text = 'late'`;
    const { fragments, plan, sites } = await placed(sql);
    expect(
      fragments.map((one) => [one.source, one.tables.map((table) => table.path.name), one.estimated.rows]),
    ).toEqual([
      ['shop', ['orders'], 1000],
      ['crm', ['tickets'], 100],
    ]);
    for (const one of fragments)
      for (const id of one.covers) expect(sites[id] ?? one.source).toBe(one.source);
    expect(sites[plan.id]).toBe('local');
  });

  test('the same table is fetched by each reader with what that one needs', async () => {
    const sql = `SELECT t.id FROM crm.tickets t JOIN shop.orders a ON t.id = a.id JOIN shop.orders b ON t.customer = b.customer`;
    const { fragments } = await placed(sql);
    expect(fragments.filter((one) => one.source === 'shop').length).toBeGreaterThan(0);
    expect(fragments.map((one) => one.id)).toEqual(fragments.map((_, at) => `f${at + 1}`));
  });
});
