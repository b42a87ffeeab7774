import { expect, test } from 'vitest';
import { printPlan } from '../../plan/print-plan.ts';
import { apply, doesNotFire, fires, planOf } from '../rule-test.fixture.ts';
import { pruneColumns } from './prune-columns.ts';

test('scans read what a join and the result use', async () => {
  const sql = `SELECT o.amount FROM (SELECT * FROM shop.orders) o
    JOIN (SELECT *, lower(name) AS low FROM shop.customers) c ON o.customer = c.id`;
  expect(await fires(pruneColumns, sql)).toMatchInlineSnapshot(`
    "project amount#1
      inner join on (customer#0 = id#2)
        project customer#0, amount#1
          scan shop.orders [customer, amount]
        project id#0
          scan shop.customers [id]"
  `);
});

test('a column that only a predicate needs goes no further', async () => {
  const sql = "SELECT o.id FROM (SELECT * FROM shop.orders WHERE status = 'new') o ORDER BY o.weight";
  expect(await fires(pruneColumns, sql)).toMatchInlineSnapshot(`
    "project id#0
      sort weight#1
        project id#0, weight#1
          project id#1, weight#2
            filter (status#0 = 'new')
              scan shop.orders [status, id, weight]"
  `);
});

test('a count of sorted rows reads the keys of the sort alone', async () => {
  const sql = 'SELECT count(*) FROM (SELECT text, opened, id FROM crm.tickets ORDER BY text)';
  expect(await fires(pruneColumns, sql)).toMatchInlineSnapshot(`
    "project count_star#0 as count_star()
      aggregate [] count_star()
        sort text#0
          project text#0
            scan crm.tickets [text]"
  `);
});

test('unused aggregates go, groups stay', async () => {
  const sql =
    'SELECT n FROM (SELECT status, count(*) AS n, max(weight) AS w FROM shop.orders GROUP BY status)';
  expect(await fires(pruneColumns, sql)).toMatchInlineSnapshot(`
    "project n#0
      project count_star#1 as n
        aggregate [status#0] count_star()
          scan shop.orders [status]"
  `);
});

test('unused window calls go, and a window without calls', async () => {
  const sql = 'SELECT id FROM (SELECT id, rank() OVER (ORDER BY amount) AS r FROM shop.orders)';
  expect(await fires(pruneColumns, sql)).toMatchInlineSnapshot(`
    "project id#0
      project id#0
        scan shop.orders [id]"
  `);
});

test('UNION ALL carries the used columns', async () => {
  const sql =
    'SELECT s FROM (SELECT id, status AS s FROM shop.orders UNION ALL SELECT id, text FROM crm.tickets)';
  expect(await fires(pruneColumns, sql)).toMatchInlineSnapshot(`
    "project s#0
      union all
        project status#0 as s
          scan shop.orders [status]
        project text#0
          scan crm.tickets [text]"
  `);
});

test('UNION keeps all columns: they decide which rows are equal', async () => {
  await doesNotFire(
    pruneColumns,
    'SELECT s FROM (SELECT id, status AS s FROM shop.orders UNION SELECT id, text FROM crm.tickets)',
  );
  await doesNotFire(
    pruneColumns,
    'SELECT s FROM (SELECT id, status AS s FROM shop.orders EXCEPT ALL SELECT id, text FROM crm.tickets)',
  );
});

test('DISTINCT keeps all columns, DISTINCT ON its keys and its order', async () => {
  await doesNotFire(pruneColumns, 'SELECT status FROM (SELECT DISTINCT status, customer FROM shop.orders)');
  const on = 'SELECT id FROM (SELECT DISTINCT ON (customer) * FROM shop.orders ORDER BY customer, amount)';
  expect(await fires(pruneColumns, on)).toMatchInlineSnapshot(`
    "project id#0
      sort customer#1, amount#2
        distinct on customer#1 by customer#1, amount#2
          project id#0, customer#1, amount#2
            scan shop.orders [id, customer, amount]"
  `);
});

test('a CTE has the columns that any of its references uses', async () => {
  const sql =
    'WITH c AS (SELECT * FROM shop.orders) SELECT x.id, y.amount FROM c x JOIN c y ON x.id = y.customer';
  expect(await fires(pruneColumns, sql)).toMatchInlineSnapshot(`
    "cte c
      project id#0, customer#1, amount#2
        scan shop.orders [id, customer, amount]
      project id#0, amount#2
        inner join on (id#0 = customer#1)
          project id#0
            cte-ref c
          project customer#1, amount#2
            cte-ref c"
  `);
});

test('a recursive CTE keeps its columns: its rounds compare whole rows', async () => {
  const sql = `WITH RECURSIVE up AS (SELECT id, customer FROM crm.tickets UNION
    SELECT t.id, t.customer FROM up JOIN crm.tickets t ON t.id = up.customer) SELECT id FROM up`;
  const plan = await fires(pruneColumns, sql);
  expect(plan.match(/scan crm\.tickets \[id, customer\]/g)).toHaveLength(2);
});

test('unnested lists stay, used or not: the longest decides how many rows there are', async () => {
  const sql = 'SELECT customer FROM (SELECT customer, unnest(tags) AS t FROM lake.events)';
  const plan = await fires(pruneColumns, sql);
  expect(plan).toContain('unnest tags#1');
  expect(plan).toContain('scan lake.events [customer, tags]');
});

test('volatile expressions stay', async () => {
  const sql = 'SELECT id FROM (SELECT id, weight, random() AS r FROM shop.orders)';
  expect(await fires(pruneColumns, sql)).toContain('random()');
});

test('does not fire where everything is used', async () => {
  await doesNotFire(pruneColumns, 'SELECT name, manager FROM crm.regions');
});

test('two texts, one plan: a subquery that asks for more columns is the one that asks for fewer', async () => {
  const wide = await planOf('SELECT o.id FROM (SELECT id, amount, status FROM shop.orders) o');
  const narrow = await planOf('SELECT o.id FROM (SELECT id FROM shop.orders) o');
  expect(printPlan(apply(pruneColumns, wide).plan)).toBe(printPlan(narrow));
});

test('a chain of CTEs that are each read twice takes no time that doubles with each', {
  timeout: 5000,
}, async () => {
  const steps = Array.from({ length: 24 }, (_, at) => {
    const from = `c${at} a JOIN c${at} b ON a.id = b.id`;
    return `c${at + 1} AS (SELECT a.id, b.customer, a.amount FROM ${from})`;
  });
  const sql = `WITH c0 AS (SELECT id, customer, amount FROM shop.orders), ${steps.join(', ')} SELECT id FROM c24`;
  const plan = await fires(pruneColumns, sql);
  expect(plan).toContain('scan shop.orders [id]');
});
