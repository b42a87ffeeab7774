import type { BreadthCase } from '../case.ts';

export const SUBQUERIES_CASES: readonly BreadthCase[] = [
  {
    name: 'in a list of another source',
    sql: 'SELECT id FROM shop.customers WHERE id IN (SELECT customer FROM crm.people)',
  },
  {
    name: 'not in a list without NULLs',
    sql: 'SELECT id FROM shop.customers WHERE id NOT IN (SELECT customer FROM crm.people WHERE customer IS NOT NULL)',
  },
  {
    name: 'not in a list with NULLs is never true',
    sql: 'SELECT id FROM shop.customers WHERE id NOT IN (SELECT customer FROM crm.people)',
  },
  {
    name: 'not in an empty list is always true',
    sql: 'SELECT id FROM shop.customers WHERE id NOT IN (SELECT id FROM crm.void_s)',
  },
  {
    name: 'a NULL in nothing',
    sql: 'SELECT id FROM shop.customers WHERE parent NOT IN (SELECT id FROM lake.void_f)',
  },
  {
    name: 'in as a value',
    sql: 'SELECT id, parent IN (SELECT customer FROM crm.people) AS known FROM shop.customers',
  },
  {
    name: 'not in as a value',
    sql: 'SELECT id, parent NOT IN (SELECT customer FROM crm.people WHERE customer < 8) AS unknown FROM shop.customers',
  },
  {
    name: 'in over a pair',
    sql: 'SELECT id FROM shop.customers WHERE (id, country) IN (SELECT customer, country FROM crm.people)',
  },
  {
    name: 'in over text',
    sql: 'SELECT id FROM shop.texts WHERE t IN (SELECT t FROM crm.texts WHERE id % 2 = 0)',
  },
  {
    name: 'in within one source',
    sql: `SELECT id FROM shop.orders WHERE customer IN (SELECT id FROM shop.customers WHERE country = 'FR')`,
  },
  {
    name: 'exists correlated',
    sql: 'SELECT id FROM shop.customers c WHERE EXISTS (SELECT 1 FROM shop.orders o WHERE o.customer = c.id AND o.qty > 3)',
  },
  {
    name: 'not exists correlated across sources',
    sql: 'SELECT id FROM shop.customers c WHERE NOT EXISTS (SELECT 1 FROM crm.people p WHERE p.customer = c.id)',
  },
  {
    name: 'exists with an inequality',
    sql: 'SELECT id FROM shop.customers c WHERE EXISTS (SELECT 1 FROM crm.people p WHERE p.score > c.score)',
  },
  {
    name: 'exists as a value',
    sql: `SELECT id, EXISTS (SELECT 1 FROM lake.events e WHERE e.customer = c.id AND e.kind = 'buy') AS bought FROM shop.customers c`,
  },
  {
    name: 'exists uncorrelated',
    sql: 'SELECT id FROM shop.customers WHERE EXISTS (SELECT 1 FROM crm.void_s)',
  },
  {
    name: 'exists in an or',
    sql: 'SELECT id FROM shop.customers c WHERE c.active OR EXISTS (SELECT 1 FROM crm.people p WHERE p.customer = c.id AND p.vip)',
  },
  {
    name: 'scalar in the select list',
    sql: 'SELECT id, (SELECT max(score) FROM crm.people) AS top FROM shop.customers',
  },
  {
    name: 'scalar correlated in the select list',
    sql: 'SELECT id, (SELECT count(*) FROM shop.orders o WHERE o.customer = c.id) AS n FROM shop.customers c',
  },
  {
    name: 'scalar correlated across sources',
    sql: 'SELECT id, (SELECT max(p.score) FROM crm.people p WHERE p.customer = c.id) AS top FROM shop.customers c',
  },
  {
    name: 'scalar of an empty table is NULL',
    sql: 'SELECT id, (SELECT a FROM crm.void_s) AS nothing FROM shop.customers',
  },
  {
    name: 'scalar in where',
    sql: 'SELECT id FROM shop.orders WHERE price > (SELECT avg(price) FROM shop.orders)',
  },
  {
    name: 'scalar in where from another source',
    sql: 'SELECT id FROM shop.orders WHERE price > (SELECT avg(price) FROM lake.products)',
  },
  {
    name: 'scalar correlated in where',
    sql: 'SELECT id FROM shop.orders o WHERE price > (SELECT avg(i.price) FROM shop.orders i WHERE i.customer = o.customer)',
  },
  {
    name: 'scalar in having',
    sql: 'SELECT country, count(*) AS n FROM shop.customers GROUP BY country HAVING count(*) > (SELECT min(customer) FROM crm.people)',
  },
  {
    name: 'scalar in an expression',
    sql: 'SELECT o.id, o.price - (SELECT p.price FROM lake.products p WHERE p.id = o.product) AS gap FROM shop.orders o',
  },
  {
    name: 'scalar nested twice',
    sql: 'SELECT id FROM shop.customers WHERE score > (SELECT avg(score) FROM crm.people WHERE score < (SELECT max(rating) FROM lake.products))',
  },
  {
    name: 'scalar with limit and order',
    sql: 'SELECT id, (SELECT t.subject FROM crm.tickets t WHERE t.person = c.id ORDER BY t.id DESC LIMIT 1) AS latest FROM shop.customers c',
  },
  {
    name: 'count of a correlated nothing is zero',
    sql: 'SELECT id, (SELECT count(*) FROM lake.events e WHERE e.customer = c.id AND e.amount > 1000) AS n FROM shop.customers c',
  },
  {
    name: 'greater than all',
    sql: 'SELECT id FROM shop.customers WHERE score > ALL (SELECT score FROM crm.people WHERE score < 3)',
  },
  {
    name: 'greater than all with NULLs',
    sql: 'SELECT id FROM shop.customers WHERE score > ALL (SELECT score FROM crm.people)',
  },
  {
    name: 'greater than all of nothing',
    sql: 'SELECT id FROM shop.customers WHERE score > ALL (SELECT n FROM crm.void_s)',
  },
  {
    name: 'equal to any',
    sql: 'SELECT id FROM shop.customers WHERE id = ANY (SELECT customer FROM crm.people WHERE vip)',
  },
  {
    name: 'less than any correlated',
    sql: 'SELECT id FROM shop.orders o WHERE price < ANY (SELECT p.price FROM lake.products p WHERE p.id >= o.product)',
  },
  {
    name: 'different from all',
    sql: 'SELECT id FROM shop.customers WHERE country <> ALL (SELECT country FROM crm.people WHERE country IS NOT NULL)',
  },
  {
    name: 'subquery in from',
    sql: 'SELECT x.country, x.n FROM (SELECT country, count(*) AS n FROM shop.customers GROUP BY country) x WHERE x.n > 1',
  },
  {
    name: 'subquery in from over two sources',
    sql: 'SELECT x.id, y.n FROM (SELECT id FROM shop.customers WHERE active) x JOIN (SELECT customer, count(*) AS n FROM lake.events GROUP BY customer) y ON y.customer = x.id',
  },
  {
    name: 'correlated two levels up',
    sql: 'SELECT c.id FROM shop.customers c WHERE EXISTS (SELECT 1 FROM crm.people p WHERE p.customer = c.id AND EXISTS (SELECT 1 FROM crm.tickets t WHERE t.person = p.id AND t.hours > c.score))',
  },
  {
    name: 'correlated in a join condition',
    sql: 'SELECT c.id, p.id FROM shop.customers c JOIN crm.people p ON p.customer = c.id AND p.score >= (SELECT min(i.score) FROM crm.people i WHERE i.country = p.country)',
  },
  {
    name: 'correlated over a union',
    sql: 'SELECT id, (SELECT sum(v) FROM (SELECT score AS v FROM crm.people p WHERE p.customer = c.id UNION ALL SELECT amount FROM lake.events e WHERE e.customer = c.id)) AS total FROM shop.customers c',
  },
  {
    name: 'case around subqueries',
    sql: `SELECT id, CASE WHEN id IN (SELECT customer FROM crm.people) THEN 'crm' WHEN EXISTS (SELECT 1 FROM lake.events e WHERE e.customer = id + 1) THEN 'lake' ELSE 'none' END AS place FROM shop.customers`,
  },
  {
    name: 'in with an aggregate',
    sql: 'SELECT id FROM shop.customers WHERE id IN (SELECT customer FROM shop.orders GROUP BY customer HAVING count(*) > 4)',
  },
  {
    name: 'in with a limit',
    sql: 'SELECT id FROM shop.customers WHERE id IN (SELECT customer FROM crm.people WHERE customer IS NOT NULL ORDER BY customer LIMIT 3)',
  },
  {
    name: 'array from a subquery',
    sql: 'SELECT id, ARRAY(SELECT t.id FROM crm.tickets t WHERE t.person = c.id ORDER BY t.id) AS tickets FROM shop.customers c',
  },
  {
    name: 'subquery as an argument',
    sql: 'SELECT greatest((SELECT max(score) FROM crm.people), (SELECT max(weight) FROM lake.products)) AS top',
  },
  {
    name: 'struct from a subquery',
    sql: `SELECT id, (SELECT {'n': count(*), 'hours': sum(hours)} FROM crm.tickets t WHERE t.person = c.id) AS work FROM shop.customers c`,
  },
];
