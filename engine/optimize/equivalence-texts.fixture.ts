import { JOIN_TEXTS } from './join-texts.fixture.ts';

/** Texts whose answers no rule may change, by what is special about them. None depends on chance or ties. */
export const EQUIVALENCE_TEXTS: Readonly<Record<string, string>> = {
  // Filters and projections
  'filter of NULLs': "SELECT id FROM shop.orders WHERE status <> 'new' OR amount IS NULL",
  'filter over a computed column': 'SELECT * FROM (SELECT id, amount * 2 AS d FROM shop.orders) WHERE d > 3',
  'filter over a cast':
    'SELECT * FROM (SELECT id, TRY_CAST(text AS INTEGER) AS t FROM crm.tickets) WHERE t = 7',
  'filters over filters':
    'SELECT id FROM (SELECT * FROM shop.orders WHERE weight > 0) WHERE customer > 2 AND id < 30',
  'a constant filter': 'SELECT id FROM shop.orders WHERE 1 = 0 OR NULL',
  'a column twice': 'SELECT a, b, a + b AS c FROM (SELECT id AS a, id AS b FROM shop.orders) WHERE a = b',
  'an unused raising column':
    "SELECT id FROM (SELECT id, CAST(text AS INTEGER) AS n FROM crm.tickets WHERE text = '7')",
  'a cast guarded by a filter':
    "SELECT * FROM (SELECT CAST(text AS INTEGER) AS n FROM crm.tickets WHERE text = '7') WHERE n > 3",
  'nothing but a count': 'SELECT count(*) FROM shop.orders',
  'a count over filters':
    "SELECT count(*) FROM shop.orders o, shop.customers c WHERE o.customer = c.id AND c.region = 'n'",
  'a date against a time':
    "SELECT id FROM crm.tickets WHERE opened < DATE '2020-02-26' + INTERVAL 3 DAY AND opened >= TIMESTAMP '2020-02-27 12:00:00'",
  ...JOIN_TEXTS,
  // Subqueries
  in: 'SELECT id FROM shop.orders WHERE customer IN (SELECT customer FROM crm.tickets WHERE id < 9)',
  'in and more':
    'SELECT id FROM shop.orders WHERE customer IN (SELECT id FROM shop.customers) AND amount > 1',
  'not in with NULLs': 'SELECT id FROM shop.orders WHERE customer NOT IN (SELECT customer FROM crm.tickets)',
  'not in without NULLs':
    'SELECT id FROM shop.customers WHERE id NOT IN (SELECT id FROM crm.tickets WHERE id > 4)',
  'not in, outer NULLs':
    'SELECT id FROM shop.orders WHERE customer NOT IN (SELECT id FROM crm.tickets WHERE id > 4)',
  'not in, inner NULLs':
    'SELECT id FROM shop.customers WHERE id NOT IN (SELECT customer FROM crm.tickets WHERE id > 4)',
  'not in, NULLs filtered away':
    'SELECT id FROM shop.customers WHERE id NOT IN (SELECT customer FROM crm.tickets WHERE customer > 2)',
  'not in of a union':
    'SELECT id FROM shop.customers WHERE id NOT IN (SELECT id FROM crm.tickets WHERE id > 3 UNION ALL SELECT customer FROM shop.orders)',
  'not in of an outer join':
    'SELECT id FROM shop.customers WHERE id NOT IN (SELECT c.id FROM crm.tickets t LEFT JOIN shop.customers c ON t.customer = c.id AND c.id > 5)',
  'in as a value': 'SELECT id, customer IN (SELECT id FROM crm.tickets WHERE id < 3) AS v FROM shop.orders',
  'in under or':
    "SELECT id FROM shop.orders WHERE customer IN (SELECT id FROM crm.tickets WHERE id < 3) OR status = 'new'",
  'correlated in':
    'SELECT id FROM shop.orders o WHERE customer IN (SELECT t.customer FROM crm.tickets t WHERE t.id = o.id)',
  'correlated not in':
    'SELECT id FROM shop.orders o WHERE customer NOT IN (SELECT t.customer FROM crm.tickets t WHERE t.id < o.id)',
  'correlated not in by equality':
    'SELECT id FROM shop.orders o WHERE amount NOT IN (SELECT t.id FROM crm.tickets t WHERE t.customer = o.customer)',
  exists:
    "SELECT id FROM shop.customers c WHERE EXISTS (SELECT 1 FROM crm.tickets t WHERE t.customer = c.id AND t.text = 'late')",
  'not exists':
    'SELECT id FROM shop.orders o WHERE NOT EXISTS (SELECT 1 FROM crm.tickets t WHERE t.customer = o.customer)',
  'not exists by inequality':
    'SELECT id FROM shop.orders o WHERE NOT EXISTS (SELECT 1 FROM crm.tickets t WHERE t.customer > o.customer)',
  'exists as a value':
    'SELECT id, EXISTS (SELECT 1 FROM crm.tickets t WHERE t.customer = c.id) AS e FROM shop.customers c',
  'exists by two keys':
    'SELECT id FROM shop.orders o WHERE EXISTS (SELECT 1 FROM crm.tickets t WHERE t.customer = o.customer AND t.id = o.id)',
  'exists by one of two keys':
    'SELECT id FROM shop.orders o WHERE EXISTS (SELECT 1 FROM crm.tickets t WHERE t.customer = o.customer AND t.id > o.id)',
  'exists, null-safe':
    'SELECT id FROM shop.orders o WHERE EXISTS (SELECT 1 FROM crm.tickets t WHERE t.customer IS NOT DISTINCT FROM o.customer)',
  'exists by an equality and an inequality':
    'SELECT id FROM shop.orders o WHERE EXISTS (SELECT 1 FROM crm.tickets t WHERE t.customer = o.customer AND t.id <> o.id) AND NOT EXISTS (SELECT 1 FROM crm.tickets t WHERE t.customer = o.customer AND t.id > o.id + 3)',
  'not exists by inequalities with NULLs':
    'SELECT id FROM shop.orders o WHERE NOT EXISTS (SELECT 1 FROM crm.tickets t WHERE t.customer <> o.customer AND t.id > 9 AND t.id + o.customer > 20)',
  'exists inside a mark':
    'SELECT c.id, c.credit IN (SELECT o.customer FROM shop.orders o WHERE EXISTS (SELECT 1 FROM crm.tickets t WHERE t.customer = o.customer AND t.id <> o.id)) AS v, EXISTS (SELECT 1 FROM shop.orders o WHERE o.id < c.id AND EXISTS (SELECT 1 FROM crm.tickets t WHERE t.customer = o.customer AND t.id <> o.id)) AS w FROM shop.customers c',
  'exists inside a correlated mark':
    'SELECT o.id FROM shop.orders o FULL JOIN shop.customers c ON o.id < c.id WHERE o.id + 1 IN (SELECT length(u.kind) FROM lake.events u WHERE u.customer = c.id AND EXISTS (SELECT 1 FROM crm.tickets t WHERE t.customer IS NOT DISTINCT FROM o.customer AND t.customer IN (1, 4, 7)))',
  'nested exists':
    'SELECT id FROM shop.customers c WHERE EXISTS (SELECT 1 FROM shop.orders o WHERE o.customer = c.id AND EXISTS (SELECT 1 FROM crm.tickets t WHERE t.customer = o.customer AND t.id > c.id))',
  'any and all':
    'SELECT id FROM shop.orders WHERE amount > ANY (SELECT id FROM crm.tickets WHERE id < 5) AND amount <= ALL (SELECT id FROM crm.tickets WHERE id > 10)',
  'all with NULLs': 'SELECT id FROM shop.orders WHERE id > ALL (SELECT customer FROM crm.tickets)',
  'scalar subquery': 'SELECT id FROM shop.orders WHERE amount > (SELECT avg(amount) FROM shop.orders)',
  'scalar subquery as a value':
    'SELECT id, (SELECT max(opened) FROM crm.tickets) AS last FROM shop.customers',
  'scalar subquery of nothing':
    'SELECT id, (SELECT id FROM crm.tickets WHERE id < 0) AS none FROM shop.customers',
  'scalar subquery of many rows': 'SELECT id, (SELECT id FROM crm.tickets) AS many FROM shop.customers',
  'correlated sum':
    'SELECT c.id, (SELECT sum(amount) FROM shop.orders o WHERE o.customer = c.id) AS s FROM shop.customers c',
  'correlated count over nothing':
    "SELECT c.id, (SELECT count(*) FROM shop.orders o WHERE o.customer = c.id AND o.status = 'none') AS n FROM shop.customers c",
  'correlated count with NULL keys':
    'SELECT o.id, (SELECT count(*) FROM crm.tickets t WHERE t.customer = o.customer) AS n FROM shop.orders o',
  'correlated count, null-safe':
    'SELECT o.id, (SELECT count(*) FROM crm.tickets t WHERE t.customer IS NOT DISTINCT FROM o.customer) AS n FROM shop.orders o',
  'correlated by inequality':
    'SELECT c.id, (SELECT sum(o.amount) FROM shop.orders o WHERE o.customer < c.id) AS s FROM shop.customers c',
  'correlated value of the outer row':
    'SELECT c.id, (SELECT max(o.id + c.credit) FROM shop.orders o WHERE o.customer = c.id) AS s FROM shop.customers c',
  'correlated with coalesce':
    "SELECT c.id, (SELECT coalesce(sum(o.amount), 0) FROM shop.orders o WHERE o.customer = c.id) AS s FROM shop.customers c WHERE c.region = 'n'",
  'correlated first row':
    'SELECT c.id, (SELECT o.amount FROM shop.orders o WHERE o.customer = c.id ORDER BY o.id LIMIT 1) AS a FROM shop.customers c',
  'correlated by a key':
    'SELECT t.id, (SELECT c.name FROM shop.customers c WHERE c.id = t.customer) AS n FROM crm.tickets t',
  'correlated, many rows':
    'SELECT c.id, (SELECT o.amount FROM shop.orders o WHERE o.customer = c.id) AS a FROM shop.customers c',
  'correlated in a filter':
    'SELECT o.id FROM shop.orders o WHERE o.amount > (SELECT avg(i.amount) FROM shop.orders i WHERE i.customer = o.customer) AND o.id > 3',
  'correlated twice':
    'SELECT c.id, (SELECT min(t.opened) FROM crm.tickets t WHERE t.customer = c.id) AS a, (SELECT count(*) FROM shop.orders o WHERE o.customer = c.id) AS b FROM shop.customers c WHERE c.credit > 1',
  'correlated through two levels':
    'SELECT c.id, (SELECT sum((SELECT count(*) FROM crm.tickets t WHERE t.customer = o.customer AND t.id < c.id)) FROM shop.orders o WHERE o.customer = c.id) AS n FROM shop.customers c',
  'correlated union':
    'SELECT c.id, (SELECT sum(v) FROM (SELECT o.amount AS v FROM shop.orders o WHERE o.customer = c.id UNION ALL SELECT t.id FROM crm.tickets t WHERE t.customer = c.id)) AS s FROM shop.customers c',
  'correlated except':
    'SELECT c.id, (SELECT count(*) FROM (SELECT o.id FROM shop.orders o WHERE o.customer = c.id EXCEPT SELECT t.id FROM crm.tickets t WHERE t.customer = c.id)) AS s FROM shop.customers c',
  'correlated distinct':
    'SELECT c.id, (SELECT count(*) FROM (SELECT DISTINCT o.status FROM shop.orders o WHERE o.customer = c.id)) AS s FROM shop.customers c',
  'correlated window':
    'SELECT c.id, (SELECT max(n) FROM (SELECT row_number() OVER (ORDER BY o.id) AS n FROM shop.orders o WHERE o.customer = c.id)) AS n FROM shop.customers c',
  'correlated group by':
    'SELECT c.id, (SELECT max(n) FROM (SELECT o.status, count(*) AS n FROM shop.orders o WHERE o.customer = c.id GROUP BY o.status)) AS n FROM shop.customers c',
  lateral:
    'SELECT c.id, l.s FROM shop.customers c, LATERAL (SELECT sum(o.amount) AS s FROM shop.orders o WHERE o.customer = c.id) l WHERE c.id > 2',
  'left lateral':
    'SELECT c.id, l.id FROM shop.customers c LEFT JOIN LATERAL (SELECT o.id FROM shop.orders o WHERE o.customer = c.credit AND o.amount > 0) l ON true',
  'lateral top':
    'SELECT c.id, l.id FROM shop.customers c, LATERAL (SELECT o.id FROM shop.orders o WHERE o.customer = c.id ORDER BY o.id DESC LIMIT 2) l',
  // Aggregates
  'having on a group': "SELECT status, count(*) AS n FROM shop.orders GROUP BY status HAVING status <> 'new'",
  'having on a count':
    'SELECT status, count(*) AS n FROM shop.orders GROUP BY status HAVING count(*) > 3 AND status IS NOT NULL',
  'filter over groups':
    'SELECT * FROM (SELECT customer % 3 AS g, sum(amount) AS s FROM shop.orders GROUP BY g) WHERE g = 1 AND s > 0',
  'grouping sets':
    "SELECT * FROM (SELECT status, customer, count(*) AS n FROM shop.orders GROUP BY GROUPING SETS ((status, customer), (status), ())) WHERE status = 'new' OR status IS NULL",
  'grouping sets with a common key':
    'SELECT * FROM (SELECT status, customer, count(*) AS n FROM shop.orders GROUP BY GROUPING SETS ((status, customer), (customer))) WHERE customer > 2',
  'rollup and grouping':
    'SELECT status, customer, grouping(status, customer) AS g, count(*) AS n FROM shop.orders GROUP BY ROLLUP (status, customer) HAVING customer IS NULL',
  'a constant having': 'SELECT count(*) AS n FROM shop.orders HAVING 1 = 0',
  'aggregate over nothing': 'SELECT count(*) AS n, sum(amount) AS s FROM shop.orders WHERE id < 0',
  'filtered and distinct aggregates':
    "SELECT customer, count(DISTINCT status) AS d, sum(amount) FILTER (WHERE status = 'new') AS s FROM shop.orders GROUP BY customer",
  'ordered aggregate': 'SELECT customer, list(id ORDER BY id DESC) AS l FROM shop.orders GROUP BY customer',
  'unused aggregates':
    'SELECT n FROM (SELECT status, count(*) AS n, avg(amount) AS a, max(weight) AS w FROM shop.orders GROUP BY status)',
  'only a key of the groups':
    'SELECT count(*) FROM (SELECT status, customer, sum(amount) AS s FROM shop.orders GROUP BY status, customer)',
  'an aggregate of a join':
    "SELECT c.region, sum(o.amount) AS s FROM shop.orders o JOIN shop.customers c ON o.customer = c.id GROUP BY c.region HAVING c.region IN ('n', 's')",
  // Distinct, order, limit
  'distinct under a filter':
    "SELECT * FROM (SELECT DISTINCT status, customer FROM shop.orders) WHERE status = 'new'",
  'distinct of unused columns': 'SELECT status FROM (SELECT DISTINCT status, customer FROM shop.orders)',
  'distinct on under a filter':
    'SELECT * FROM (SELECT DISTINCT ON (customer) customer, id, amount FROM shop.orders ORDER BY customer, id) WHERE amount > 2',
  'distinct on, other columns':
    'SELECT id FROM (SELECT DISTINCT ON (customer) customer, id, amount FROM shop.orders ORDER BY customer, amount DESC, id)',
  'filter over a limit':
    'SELECT * FROM (SELECT id, amount FROM shop.orders ORDER BY id LIMIT 10) WHERE amount > 1',
  'limit with offset': 'SELECT id + 1 AS n FROM shop.orders ORDER BY id DESC LIMIT 5 OFFSET 3',
  'offset alone': 'SELECT id FROM shop.orders ORDER BY id OFFSET 30',
  'limit in percent': 'SELECT id FROM shop.orders ORDER BY id LIMIT 20%',
  'limit of zero': 'SELECT id, amount FROM shop.orders ORDER BY amount, id LIMIT 0',
  'limit over limit':
    'SELECT id FROM (SELECT id FROM shop.orders ORDER BY id LIMIT 9) ORDER BY id DESC LIMIT 4',
  'top by a computed key': 'SELECT id FROM shop.orders ORDER BY amount * -1 NULLS FIRST, id LIMIT 6',
  'order by a dropped column':
    'SELECT status FROM (SELECT id, status FROM shop.orders ORDER BY weight, id LIMIT 7)',
  'top of a union all':
    'SELECT id + 1, s FROM (SELECT id, status AS s FROM shop.orders UNION ALL SELECT id + 100, text FROM crm.tickets) ORDER BY s NULLS FIRST, id LIMIT 7 OFFSET 2',
  'top of nested unions':
    '(SELECT id FROM shop.orders UNION ALL (SELECT id + 100 FROM crm.tickets ORDER BY id DESC LIMIT 3)) UNION ALL SELECT id + 200 FROM shop.customers ORDER BY id DESC LIMIT 5',
  'top by the left of a left join':
    'SELECT o.id, t.id FROM shop.orders o LEFT JOIN crm.tickets t ON o.customer = t.customer AND t.id < 9 ORDER BY o.id DESC, t.id LIMIT 5 OFFSET 1',
  'top by the key of a left join':
    'SELECT o.id, c.name FROM shop.orders o LEFT JOIN shop.customers c ON o.customer = c.id ORDER BY o.id DESC LIMIT 5 OFFSET 1',
  'count of a limited union':
    'SELECT count(*) FROM (SELECT id FROM shop.orders UNION ALL SELECT id FROM crm.tickets LIMIT 50)',
  'count of a limited left join':
    'SELECT count(*) FROM (SELECT o.id FROM shop.orders o LEFT JOIN crm.tickets t ON o.customer = t.customer LIMIT 30 OFFSET 5)',
  // Windows
  'filter on a partition':
    "SELECT * FROM (SELECT id, status, row_number() OVER (PARTITION BY status ORDER BY id) AS n FROM shop.orders) WHERE status = 'new'",
  'filter on another column':
    'SELECT * FROM (SELECT id, status, row_number() OVER (PARTITION BY status ORDER BY id) AS n FROM shop.orders) WHERE id > 9',
  'filter on one of two partitions':
    "SELECT * FROM (SELECT id, status, sum(amount) OVER (PARTITION BY status) AS a, sum(amount) OVER (PARTITION BY customer, status) AS b FROM shop.orders) WHERE status = 'new' AND id > 3",
  'partitions that differ':
    'SELECT * FROM (SELECT id, customer, count(*) OVER (PARTITION BY status) AS a, count(*) OVER (PARTITION BY customer) AS b FROM shop.orders) WHERE customer = 3',
  qualify:
    'SELECT id, customer FROM shop.orders QUALIFY row_number() OVER (PARTITION BY customer ORDER BY id) = 1 AND customer > 1',
  'unused window':
    'SELECT id FROM (SELECT id, rank() OVER (ORDER BY amount) AS r, lag(id) OVER (ORDER BY id) AS l FROM shop.orders)',
  'one of two windows':
    'SELECT id, l FROM (SELECT id, rank() OVER (ORDER BY amount) AS r, lag(id) OVER (ORDER BY id) AS l FROM shop.orders)',
  frames:
    'SELECT id, sum(amount) OVER (ORDER BY id ROWS BETWEEN 2 PRECEDING AND 1 FOLLOWING EXCLUDE CURRENT ROW) AS s FROM shop.orders',
  // Set operations
  'union all under a filter':
    "SELECT * FROM (SELECT id, status AS s FROM shop.orders UNION ALL SELECT id, text FROM crm.tickets) WHERE s = 'n' OR id < 3",
  'union all of unused columns':
    'SELECT s FROM (SELECT id, status AS s FROM shop.orders UNION ALL SELECT id, text FROM crm.tickets)',
  'union of unused columns':
    'SELECT s FROM (SELECT customer, status AS s FROM shop.orders UNION SELECT customer, text FROM crm.tickets)',
  'count of a union':
    'SELECT count(*) FROM (SELECT customer FROM shop.orders UNION SELECT customer FROM crm.tickets)',
  except:
    'SELECT * FROM (SELECT customer FROM shop.orders EXCEPT SELECT customer FROM crm.tickets WHERE id > 5) WHERE customer > 0',
  'except all':
    'SELECT * FROM (SELECT customer FROM shop.orders EXCEPT ALL SELECT customer FROM crm.tickets) WHERE customer <> 4 OR customer IS NULL',
  'intersect all':
    'SELECT * FROM (SELECT customer FROM shop.orders INTERSECT ALL SELECT customer FROM crm.tickets) WHERE customer <> 4 OR customer IS NULL',
  'count of an intersection':
    'SELECT count(*) FROM (SELECT customer, id FROM shop.orders INTERSECT SELECT customer, id FROM crm.tickets)',
  values:
    "SELECT o.id, v.w FROM shop.orders o JOIN (VALUES ('new', 1), ('paid', 2), (NULL, 3)) v(s, w) ON o.status = v.s",
  // CTEs
  'a cte once': "WITH c AS (SELECT id, status FROM shop.orders) SELECT id FROM c WHERE status = 'new'",
  'a cte twice':
    'WITH c AS (SELECT customer, sum(amount) AS s, count(*) AS n FROM shop.orders GROUP BY customer) SELECT a.customer, b.s FROM c a JOIN c b ON a.customer = b.customer WHERE a.s > 0',
  'a cte nowhere':
    'WITH c AS (SELECT CAST(text AS INTEGER) AS n FROM crm.tickets) SELECT id FROM shop.customers',
  'nested ctes':
    'WITH a AS (SELECT customer, amount, id FROM shop.orders), b AS (SELECT customer, sum(amount) AS s FROM a GROUP BY customer), c AS (SELECT a.id, b.s FROM a JOIN b ON a.customer = b.customer) SELECT x.id, y.s FROM c x JOIN c y ON x.id = y.id WHERE y.s > 0',
  'a cte of one column':
    'WITH c AS (SELECT id, customer, opened FROM crm.tickets) SELECT count(*) FROM c a, c b',
  'a cte in a subquery':
    'WITH c AS (SELECT customer FROM crm.tickets WHERE id > 3) SELECT id FROM shop.orders WHERE customer IN (SELECT customer FROM c) AND amount > (SELECT count(*) FROM c) - 20',
  'a materialised cte':
    'WITH c AS MATERIALIZED (SELECT id, amount FROM shop.orders) SELECT id FROM c WHERE amount > 2',
  recursion:
    'WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 9) SELECT o.id, n.i FROM n JOIN shop.orders o ON o.customer = n.i WHERE n.i > 2',
  'recursion over a table':
    'WITH RECURSIVE up AS (SELECT id, customer, 0 AS d FROM crm.tickets WHERE id < 4 UNION SELECT t.id, t.customer, up.d + 1 FROM up JOIN crm.tickets t ON t.id = up.customer WHERE up.d < 5) SELECT id, max(d) AS d FROM up GROUP BY id',
  'a cte read by a recursion':
    'WITH RECURSIVE e AS (SELECT id, customer FROM crm.tickets WHERE id > 0), up AS (SELECT 3 AS id UNION SELECT e.customer FROM up JOIN e ON e.id = up.id) SELECT id FROM up',
  'a model with a cte': 'SELECT customer, total FROM models.busy WHERE customer > 1',
  'a model twice':
    'SELECT a.customer, b.total FROM models.busy a JOIN models.busy b ON a.customer = b.customer',
  'models joined':
    'SELECT o.id, b.total FROM models.open o LEFT JOIN models.busy b ON o.customer = b.customer WHERE o.id > 2',
  // Lists
  unnest: "SELECT customer, unnest(tags) AS t FROM lake.events WHERE kind = 'buy'",
  'filter over unnest':
    "SELECT * FROM (SELECT customer, kind, unnest(tags) AS t FROM lake.events) WHERE t = 'a' AND kind <> 'buy'",
  'unused unnest': 'SELECT customer FROM (SELECT customer, unnest(tags) AS t FROM lake.events)',
  'lateral unnest':
    'SELECT e.customer, u.t FROM lake.events e, unnest(e.tags) AS u(t) WHERE u.t IS NOT NULL AND e.value > 0',
  'lateral series':
    'SELECT c.id, s.i FROM shop.customers c, generate_series(1, c.credit) AS s(i) WHERE s.i > 1 AND c.id > 2',
  'list functions':
    "SELECT customer, list_filter(tags, lambda x: x <> 'a') AS l FROM lake.events WHERE list_contains(tags, 'b')",
  pivot: "PIVOT shop.orders ON status IN ('new', 'paid') USING sum(amount) GROUP BY customer",
  unpivot:
    'SELECT id, name, value FROM (UNPIVOT (SELECT id, CAST(amount AS DOUBLE) AS amount, weight FROM shop.orders) ON amount, weight INTO NAME name VALUE value) WHERE value > 0',
};
