import type { BreadthCase } from '../case.ts';

export const ORDER_AND_LIMIT_CASES: readonly BreadthCase[] = [
  { name: 'order by an integer', sql: 'SELECT id FROM shop.customers ORDER BY id DESC', ordered: true },
  { name: 'order by text is by bytes', sql: 'SELECT t FROM shop.texts ORDER BY t', ordered: [0] },
  {
    name: 'order by text of a file database is by bytes',
    sql: 'SELECT t FROM crm.texts ORDER BY t DESC',
    ordered: [0],
  },
  {
    name: 'order by text of two sources',
    sql: 'SELECT t FROM shop.texts UNION ALL SELECT t FROM crm.texts ORDER BY t',
    ordered: [0],
  },
  { name: 'NULLs last both ways', sql: 'SELECT score FROM shop.customers ORDER BY score DESC', ordered: [0] },
  { name: 'NULLs last by default', sql: 'SELECT score FROM crm.people ORDER BY score', ordered: [0] },
  {
    name: 'NULLs first',
    sql: 'SELECT country FROM shop.customers ORDER BY country NULLS FIRST',
    ordered: [0],
  },
  {
    name: 'NULLs first descending',
    sql: 'SELECT country FROM crm.people ORDER BY country DESC NULLS FIRST',
    ordered: [0],
  },
  {
    name: 'order by several keys',
    sql: 'SELECT country, score, id FROM shop.customers ORDER BY country DESC NULLS LAST, score NULLS FIRST, id',
    ordered: true,
  },
  {
    name: 'order by an expression',
    sql: 'SELECT id, qty * price AS total FROM shop.orders ORDER BY qty * price DESC NULLS LAST, id',
    ordered: true,
  },
  { name: 'order by a column not shown', sql: 'SELECT name FROM shop.customers ORDER BY id', ordered: true },
  { name: 'order by position', sql: 'SELECT id, country FROM shop.customers ORDER BY 2, 1', ordered: [1, 0] },
  { name: 'order by all', sql: 'SELECT country, active, id FROM shop.customers ORDER BY ALL', ordered: true },
  {
    name: 'order by floats with NaN and infinities',
    sql: 'SELECT f8 FROM shop.floats ORDER BY f8',
    ordered: [0],
  },
  { name: 'order by floats descending', sql: 'SELECT f4 FROM shop.floats ORDER BY f4 DESC', ordered: [0] },
  { name: 'order by decimals', sql: 'SELECT n38 FROM shop.decimals ORDER BY n38', ordered: [0] },
  {
    name: 'order by dates with infinities and BC',
    sql: 'SELECT d FROM shop.moments ORDER BY d',
    ordered: [0],
  },
  { name: 'order by instants', sql: 'SELECT tz FROM shop.moments ORDER BY tz DESC', ordered: [0] },
  { name: 'order by time', sql: 'SELECT t FROM shop.moments ORDER BY t', ordered: [0] },
  {
    name: 'order by intervals',
    sql: 'SELECT iv FROM shop.moments ORDER BY iv',
    note: 'Intervals that compare equal, such as a month and 30 days, may come in any order.',
  },
  { name: 'order by booleans', sql: 'SELECT active FROM shop.customers ORDER BY active', ordered: [0] },
  { name: 'order by uuid', sql: 'SELECT u FROM shop.misc ORDER BY u', ordered: [0] },
  { name: 'order by blob', sql: 'SELECT b FROM shop.misc ORDER BY b', ordered: [0] },
  {
    name: 'order by an enum of a server is by its definition',
    sql: 'SELECT mood FROM shop.misc ORDER BY mood',
    ordered: [0],
  },
  {
    name: 'top rows by an enum of a server',
    sql: 'SELECT mood, id FROM shop.misc ORDER BY mood DESC NULLS LAST, id LIMIT 3',
    ordered: true,
  },
  {
    name: 'order by the text of an enum of a server',
    sql: 'SELECT mood::VARCHAR AS m, id FROM shop.misc ORDER BY mood::VARCHAR, id',
    ordered: true,
  },
  {
    name: 'order by an enum of a DuckDB file is by its definition',
    sql: 'SELECT en FROM local.kinds ORDER BY en',
    ordered: [0],
  },
  { name: 'order by arrays', sql: 'SELECT nums FROM shop.misc ORDER BY nums', ordered: [0] },
  {
    name: 'order by case',
    sql: `SELECT id, status FROM shop.orders ORDER BY CASE status WHEN 'paid' THEN 0 WHEN 'open' THEN 1 ELSE 2 END, id`,
    ordered: true,
  },
  {
    name: 'order by a collation',
    sql: 'SELECT lower(name) AS l FROM shop.customers ORDER BY lower(name) COLLATE NOCASE',
    ordered: [0],
  },
  {
    name: 'equality with a collation',
    sql: `SELECT id FROM shop.customers WHERE name COLLATE NOCASE = 'ANN'`,
  },
  {
    name: 'equality without accents',
    sql: `SELECT id FROM shop.customers WHERE name COLLATE NOACCENT = 'Zoe'`,
  },
  {
    name: 'limit over a total order',
    sql: 'SELECT id, name FROM shop.customers ORDER BY id LIMIT 3',
    ordered: true,
  },
  {
    name: 'limit with offset',
    sql: 'SELECT id FROM shop.orders ORDER BY id LIMIT 5 OFFSET 7',
    ordered: true,
  },
  { name: 'offset alone', sql: 'SELECT id FROM shop.customers ORDER BY id OFFSET 9', ordered: true },
  {
    name: 'offset past the end',
    sql: 'SELECT id FROM shop.customers ORDER BY id OFFSET 1000',
    ordered: true,
  },
  { name: 'limit zero', sql: 'SELECT id, name FROM shop.customers LIMIT 0' },
  {
    name: 'limit of a huge number',
    sql: 'SELECT id FROM shop.customers ORDER BY id LIMIT 9000000000',
    ordered: true,
  },
  { name: 'limit by percent', sql: 'SELECT id FROM shop.orders ORDER BY id LIMIT 10%', ordered: true },
  {
    name: 'limit by a subquery',
    sql: 'SELECT id FROM shop.orders ORDER BY id LIMIT (SELECT count(*) FROM local.edges)',
    ordered: true,
  },
  {
    name: 'limit by an expression',
    sql: 'SELECT id FROM shop.orders ORDER BY id LIMIT 1 + 2',
    ordered: true,
  },
  {
    name: 'limit NULL means none',
    sql: 'SELECT id FROM shop.customers ORDER BY id LIMIT NULL',
    ordered: true,
  },
  {
    name: 'fetch first',
    sql: 'SELECT id FROM shop.customers ORDER BY id FETCH FIRST 2 ROWS ONLY',
    ordered: true,
  },
  {
    name: 'top n with NULLs',
    sql: 'SELECT price, id FROM shop.orders ORDER BY price DESC NULLS LAST, id LIMIT 8',
    ordered: [0, 1],
  },
  {
    name: 'top n with NULLs first',
    sql: 'SELECT price, id FROM shop.orders ORDER BY price NULLS FIRST, id LIMIT 8',
    ordered: [0, 1],
  },
  { name: 'top n by text', sql: 'SELECT t, id FROM shop.texts ORDER BY t, id LIMIT 6', ordered: true },
  {
    name: 'top n over a join of two sources',
    sql: 'SELECT c.id, p.id FROM shop.customers c JOIN crm.people p ON p.customer = c.id ORDER BY p.score DESC NULLS LAST, c.id, p.id LIMIT 4',
    ordered: true,
  },
  {
    name: 'top n over a left join',
    sql: 'SELECT c.id, p.id FROM shop.customers c LEFT JOIN crm.people p ON p.customer = c.id ORDER BY c.id, p.id LIMIT 5 OFFSET 2',
    ordered: true,
  },
  {
    name: 'top n over an aggregate',
    sql: 'SELECT customer, sum(price) AS total FROM shop.orders GROUP BY customer ORDER BY total DESC NULLS LAST, customer LIMIT 3',
    ordered: true,
  },
  {
    name: 'limit below a join',
    sql: 'SELECT x.id, p.id FROM (SELECT id FROM shop.customers ORDER BY id LIMIT 4) x JOIN crm.people p ON p.customer = x.id',
  },
  {
    name: 'limit below a filter stays below',
    sql: 'SELECT * FROM (SELECT id, active FROM shop.customers ORDER BY id LIMIT 5) WHERE active',
  },
  {
    name: 'limit below an aggregate',
    sql: 'SELECT sum(price) FROM (SELECT price FROM shop.orders ORDER BY id LIMIT 10)',
  },
  {
    name: 'order below a limit in a union',
    sql: 'SELECT * FROM (SELECT id FROM shop.orders ORDER BY id DESC LIMIT 3) UNION ALL SELECT * FROM (SELECT id FROM crm.tickets ORDER BY id LIMIT 3)',
  },
  {
    name: 'distinct with order and limit',
    sql: 'SELECT DISTINCT country FROM shop.customers ORDER BY country NULLS FIRST LIMIT 3',
    ordered: true,
  },
  { name: 'limit without an order', sql: 'SELECT id FROM shop.orders LIMIT 9', countOnly: true },
  {
    name: 'limit with ties of the last key',
    sql: 'SELECT qty FROM shop.orders ORDER BY qty LIMIT 7',
    countOnly: true,
  },
  {
    name: 'limit larger than a filtered table',
    sql: 'SELECT id FROM crm.people WHERE vip LIMIT 100',
    countOnly: true,
  },
  {
    name: 'sample of rows',
    sql: 'SELECT id FROM shop.orders USING SAMPLE 10 ROWS',
    countOnly: true,
    note: 'Which rows is open, how many is not.',
  },
  { name: 'sample of all rows', sql: 'SELECT id FROM shop.orders USING SAMPLE 100%' },
  {
    name: 'sample of a table within a join',
    sql: 'SELECT count(*) FROM shop.orders o TABLESAMPLE RESERVOIR(5 ROWS) CROSS JOIN local.edges e',
    countOnly: true,
  },
  {
    name: 'order in a subquery does not matter above',
    sql: 'SELECT count(*) FROM (SELECT id FROM shop.orders ORDER BY price)',
  },
];
