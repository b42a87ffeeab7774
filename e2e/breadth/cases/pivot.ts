import type { BreadthCase } from '../case.ts';

export const PIVOT_CASES: readonly BreadthCase[] = [
  {
    name: 'pivot with a list',
    sql: `SELECT * FROM (SELECT customer, status, price FROM shop.orders) PIVOT (sum(price) FOR status IN ('open', 'paid', 'shipped'))`,
  },
  {
    name: 'pivot with two aggregates',
    sql: 'SELECT * FROM (SELECT product, express, qty FROM shop.orders) PIVOT (sum(qty) AS s, count(*) AS n FOR express IN (true, false))',
  },
  {
    name: 'pivot over two sources',
    sql: 'SELECT * FROM (SELECT c.country, p.vip, p.score FROM shop.customers c JOIN crm.people p ON p.customer = c.id) PIVOT (avg(score) FOR vip IN (true, false))',
  },
  {
    name: 'pivot grouped by',
    sql: `SELECT * FROM shop.orders PIVOT (count(*) FOR status IN ('open', 'paid') GROUP BY express)`,
  },
  { name: 'pivot as a statement', sql: 'PIVOT shop.orders ON status USING sum(price) GROUP BY customer' },
  {
    name: 'pivot as a statement over two sources',
    sql: 'PIVOT (SELECT c.country, p.vip FROM shop.customers c JOIN crm.people p ON p.customer = c.id) ON vip USING count(*) GROUP BY country',
  },
  {
    name: 'pivot as a statement with two columns',
    sql: 'PIVOT shop.orders ON express, status USING count(*) GROUP BY product',
  },
  {
    name: 'pivot as a statement with a list',
    sql: 'PIVOT crm.tickets ON priority IN (0, 1, 2) USING sum(hours) GROUP BY person',
  },
  {
    name: 'pivot in a common table expression',
    sql: `WITH p AS (PIVOT local.stock ON warehouse IN ('north', 'south') USING sum(qty) GROUP BY product) SELECT p.*, r.sku FROM p JOIN lake.products r ON r.id = p.product`,
  },
  {
    name: 'unpivot',
    sql: 'SELECT * FROM (SELECT id, qty::DOUBLE AS qty, rebate FROM shop.orders) UNPIVOT (value FOR what IN (qty, rebate))',
  },
  {
    name: 'unpivot with NULLs',
    sql: 'SELECT * FROM (SELECT id, score, credit::DOUBLE AS credit FROM shop.customers) UNPIVOT INCLUDE NULLS (value FOR what IN (score, credit))',
  },
  {
    name: 'unpivot as a statement',
    sql: 'UNPIVOT (SELECT id, name, country FROM crm.people) ON name, country INTO NAME field VALUE content',
  },
  {
    name: 'unpivot of columns by pattern',
    sql: 'UNPIVOT (SELECT id, weight, rating::DOUBLE AS rating FROM lake.products) ON COLUMNS(* EXCLUDE id) INTO NAME k VALUE v',
  },
  {
    name: `summarize of a query's shape`,
    sql: 'SELECT column_name FROM (SUMMARIZE SELECT id, qty FROM shop.orders)',
    countOnly: true,
    note: 'Its quantiles are approximate.',
  },
  { name: 'describe of a table', sql: 'DESCRIBE crm.people' },
  {
    name: 'describe joined to the table itself',
    sql: 'SELECT d.column_name, c.n FROM (DESCRIBE shop.customers) d, (SELECT count(*) AS n FROM shop.customers) c',
  },
  {
    name: 'summarize as a statement',
    sql: 'SUMMARIZE lake.products;',
    countOnly: true,
    note: 'Its quantiles are approximate.',
  },
  {
    name: 'describe of a query',
    sql: 'SELECT column_name, column_type FROM (DESCRIBE SELECT id, price, placed FROM shop.orders)',
  },
];
