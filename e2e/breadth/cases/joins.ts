import type { BreadthCase } from '../case.ts';

export const JOINS_CASES: readonly BreadthCase[] = [
  {
    name: 'inner join of server and file database',
    sql: 'SELECT c.id, c.name, p.name AS person FROM shop.customers c JOIN crm.people p ON p.customer = c.id',
  },
  {
    name: 'inner join with filters on both sides',
    sql: 'SELECT c.id, p.id FROM shop.customers c JOIN crm.people p ON p.customer = c.id WHERE c.active AND p.score > 1',
  },
  {
    name: 'three sources in a row',
    sql: 'SELECT o.id, c.name, p.sku FROM shop.orders o JOIN shop.customers c ON c.id = o.customer JOIN lake.products p ON p.id = o.product',
  },
  {
    name: 'four sources in a row',
    sql: 'SELECT o.id, pe.name, pr.sku, s.qty FROM shop.orders o JOIN crm.people pe ON pe.customer = o.customer JOIN lake.products pr ON pr.id = o.product JOIN local.stock s ON s.product = pr.id',
  },
  {
    name: 'left join keeps rows without a match',
    sql: 'SELECT c.id, p.id AS person FROM shop.customers c LEFT JOIN crm.people p ON p.customer = c.id',
  },
  {
    name: 'left join with a condition on the right side alone',
    sql: 'SELECT c.id, p.id AS person FROM shop.customers c LEFT JOIN crm.people p ON p.customer = c.id AND p.vip',
  },
  {
    name: 'left join with a condition on the left side alone',
    sql: 'SELECT c.id, p.id AS person FROM shop.customers c LEFT JOIN crm.people p ON p.customer = c.id AND c.active',
  },
  {
    name: 'left join with the right side filtered afterwards',
    sql: 'SELECT c.id, p.id AS person FROM shop.customers c LEFT JOIN crm.people p ON p.customer = c.id WHERE p.vip',
  },
  {
    name: 'left join with a test for no match',
    sql: 'SELECT c.id FROM shop.customers c LEFT JOIN crm.people p ON p.customer = c.id WHERE p.id IS NULL',
  },
  {
    name: 'left join with coalesce over the missing side',
    sql: 'SELECT c.id, coalesce(p.score, -1) AS score FROM shop.customers c LEFT JOIN crm.people p ON p.customer = c.id WHERE coalesce(p.score, -1) < 2',
  },
  {
    name: 'left join within one source',
    sql: 'SELECT a.id, b.name FROM shop.customers a LEFT JOIN shop.customers b ON a.parent = b.id',
  },
  {
    name: 'right join',
    sql: 'SELECT c.id, p.id AS person FROM shop.customers c RIGHT JOIN crm.people p ON p.customer = c.id',
  },
  {
    name: 'full join',
    sql: 'SELECT c.id, p.id AS person FROM shop.customers c FULL JOIN crm.people p ON p.customer = c.id',
  },
  {
    name: 'full join with a filter on one side',
    sql: 'SELECT c.id, p.id AS person FROM shop.customers c FULL JOIN crm.people p ON p.customer = c.id WHERE c.id > 3 OR c.id IS NULL',
  },
  {
    name: 'full join by using merges the key',
    sql: 'SELECT product, o.id, s.qty FROM shop.orders o FULL JOIN local.stock s USING (product)',
  },
  {
    name: 'join by using two columns',
    sql: 'SELECT name, country, c.id, p.id FROM shop.customers c JOIN crm.people p USING (name, country)',
  },
  {
    name: 'natural join',
    sql: 'SELECT * FROM (SELECT id AS customer, country FROM shop.customers) NATURAL JOIN (SELECT customer, country, score FROM crm.people)',
  },
  { name: 'cross join', sql: 'SELECT c.id, e.src FROM shop.customers c CROSS JOIN local.edges e' },
  {
    name: 'cross join by comma with a filter',
    sql: 'SELECT c.id, e.src FROM shop.customers c, local.edges e WHERE c.id < e.cost',
  },
  {
    name: 'semi join',
    sql: 'SELECT c.id, c.name FROM shop.customers c SEMI JOIN crm.people p ON p.customer = c.id',
  },
  {
    name: 'anti join',
    sql: 'SELECT c.id, c.name FROM shop.customers c ANTI JOIN crm.people p ON p.customer = c.id',
  },
  { name: 'semi join by using', sql: 'SELECT * FROM lake.events SEMI JOIN crm.people USING (customer)' },
  {
    name: 'anti join over NULL keys',
    sql: 'SELECT e.id FROM lake.events e ANTI JOIN (SELECT customer FROM shop.orders) o ON o.customer = e.customer',
  },
  {
    name: 'join on text from two sources',
    sql: 'SELECT c.id, p.id FROM shop.customers c JOIN crm.people p ON c.name = p.name',
  },
  {
    name: 'join on text without case',
    sql: 'SELECT c.id, p.id FROM shop.customers c JOIN crm.people p ON lower(c.name) = lower(p.name)',
  },
  { name: 'join on awkward text', sql: 'SELECT a.id, b.id FROM shop.texts a JOIN crm.texts b ON a.t = b.t' },
  {
    name: 'join on text of one source with itself',
    sql: 'SELECT a.id, b.id FROM shop.texts a JOIN shop.texts b ON a.v = b.t',
  },
  {
    name: 'join on a decimal and a double',
    sql: 'SELECT c.id, p.id FROM shop.customers c JOIN crm.people p ON c.credit = p.score',
  },
  {
    name: 'join on decimals of two sources',
    sql: 'SELECT c.id, p.id FROM shop.customers c JOIN crm.people p ON c.credit = p.balance',
  },
  {
    name: 'join on doubles of two sources',
    sql: 'SELECT c.id, p.id FROM shop.customers c JOIN crm.people p ON c.score = p.score',
  },
  {
    name: 'join on dates of two sources',
    sql: 'SELECT c.id, p.id FROM shop.customers c JOIN crm.people p ON c.created::DATE = p.joined',
  },
  {
    name: 'join on an expression of both sides',
    sql: 'SELECT o.id, s.product FROM shop.orders o JOIN local.stock s ON o.product + 1 = s.product AND o.qty < s.qty',
  },
  {
    name: 'join by inequality alone',
    sql: 'SELECT c.id, p.id FROM shop.customers c JOIN crm.people p ON c.score < p.score',
  },
  {
    name: 'join by a range',
    sql: 'SELECT o.id, r.code FROM shop.orders o JOIN lake.rates r ON o.placed >= r.day AND o.placed < r.day + INTERVAL 1 MONTH',
  },
  {
    name: 'join by is not distinct from',
    sql: 'SELECT c.id, p.id FROM shop.customers c JOIN crm.people p ON c.country IS NOT DISTINCT FROM p.country',
  },
  {
    name: 'join with an or in its condition',
    sql: 'SELECT c.id, p.id FROM shop.customers c JOIN crm.people p ON c.id = p.customer OR c.name = p.name',
  },
  {
    name: 'left join with an or in its condition',
    sql: 'SELECT c.id, p.id FROM shop.customers c LEFT JOIN crm.people p ON c.id = p.customer OR c.name = p.name',
  },
  {
    name: 'join on a constant',
    sql: 'SELECT c.id, v.src FROM shop.customers c JOIN local.edges v ON true WHERE v.src = 7',
  },
  { name: 'join never true', sql: 'SELECT c.id, p.id FROM shop.customers c LEFT JOIN crm.people p ON false' },
  {
    name: 'asof join',
    sql: 'SELECT o.id, p.price FROM shop.orders o ASOF JOIN local.prices p ON o.product = p.product AND o.at >= p.since',
  },
  {
    name: 'asof left join',
    sql: 'SELECT o.id, p.price FROM shop.orders o ASOF LEFT JOIN local.prices p ON o.product = p.product AND o.at >= p.since',
  },
  {
    name: 'asof join by using',
    sql: 'SELECT o.id, p.price FROM (SELECT id, product, "at" AS since FROM shop.orders) o ASOF JOIN local.prices p USING (product, since)',
  },
  {
    name: 'positional join',
    sql: 'SELECT * FROM (SELECT id FROM shop.customers ORDER BY id) a POSITIONAL JOIN (SELECT src, dst FROM local.edges ORDER BY src, dst) b',
  },
  {
    name: 'lateral join',
    sql: 'SELECT c.id, t.id AS ticket FROM shop.customers c, LATERAL (SELECT id FROM crm.tickets t WHERE t.person = c.id ORDER BY id LIMIT 2) t',
  },
  {
    name: 'left lateral join',
    sql: 'SELECT c.id, t.top FROM shop.customers c LEFT JOIN LATERAL (SELECT max(hours) AS top FROM crm.tickets t WHERE t.person = c.id) t ON true',
  },
  {
    name: 'lateral with a computed column',
    sql: 'SELECT o.id, x.total FROM shop.orders o, LATERAL (SELECT o.qty * o.price AS total) x WHERE x.total > 50',
  },
  {
    name: 'self join of a table thrice',
    sql: 'SELECT a.id, b.id, c.id FROM shop.customers a JOIN shop.customers b ON b.parent = a.id JOIN shop.customers c ON c.parent = b.id',
  },
  {
    name: 'nested joins with parentheses',
    sql: 'SELECT c.id, p.id, t.id FROM shop.customers c LEFT JOIN (crm.people p JOIN crm.tickets t ON t.person = p.id) ON p.customer = c.id',
  },
  {
    name: 'left join over a left join',
    sql: 'SELECT c.id, p.id, t.id FROM shop.customers c LEFT JOIN crm.people p ON p.customer = c.id LEFT JOIN crm.tickets t ON t.person = p.id',
  },
  {
    name: 'left join whose right side is an aggregate',
    sql: 'SELECT c.id, o.n FROM shop.customers c LEFT JOIN (SELECT customer, count(*) AS n FROM shop.orders GROUP BY customer) o ON o.customer = c.id',
  },
  {
    name: 'left join whose right side is a constant',
    sql: 'SELECT c.id, x.one FROM shop.customers c LEFT JOIN (SELECT customer, 1 AS one FROM crm.people) x ON x.customer = c.id',
  },
  {
    name: 'inner join written under a left join of another source',
    sql: 'SELECT o.id, p.sku, s.warehouse FROM shop.orders o JOIN lake.products p ON p.id = o.product LEFT JOIN local.stock s ON s.product = p.id AND s.qty > 10',
  },
  {
    name: 'join with an empty table',
    sql: 'SELECT c.id FROM shop.customers c JOIN crm.void_s v ON v.id = c.id',
  },
  {
    name: 'left join with an empty table',
    sql: 'SELECT c.id, v.a FROM shop.customers c LEFT JOIN lake.void_f v ON v.id = c.id',
  },
  {
    name: 'full join of two empty tables',
    sql: 'SELECT * FROM shop.void_p a FULL JOIN local.void_d b ON a.id = b.id',
  },
  {
    name: 'duplicate column names from a join',
    sql: 'SELECT * FROM shop.customers c JOIN crm.people p ON p.customer = c.id',
  },
  {
    name: 'join of values with a table',
    sql: `SELECT v.label, c.id FROM (VALUES (1, 'one'), (3, 'three'), (NULL, 'none')) v(n, label) JOIN shop.customers c ON c.id = v.n`,
  },
];
