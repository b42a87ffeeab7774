import type { BreadthCase } from '../case.ts';

export const LOGIC_AND_CASTS_CASES: readonly BreadthCase[] = [
  {
    name: 'three values of and',
    sql: 'SELECT a.active AS x, b.active AS y, a.active AND b.active AS z FROM shop.customers a CROSS JOIN shop.customers b WHERE a.id <= 3 AND b.id <= 3',
  },
  {
    name: 'three values of or',
    sql: 'SELECT a.active OR b.vip AS z, NOT (a.active OR b.vip) AS n FROM shop.customers a CROSS JOIN crm.people b WHERE a.id <= 3',
  },
  { name: 'a filter of NULL keeps nothing', sql: 'SELECT id FROM shop.customers WHERE NULL' },
  { name: 'a filter on a boolean column', sql: 'SELECT id FROM shop.customers WHERE active' },
  { name: 'a filter on not a boolean column', sql: 'SELECT id FROM shop.customers WHERE NOT active' },
  { name: 'a filter on a boolean of a file database', sql: 'SELECT id FROM crm.people WHERE vip OR NOT vip' },
  {
    name: 'is true and its relatives',
    sql: 'SELECT id, active IS TRUE AS a, active IS NOT TRUE AS b, active IS FALSE AS c, active IS NOT FALSE AS d, active IS NULL AS e FROM shop.customers',
  },
  { name: 'is true over a comparison', sql: 'SELECT id FROM shop.customers WHERE (score > 1) IS NOT TRUE' },
  {
    name: 'is distinct from',
    sql: `SELECT id, country IS DISTINCT FROM 'FR' AS a, score IS NOT DISTINCT FROM 1.5 AS b, parent IS DISTINCT FROM NULL AS c FROM shop.customers`,
  },
  {
    name: 'a filter on is distinct from',
    sql: `SELECT id FROM crm.people WHERE country IS DISTINCT FROM 'FR' AND vip IS NOT DISTINCT FROM NULL`,
  },
  {
    name: 'equality with NULL is NULL',
    sql: 'SELECT id, country = NULL AS a, NULL = NULL AS b FROM shop.customers',
  },
  { name: 'not equal leaves NULLs out', sql: `SELECT id FROM shop.customers WHERE country <> 'FR'` },
  {
    name: 'not of an or with NULLs',
    sql: `SELECT id FROM shop.customers WHERE NOT (country = 'FR' OR score > 2)`,
  },
  {
    name: 'mixed and, or, not',
    sql: `SELECT id FROM shop.orders WHERE (qty > 2 OR price < 10) AND NOT (express AND status = 'open') OR customer IS NULL`,
  },
  {
    name: 'an or over two sources',
    sql: 'SELECT c.id, p.id FROM shop.customers c JOIN crm.people p ON p.customer = c.id WHERE c.active OR p.vip',
  },
  {
    name: 'an or with parts for each source',
    sql: `SELECT c.id, p.id FROM shop.customers c JOIN crm.people p ON p.customer = c.id WHERE (c.country = 'DE' AND p.score > 1) OR (c.country = 'FR' AND p.score IS NULL)`,
  },
  {
    name: 'coalesce, nullif and ifnull',
    sql: `SELECT id, coalesce(country, name, '?') AS a, nullif(country, '') AS b, ifnull(score, 0) AS c, nullif(score, 1.5) AS d FROM shop.customers`,
  },
  { name: 'coalesce in a filter', sql: 'SELECT id FROM shop.customers WHERE coalesce(active, false)' },
  {
    name: 'case with and without else',
    sql: `SELECT id, CASE WHEN score > 2 THEN 'high' WHEN score > 0 THEN 'low' END AS a, CASE country WHEN 'DE' THEN 1 ELSE 0 END AS b FROM shop.customers`,
  },
  {
    name: 'case guards a division',
    sql: 'SELECT id, CASE WHEN qty <> 0 THEN price / qty END AS p FROM shop.orders',
  },
  {
    name: 'case guards a cast',
    sql: `SELECT id, CASE WHEN t SIMILAR TO '[0-9]+' THEN t::INTEGER ELSE -1 END AS n FROM shop.texts`,
  },
  {
    name: 'a filter guards a cast',
    sql: `SELECT t::INTEGER AS n FROM (SELECT t FROM shop.texts WHERE t IN ('9', '10'))`,
  },
  { name: 'if and iff', sql: `SELECT id, if(active, 'yes', 'no') AS a FROM shop.customers` },
  { name: 'comparison chains', sql: 'SELECT id, (1 < 2) = active AS a FROM shop.customers' },
  { name: 'comparison of rows', sql: `SELECT id FROM shop.customers WHERE (country, id) > ('DE', 3)` },
  {
    name: 'comparison of rows with NULL',
    sql: `SELECT id, (country, score) = ('FR', NULL) AS a FROM shop.customers`,
  },
  {
    name: 'comparison of columns of one table',
    sql: 'SELECT id FROM shop.orders WHERE price > qty AND "at"::DATE = placed',
  },
  {
    name: 'comparison of types that differ',
    sql: 'SELECT id FROM shop.orders WHERE qty = 2.0 AND id > 1010.5 AND price <> 3',
  },
  {
    name: 'comparison of integer and text',
    sql: `SELECT id FROM shop.customers WHERE id = '3' OR id::VARCHAR = '4'`,
  },
  {
    name: 'between with NULL bounds',
    sql: 'SELECT id, score BETWEEN NULL AND 2 AS a, score NOT BETWEEN 1 AND 2 AS b FROM shop.customers',
  },
  {
    name: 'cast to and from booleans',
    sql: `SELECT id, active::INTEGER AS a, id::BOOLEAN AS b, 'yes'::BOOLEAN AS c, active::VARCHAR AS d FROM shop.customers`,
  },
  {
    name: 'cast between integers',
    sql: 'SELECT id, id::SMALLINT AS a, id::HUGEINT AS b, TRY_CAST(i8 AS INTEGER) AS c, TRY_CAST(i4 AS SMALLINT) AS d FROM shop.ints',
  },
  {
    name: 'cast between decimals',
    sql: 'SELECT id, price::DECIMAL(8,1) AS a, price::DECIMAL(12,4) AS b, TRY_CAST(price AS DECIMAL(3,1)) AS c FROM shop.orders',
  },
  {
    name: 'cast of doubles to decimals',
    sql: 'SELECT id, score::DECIMAL(18,3) AS a FROM shop.customers WHERE score < 1e6',
  },
  { name: 'cast of doubles to text', sql: 'SELECT id, f8::VARCHAR AS a, f4::VARCHAR AS b FROM shop.floats' },
  {
    name: 'cast of blob, uuid and enum to text',
    sql: 'SELECT id, b::VARCHAR AS a, u::VARCHAR AS c, mood::VARCHAR AS d, nums::VARCHAR AS e FROM shop.misc',
  },
  {
    name: 'cast in a filter',
    sql: `SELECT id FROM shop.orders WHERE price::INTEGER = 10 OR id::VARCHAR LIKE '10_0'`,
  },
  {
    name: `cast of a file database's integer`,
    sql: 'SELECT id, priority::BOOLEAN AS a, priority::DOUBLE AS b, hours::INTEGER AS c, hours::VARCHAR AS d FROM crm.tickets',
  },
  {
    name: 'try cast that fails on some rows',
    sql: 'SELECT id, TRY_CAST(name AS DATE) AS a, TRY_CAST(country AS INTEGER) AS b FROM crm.people',
  },
  {
    name: 'typeof',
    sql: 'SELECT typeof(id) AS a, typeof(credit) AS b, typeof(seen) AS c, typeof(NULL) AS d FROM shop.customers',
  },
  {
    name: 'types of arithmetic',
    sql: 'SELECT typeof(qty + 1) AS a, typeof(price * qty) AS b, typeof(price / 2) AS c, typeof(qty / 2) AS d, typeof(sum(qty)) AS e, typeof(avg(price)) AS f, typeof(sum(price)) AS g FROM shop.orders GROUP BY ALL',
  },
  {
    name: 'constants fold without a source',
    sql: `SELECT 1 + 1 AS a, 'a' || 'b' AS b, NOT true AS c, DATE '2024-01-31' + INTERVAL 1 MONTH AS d, 0.1 + 0.2 AS e, 1e0 / 3 AS f`,
  },
  {
    name: 'always true and always false filters',
    sql: 'SELECT id FROM shop.customers WHERE 1 = 1 AND NOT 1 = 2',
  },
  { name: 'a filter that contradicts itself', sql: 'SELECT id FROM shop.customers WHERE id > 5 AND id < 3' },
  {
    name: 'a filter above an outer join on both sides',
    sql: 'SELECT c.id, p.id FROM shop.customers c FULL JOIN crm.people p ON p.customer = c.id WHERE coalesce(c.id, p.id) > 4',
  },
  {
    name: 'a filter that turns an outer join into an inner one',
    sql: 'SELECT c.id, p.id FROM shop.customers c LEFT JOIN crm.people p ON p.customer = c.id WHERE p.score > 1 AND c.score > 1',
  },
  {
    name: 'a transitive equality',
    sql: 'SELECT c.id, o.id, e.id FROM shop.customers c JOIN shop.orders o ON o.customer = c.id JOIN lake.events e ON e.customer = c.id WHERE c.id = 2',
  },
  {
    name: `a filter on an aggregate's key and value`,
    sql: 'SELECT * FROM (SELECT customer, count(*) AS n FROM shop.orders GROUP BY customer) WHERE customer > 2 AND n > 4',
  },
  {
    name: 'a filter above a union',
    sql: `SELECT * FROM (SELECT id, name FROM shop.customers UNION ALL SELECT id, name FROM crm.people) WHERE name LIKE 'A%' AND id < 10`,
  },
  {
    name: 'a filter above a distinct',
    sql: 'SELECT * FROM (SELECT DISTINCT country, active FROM shop.customers) WHERE country IS NOT NULL AND active',
  },
  {
    name: 'an expression over both sides of a join',
    sql: 'SELECT c.id, c.score + p.score AS s, c.credit - p.balance AS d FROM shop.customers c JOIN crm.people p ON p.customer = c.id WHERE c.score + p.score > 3',
  },
];
