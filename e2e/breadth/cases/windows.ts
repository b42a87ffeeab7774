import type { BreadthCase } from '../case.ts';

export const WINDOWS_CASES: readonly BreadthCase[] = [
  { name: 'row number over all', sql: 'SELECT id, row_number() OVER (ORDER BY id) AS n FROM shop.customers' },
  {
    name: 'row number by partition',
    sql: 'SELECT id, row_number() OVER (PARTITION BY customer ORDER BY placed, id) AS n FROM shop.orders',
  },
  {
    name: 'ranks with ties',
    sql: 'SELECT id, rank() OVER (ORDER BY qty) AS r, dense_rank() OVER (ORDER BY qty) AS d FROM shop.orders',
  },
  {
    name: 'percent rank and cume dist',
    sql: 'SELECT id, percent_rank() OVER (ORDER BY qty) AS p, cume_dist() OVER (ORDER BY qty) AS c FROM shop.orders',
  },
  { name: 'ntile', sql: 'SELECT id, ntile(4) OVER (ORDER BY id) AS q FROM shop.orders' },
  {
    name: 'lag and lead',
    sql: 'SELECT id, lag(price) OVER (ORDER BY id) AS before, lead(price, 2, -1) OVER (ORDER BY id) AS after FROM shop.orders',
  },
  {
    name: 'lag that skips NULLs',
    sql: 'SELECT id, lag(price IGNORE NULLS) OVER (ORDER BY id) AS before FROM shop.orders',
  },
  {
    name: 'first, last and nth value',
    sql: 'SELECT id, first_value(id) OVER w AS f, last_value(id) OVER w AS l, nth_value(id, 2) OVER w AS n FROM shop.orders WINDOW w AS (PARTITION BY customer ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)',
  },
  {
    name: 'first value that skips NULLs',
    sql: 'SELECT id, first_value(price IGNORE NULLS) OVER (PARTITION BY product ORDER BY id) AS f FROM shop.orders',
  },
  { name: 'running sum', sql: 'SELECT id, sum(price) OVER (ORDER BY id) AS total FROM shop.orders' },
  {
    name: 'running sum with ties counts peers',
    sql: 'SELECT id, sum(price) OVER (ORDER BY qty) AS total FROM shop.orders',
  },
  {
    name: 'sum of the partition',
    sql: 'SELECT id, sum(price) OVER (PARTITION BY customer) AS total FROM shop.orders',
  },
  {
    name: 'share of the partition',
    sql: 'SELECT id, price / sum(price) OVER (PARTITION BY status) AS share FROM shop.orders WHERE price > 0',
  },
  {
    name: 'rows frame',
    sql: 'SELECT id, avg(price) OVER (ORDER BY id ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) AS mean FROM shop.orders',
  },
  {
    name: 'rows frame ahead',
    sql: 'SELECT id, sum(qty) OVER (ORDER BY id ROWS BETWEEN 1 FOLLOWING AND 3 FOLLOWING) AS ahead FROM shop.orders',
  },
  {
    name: 'rows frame to the end',
    sql: 'SELECT id, count(*) OVER (ORDER BY id ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS rest FROM shop.orders',
  },
  {
    name: 'range frame of numbers',
    sql: 'SELECT id, sum(price) OVER (ORDER BY qty RANGE BETWEEN 1 PRECEDING AND 1 FOLLOWING) AS near FROM shop.orders',
  },
  {
    name: 'range frame of dates',
    sql: 'SELECT id, count(*) OVER (ORDER BY placed RANGE BETWEEN INTERVAL 1 MONTH PRECEDING AND CURRENT ROW) AS month FROM shop.orders',
  },
  {
    name: 'groups frame',
    sql: 'SELECT id, sum(price) OVER (ORDER BY qty GROUPS BETWEEN 1 PRECEDING AND CURRENT ROW) AS near FROM shop.orders',
  },
  {
    name: 'frame without the current row',
    sql: 'SELECT id, sum(qty) OVER (ORDER BY id ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING EXCLUDE CURRENT ROW) AS others FROM shop.orders',
  },
  {
    name: 'frame without the peers',
    sql: 'SELECT id, count(*) OVER (ORDER BY qty RANGE BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING EXCLUDE GROUP) AS others FROM shop.orders',
  },
  {
    name: 'frame without ties',
    sql: 'SELECT id, count(*) OVER (ORDER BY qty ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING EXCLUDE TIES) AS n FROM shop.orders',
  },
  {
    name: 'window with filter',
    sql: 'SELECT id, count(*) FILTER (WHERE express) OVER (PARTITION BY customer) AS fast FROM shop.orders',
  },
  {
    name: 'window with distinct',
    sql: 'SELECT id, count(DISTINCT product) OVER (PARTITION BY customer) AS products FROM shop.orders',
  },
  {
    name: 'window ordered with NULLs first',
    sql: 'SELECT id, row_number() OVER (ORDER BY price NULLS FIRST, id) AS n FROM shop.orders',
  },
  {
    name: 'window ordered descending',
    sql: 'SELECT id, row_number() OVER (ORDER BY price DESC, id DESC) AS n FROM shop.orders',
  },
  {
    name: 'window ordered by text',
    sql: 'SELECT id, row_number() OVER (ORDER BY t, id) AS n FROM shop.texts',
  },
  {
    name: 'window partitioned by text',
    sql: 'SELECT id, count(*) OVER (PARTITION BY v) AS n FROM crm.texts',
  },
  {
    name: 'two windows in one query',
    sql: 'SELECT id, rank() OVER (PARTITION BY customer ORDER BY id) AS a, rank() OVER (PARTITION BY product ORDER BY id DESC) AS b FROM shop.orders',
  },
  {
    name: 'window over a join of two sources',
    sql: 'SELECT c.id, p.id, rank() OVER (PARTITION BY c.country ORDER BY p.score DESC, p.id) AS r FROM shop.customers c JOIN crm.people p ON p.customer = c.id',
  },
  {
    name: 'window over an aggregate',
    sql: 'SELECT customer, sum(price) AS total, rank() OVER (ORDER BY sum(price) DESC NULLS LAST, customer) AS r FROM shop.orders GROUP BY customer',
  },
  {
    name: 'qualify',
    sql: 'SELECT id, customer, price FROM shop.orders QUALIFY row_number() OVER (PARTITION BY customer ORDER BY price DESC NULLS LAST, id) = 1',
  },
  {
    name: 'qualify over two sources',
    sql: 'SELECT c.id, t.id FROM shop.customers c JOIN crm.tickets t ON t.person = c.id QUALIFY rank() OVER (PARTITION BY c.id ORDER BY t.hours DESC, t.id) <= 2',
  },
  {
    name: 'qualify with where and having',
    sql: 'SELECT customer, count(*) AS n FROM shop.orders WHERE qty > 0 GROUP BY customer HAVING count(*) > 1 QUALIFY dense_rank() OVER (ORDER BY count(*) DESC) <= 2',
  },
  {
    name: 'filter above a window stays above',
    sql: 'SELECT * FROM (SELECT id, customer, row_number() OVER (ORDER BY id) AS n FROM shop.orders) WHERE customer = 3',
  },
  {
    name: 'filter on the partition key above a window',
    sql: 'SELECT * FROM (SELECT id, customer, row_number() OVER (PARTITION BY customer ORDER BY id) AS n FROM shop.orders) WHERE customer = 3',
  },
  { name: 'window of nothing', sql: 'SELECT id, row_number() OVER (ORDER BY id) FROM shop.void_p' },
  {
    name: 'named windows that build on each other',
    sql: 'SELECT id, sum(qty) OVER w2 AS s FROM shop.orders WINDOW w AS (PARTITION BY customer), w2 AS (w ORDER BY id)',
  },
  {
    name: 'median and list as windows',
    sql: 'SELECT id, median(price) OVER (ORDER BY id ROWS 3 PRECEDING) AS m, list(qty) OVER (ORDER BY id ROWS 1 PRECEDING) AS l FROM shop.orders',
  },
  {
    name: 'last value that skips NULLs fills gaps',
    sql: 'SELECT id, last_value(price IGNORE NULLS) OVER (ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS filled FROM shop.orders',
  },
  {
    name: 'rank with its own order',
    sql: 'SELECT id, rank(ORDER BY id DESC) OVER (PARTITION BY customer) AS r FROM shop.orders',
  },
];
