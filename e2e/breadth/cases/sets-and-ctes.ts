import type { BreadthCase } from '../case.ts';

export const SETS_AND_CTES_CASES: readonly BreadthCase[] = [
  { name: 'union of two sources', sql: 'SELECT name FROM shop.customers UNION SELECT name FROM crm.people' },
  {
    name: 'union all of two sources',
    sql: 'SELECT name FROM shop.customers UNION ALL SELECT name FROM crm.people',
  },
  {
    name: 'union all of four sources',
    sql: 'SELECT id FROM shop.customers UNION ALL SELECT id FROM crm.people UNION ALL SELECT id FROM lake.products UNION ALL SELECT product FROM local.stock',
  },
  { name: 'intersect', sql: 'SELECT name FROM shop.customers INTERSECT SELECT name FROM crm.people' },
  {
    name: 'intersect all',
    sql: 'SELECT country FROM shop.customers INTERSECT ALL SELECT country FROM crm.people',
  },
  { name: 'except', sql: 'SELECT name FROM shop.customers EXCEPT SELECT name FROM crm.people' },
  { name: 'except all', sql: 'SELECT country FROM shop.customers EXCEPT ALL SELECT country FROM crm.people' },
  {
    name: 'set operations of NULLs',
    sql: 'SELECT parent FROM shop.customers INTERSECT SELECT customer FROM crm.people',
  },
  {
    name: 'precedence of union and intersect',
    sql: 'SELECT id FROM shop.customers UNION SELECT id FROM lake.products INTERSECT SELECT id FROM crm.people',
  },
  {
    name: 'union within one source',
    sql: 'SELECT id FROM shop.customers WHERE active UNION SELECT customer FROM shop.orders WHERE qty > 3',
  },
  {
    name: 'union all within one source with a filter above',
    sql: 'SELECT * FROM (SELECT id, name AS t FROM shop.customers UNION ALL SELECT id, status FROM shop.orders) WHERE id > 8',
  },
  {
    name: 'union of different types',
    sql: 'SELECT id FROM shop.customers UNION SELECT score FROM crm.people',
  },
  {
    name: 'union of integer and decimal',
    sql: 'SELECT qty FROM shop.orders UNION SELECT price FROM lake.products',
  },
  {
    name: 'union by name',
    sql: 'SELECT id, name FROM shop.customers UNION BY NAME SELECT name, score FROM crm.people',
  },
  {
    name: 'union all by name',
    sql: 'SELECT id, country FROM shop.customers UNION ALL BY NAME SELECT country, vip FROM crm.people',
  },
  {
    name: 'union with order and limit',
    sql: 'SELECT id FROM shop.customers UNION ALL SELECT id FROM crm.people ORDER BY id LIMIT 7',
    ordered: true,
  },
  {
    name: 'union of limited parts',
    sql: '(SELECT id FROM shop.customers ORDER BY id DESC LIMIT 2) UNION ALL (SELECT id FROM crm.people ORDER BY id LIMIT 2)',
  },
  {
    name: 'union with an empty table',
    sql: 'SELECT id, a FROM shop.void_p UNION ALL SELECT id, name FROM crm.people',
  },
  { name: 'except of an empty table', sql: 'SELECT id FROM shop.customers EXCEPT SELECT id FROM crm.void_s' },
  {
    name: 'aggregate over a union',
    sql: 'SELECT t, count(*) FROM (SELECT country AS t FROM shop.customers UNION ALL SELECT country FROM crm.people) GROUP BY t',
  },
  {
    name: 'join over a union',
    sql: 'SELECT u.id, o.n FROM (SELECT id FROM shop.customers UNION SELECT customer FROM lake.events) u LEFT JOIN (SELECT customer, count(*) AS n FROM shop.orders GROUP BY customer) o ON o.customer = u.id',
  },
  {
    name: 'plain common table expression',
    sql: `WITH fr AS (SELECT * FROM shop.customers WHERE country = 'FR') SELECT fr.id, p.score FROM fr JOIN crm.people p ON p.customer = fr.id`,
  },
  {
    name: 'common table expression used twice',
    sql: 'WITH o AS (SELECT customer, sum(price) AS total FROM shop.orders GROUP BY customer) SELECT a.customer, b.customer FROM o a JOIN o b ON a.total < b.total',
  },
  {
    name: 'materialised common table expression',
    sql: 'WITH o AS MATERIALIZED (SELECT customer, count(*) AS n FROM shop.orders GROUP BY customer) SELECT o.n, c.name FROM o JOIN shop.customers c ON c.id = o.customer WHERE o.n > 4',
  },
  {
    name: 'common table expression not materialised',
    sql: 'WITH o AS NOT MATERIALIZED (SELECT customer, qty FROM shop.orders) SELECT a.customer FROM o a JOIN o b ON a.customer = b.customer AND a.qty > b.qty',
  },
  {
    name: 'common table expressions that build on each other',
    sql: 'WITH a AS (SELECT id, country FROM shop.customers), b AS (SELECT country, count(*) AS n FROM a GROUP BY country), c AS (SELECT max(n) AS top FROM b) SELECT b.country FROM b JOIN c ON b.n = c.top',
  },
  {
    name: 'common table expression never used',
    sql: 'WITH x AS (SELECT * FROM crm.people) SELECT count(*) FROM shop.customers',
  },
  {
    name: 'common table expression with a name of a table',
    sql: 'WITH customers AS (SELECT 1 AS id) SELECT c.id, s.name FROM customers c JOIN shop.customers s ON s.id = c.id',
  },
  {
    name: 'common table expression with renamed columns',
    sql: 'WITH x(a, b) AS (SELECT id, name FROM crm.people) SELECT b, a FROM x WHERE a < 4',
  },
  {
    name: 'common table expression inside a subquery',
    sql: 'SELECT id FROM shop.customers WHERE id IN (WITH v AS (SELECT customer FROM crm.people WHERE vip) SELECT customer FROM v)',
  },
  {
    name: 'recursive numbers',
    sql: 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10) SELECT n.i, c.name FROM n LEFT JOIN shop.customers c ON c.id = n.i',
  },
  {
    name: 'recursive tree of one source',
    sql: 'WITH RECURSIVE t AS (SELECT id, parent, 0 AS depth FROM shop.customers WHERE parent IS NULL UNION ALL SELECT c.id, c.parent, t.depth + 1 FROM shop.customers c JOIN t ON c.parent = t.id) SELECT * FROM t',
  },
  {
    name: 'recursive walk with a cycle ends by union',
    sql: 'WITH RECURSIVE r(node) AS (SELECT 1 UNION SELECT dst FROM local.edges JOIN r ON src = node) SELECT node FROM r',
  },
  {
    name: 'recursive walk over two sources',
    sql: 'WITH RECURSIVE r(node, hops) AS (SELECT id, 0 FROM shop.customers WHERE id = 1 UNION ALL SELECT e.dst, hops + 1 FROM r JOIN local.edges e ON e.src = r.node WHERE hops < 4) SELECT r.node, r.hops, p.name FROM r LEFT JOIN crm.people p ON p.id = r.node',
  },
  {
    name: 'recursion by key',
    sql: 'WITH RECURSIVE r(node, cost) USING KEY (node) AS (SELECT 1, 0 UNION SELECT e.dst, r.cost + e.cost FROM r JOIN local.edges e ON e.src = r.node WHERE e.cost IS NOT NULL AND e.dst > e.src) SELECT node FROM r',
  },
  {
    name: 'values as a table',
    sql: `SELECT * FROM (VALUES (1, 'a', NULL), (2, NULL, 2.5), (NULL, 'c', -1)) v(x, y, z)`,
  },
  { name: 'values alone', sql: `VALUES (1, 'one'), (2, 'two')` },
  { name: 'select without a table', sql: `SELECT 1 AS one, 'text' AS t, NULL AS nothing` },
  { name: 'from first', sql: 'FROM shop.customers SELECT id, name WHERE active' },
  { name: 'from alone', sql: 'FROM local.edges' },
  {
    name: 'star with exclude, replace and rename',
    sql: 'SELECT * EXCLUDE (born, seen) REPLACE (upper(name) AS name) RENAME (score AS points) FROM shop.customers',
  },
  { name: 'columns by pattern', sql: `SELECT COLUMNS('^(id|c.*)$') FROM shop.customers` },
  { name: 'columns with an aggregate', sql: `SELECT min(COLUMNS(['qty', 'price'])) FROM shop.orders` },
  {
    name: 'reused alias',
    sql: 'SELECT qty * price AS total, total / 2 AS half FROM shop.orders WHERE total > 10',
  },
  {
    name: 'group by an alias',
    sql: 'SELECT lower(country) AS c, count(*) AS n FROM shop.customers GROUP BY c HAVING n > 1 ORDER BY c',
  },
];
