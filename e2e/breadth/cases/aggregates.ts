import type { BreadthCase } from '../case.ts';

export const AGGREGATES_CASES: readonly BreadthCase[] = [
  {
    name: 'count over all',
    sql: 'SELECT count(*), count(score), count(DISTINCT country) FROM shop.customers',
  },
  {
    name: 'all plain aggregates of one source',
    sql: 'SELECT count(*), sum(qty), min(qty), max(qty), avg(qty) FROM shop.orders',
  },
  {
    name: 'sums of every numeric type',
    sql: 'SELECT sum(qty) AS s2, sum(id) AS s8, sum(price) AS sd, sum(rebate) AS sf FROM shop.orders',
  },
  {
    name: 'averages of every numeric type',
    sql: 'SELECT avg(qty), avg(id), avg(price), avg(rebate) FROM shop.orders',
  },
  { name: 'aggregates of nothing', sql: 'SELECT count(*), sum(n), min(a), max(a), avg(n) FROM shop.void_p' },
  { name: 'aggregates of nothing by group', sql: 'SELECT a, count(*), sum(n) FROM crm.void_s GROUP BY a' },
  {
    name: 'aggregates of NULLs alone',
    sql: 'SELECT count(*), count(a), sum(a), min(b), max(c), avg(a) FROM shop.blank',
  },
  { name: 'NULLs form one group', sql: 'SELECT country, count(*) AS n FROM shop.customers GROUP BY country' },
  {
    name: 'group by text keeps case apart',
    sql: 'SELECT status, count(*) AS n, sum(price) AS total FROM shop.orders GROUP BY status',
  },
  {
    name: 'group by awkward text',
    sql: 'SELECT v, count(*) AS n, min(t), max(t) FROM shop.texts GROUP BY v',
  },
  {
    name: 'group by awkward text of a file database',
    sql: 'SELECT v, count(*) AS n, min(t), max(t) FROM crm.texts GROUP BY v',
  },
  {
    name: 'group by two keys',
    sql: 'SELECT customer, status, count(*) AS n FROM shop.orders GROUP BY customer, status',
  },
  {
    name: 'group by an expression',
    sql: 'SELECT extract(month FROM placed) AS m, sum(price) AS total FROM shop.orders GROUP BY extract(month FROM placed)',
  },
  {
    name: 'group by position and by all',
    sql: 'SELECT country, active, count(*) FROM shop.customers GROUP BY ALL',
  },
  { name: 'group by a boolean', sql: 'SELECT express, avg(price) AS mean FROM shop.orders GROUP BY 1' },
  {
    name: 'group by a float with both zeros and NaN',
    sql: 'SELECT f8, count(*) AS n FROM shop.floats GROUP BY f8',
  },
  {
    name: 'having on an aggregate not shown',
    sql: 'SELECT customer FROM shop.orders GROUP BY customer HAVING sum(price) > 100',
  },
  { name: 'having without group', sql: 'SELECT count(*) FROM shop.orders HAVING count(*) > 10' },
  { name: 'having that fails without group', sql: 'SELECT count(*) FROM shop.orders HAVING count(*) > 1000' },
  {
    name: 'having on a group key',
    sql: `SELECT country, count(*) FROM shop.customers GROUP BY country HAVING country > 'E'`,
  },
  {
    name: 'filter clause',
    sql: `SELECT customer, count(*) FILTER (WHERE express) AS fast, sum(price) FILTER (WHERE status = 'paid') AS paid FROM shop.orders GROUP BY customer`,
  },
  {
    name: 'filter clause that nothing passes',
    sql: 'SELECT count(*) FILTER (WHERE false), sum(qty) FILTER (WHERE qty > 100) FROM shop.orders',
  },
  {
    name: 'distinct aggregates',
    sql: 'SELECT customer, count(DISTINCT product) AS products, sum(DISTINCT qty) AS qtys FROM shop.orders GROUP BY customer',
  },
  {
    name: 'distinct average and filter together',
    sql: 'SELECT avg(DISTINCT qty) FILTER (WHERE qty > 0) AS a, count(DISTINCT status) AS s FROM shop.orders',
  },
  {
    name: 'aggregate over a join of two sources',
    sql: 'SELECT c.country, count(*) AS n, sum(p.score) AS total FROM shop.customers c JOIN crm.people p ON p.customer = c.id GROUP BY c.country',
  },
  {
    name: 'aggregate over a left join',
    sql: 'SELECT c.id, count(p.id) AS n FROM shop.customers c LEFT JOIN crm.people p ON p.customer = c.id GROUP BY c.id',
  },
  {
    name: 'aggregate over a join of three sources',
    sql: 'SELECT pr.category, c.country, sum(o.qty * o.price) AS revenue, count(DISTINCT o.id) AS orders FROM shop.orders o JOIN shop.customers c ON c.id = o.customer JOIN lake.products pr ON pr.id = o.product GROUP BY pr.category, c.country',
  },
  {
    name: 'aggregate of an aggregate',
    sql: 'SELECT max(n), min(n), avg(total) FROM (SELECT customer, count(*) AS n, sum(price) AS total FROM shop.orders GROUP BY customer)',
  },
  {
    name: 'grouping sets',
    sql: 'SELECT country, active, count(*) AS n FROM shop.customers GROUP BY GROUPING SETS ((country), (active), (country, active), ())',
  },
  {
    name: 'rollup',
    sql: 'SELECT customer, status, sum(price) AS total FROM shop.orders GROUP BY ROLLUP (customer, status)',
  },
  {
    name: 'cube with grouping',
    sql: 'SELECT country, active, grouping(country, active) AS g, count(*) AS n FROM shop.customers GROUP BY CUBE (country, active)',
  },
  {
    name: 'rollup over two sources',
    sql: 'SELECT c.country, p.vip, count(*) AS n FROM shop.customers c JOIN crm.people p ON p.customer = c.id GROUP BY ROLLUP (c.country, p.vip)',
  },
  {
    name: 'grouping sets over nothing',
    sql: 'SELECT a, count(*) FROM shop.void_p GROUP BY GROUPING SETS ((a), ())',
  },
  {
    name: 'bool aggregates',
    sql: 'SELECT country, bool_and(active) AS every, bool_or(active) AS some FROM shop.customers GROUP BY country',
  },
  {
    name: 'min and max of every kind',
    sql: 'SELECT min(name), max(name), min(born), max(created), min(seen), max(credit), min(active), max(score) FROM shop.customers',
  },
  { name: 'min and max of text by bytes', sql: `SELECT min(t), max(t) FROM shop.texts WHERE t <> ''` },
  {
    name: 'min and max of uuid, blob, enum',
    sql: 'SELECT min(u), max(u), min(b), max(b), min(mood), max(mood) FROM shop.misc',
  },
  {
    name: 'min by and max by',
    sql: 'SELECT min_by(name, credit) AS poor, max_by(id, score) AS best FROM shop.customers WHERE credit IS NOT NULL AND id NOT IN (1, 7, 12)',
  },
  {
    name: 'statistics',
    sql: 'SELECT stddev(score), stddev_pop(score), var_samp(score), var_pop(score) FROM shop.customers WHERE score < 100',
  },
  {
    name: 'correlation and regression',
    sql: 'SELECT corr(qty, price), covar_pop(qty, price), covar_samp(qty, price), regr_slope(price, qty), regr_intercept(price, qty), regr_r2(price, qty), regr_count(price, qty) FROM shop.orders',
  },
  { name: 'skewness and kurtosis', sql: 'SELECT skewness(hours), kurtosis(hours) FROM crm.tickets' },
  {
    name: 'median and quantiles',
    sql: 'SELECT median(price), quantile_cont(price, 0.25), quantile_disc(qty, 0.75), quantile_cont(rebate, [0.1, 0.9]) FROM shop.orders',
  },
  {
    name: 'mode of a unique winner',
    sql: `SELECT mode(kind) FROM lake.events WHERE kind <> 'View' AND id < 22`,
  },
  {
    name: 'string aggregation in order',
    sql: `SELECT country, string_agg(name, ', ' ORDER BY id) AS names FROM shop.customers GROUP BY country`,
  },
  {
    name: 'string aggregation of distinct values in order',
    sql: `SELECT string_agg(DISTINCT status, '|' ORDER BY status) FROM shop.orders`,
  },
  {
    name: 'list aggregation in order',
    sql: 'SELECT customer, list(product ORDER BY id) AS products FROM shop.orders GROUP BY customer',
  },
  {
    name: 'list aggregation keeps NULLs',
    sql: 'SELECT list(a ORDER BY a), array_agg(b ORDER BY b) FROM shop.blank',
  },
  {
    name: 'first and last in order',
    sql: 'SELECT customer, first(id ORDER BY price, id) AS cheap, last(id ORDER BY price, id) AS dear FROM shop.orders WHERE price IS NOT NULL GROUP BY customer',
  },
  { name: 'arg max with several', sql: 'SELECT max_by(id, id, 3) FROM shop.orders' },
  {
    name: 'bit aggregates',
    sql: 'SELECT bit_and(qty::INTEGER), bit_or(qty::INTEGER), bit_xor(qty::INTEGER) FROM shop.orders WHERE qty >= 0',
  },
  { name: 'product', sql: 'SELECT product(qty) FROM shop.orders WHERE qty BETWEEN 1 AND 2 AND id < 1020' },
  { name: 'histogram', sql: 'SELECT histogram(qty) FROM shop.orders' },
  {
    name: 'sum of a case',
    sql: `SELECT sum(CASE WHEN status = 'paid' THEN price ELSE 0 END) AS paid, sum(CASE WHEN express THEN 1 END) AS fast FROM shop.orders`,
  },
  {
    name: 'sum of booleans and count if',
    sql: 'SELECT sum(express::INTEGER), count_if(express), countif(qty > 2) FROM shop.orders',
  },
  {
    name: 'huge sums stay exact',
    sql: 'SELECT sum(i8) AS s, sum(i4) AS t, sum(i2) AS u FROM shop.ints WHERE id IN (1, 6)',
  },
  {
    name: 'huge sums of a file database stay exact',
    sql: 'SELECT sum(i) AS s, avg(i) AS a FROM crm.blobs WHERE i > 0',
  },
  {
    name: 'approximate distinct count of few values',
    sql: 'SELECT approx_count_distinct(express) FROM shop.orders',
  },
  { name: 'entropy and favg', sql: 'SELECT entropy(qty), favg(rebate), fsum(rebate) FROM shop.orders' },
  {
    name: 'any value of a constant group',
    sql: 'SELECT customer, any_value(customer) AS same FROM shop.orders GROUP BY customer',
  },
  { name: 'distinct rows', sql: 'SELECT DISTINCT country, active FROM shop.customers' },
  {
    name: 'distinct over two sources',
    sql: 'SELECT DISTINCT c.country, p.country FROM shop.customers c JOIN crm.people p ON p.customer = c.id',
  },
  {
    name: 'distinct on',
    sql: 'SELECT DISTINCT ON (customer) customer, id, price FROM shop.orders ORDER BY customer, price DESC NULLS LAST, id',
  },
  {
    name: 'distinct on with an expression',
    sql: 'SELECT DISTINCT ON (lower(country)) lower(country) AS c, id FROM shop.customers ORDER BY lower(country), id',
  },
  {
    name: 'aggregate with order by an aggregate',
    sql: 'SELECT country, count(*) AS n FROM shop.customers GROUP BY country ORDER BY n DESC, country',
    ordered: [1, 0],
  },
  { name: 'count of a distinct pair', sql: 'SELECT count(DISTINCT (customer, product)) FROM shop.orders' },
];
