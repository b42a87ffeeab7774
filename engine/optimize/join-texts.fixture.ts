/** Texts about joins whose answers no rule may change, by what is special about them. */
export const JOIN_TEXTS: Readonly<Record<string, string>> = {
  'inner join with side filters':
    "SELECT o.id, c.name FROM shop.orders o JOIN shop.customers c ON o.customer = c.id AND c.region = 'n' AND o.amount > 0",
  'cross join with conditions':
    'SELECT o.id, t.id FROM shop.orders o, crm.tickets t WHERE o.customer = t.customer AND o.id < t.id',
  'null-safe join':
    'SELECT o.id, t.id FROM shop.orders o JOIN crm.tickets t ON o.customer IS NOT DISTINCT FROM t.customer',
  'null-safe join with a key':
    'SELECT o.id, c.id FROM shop.orders o JOIN shop.customers c ON o.customer IS NOT DISTINCT FROM c.id',
  'left join, ON about the left':
    "SELECT o.id, c.name FROM shop.orders o LEFT JOIN shop.customers c ON o.customer = c.id AND o.status = 'new'",
  'left join, ON about the right':
    "SELECT o.id, c.name FROM shop.orders o LEFT JOIN shop.customers c ON o.customer = c.id AND c.region = 'n'",
  'left join, WHERE about the right':
    'SELECT o.id, c.name FROM shop.orders o LEFT JOIN shop.customers c ON o.customer = c.id WHERE c.region IS NULL',
  'left join, WHERE about both':
    "SELECT o.id FROM shop.orders o LEFT JOIN crm.regions r ON o.status = r.name WHERE o.amount > 1 AND (r.manager = 'ann' OR o.id > 20)",
  'right join':
    "SELECT o.id, c.name FROM shop.orders o RIGHT JOIN shop.customers c ON o.customer = c.id AND o.amount > 2 WHERE c.region <> 's'",
  'right join, ON about the right':
    "SELECT o.id, c.name FROM shop.orders o RIGHT JOIN shop.customers c ON o.customer = c.id AND c.region = 'n'",
  'full join':
    'SELECT o.id, t.id FROM shop.orders o FULL JOIN crm.tickets t ON o.customer = t.customer AND o.id > 20 AND t.id < 9',
  'full join under a filter':
    'SELECT o.id, t.id FROM shop.orders o FULL JOIN crm.tickets t ON o.id = t.id WHERE o.id > 20 OR t.id < 9',
  'full join, filter of one side':
    'SELECT o.id, t.id FROM shop.orders o FULL JOIN crm.tickets t ON o.id = t.customer WHERE o.id > 3',
  'a semi join over joins':
    'SELECT o.id, t.text FROM shop.orders o JOIN crm.tickets t ON o.customer = t.customer SEMI JOIN shop.customers c ON o.customer = c.id',
  'semi and anti joins over joins, by equal columns':
    'SELECT o.id, t.id FROM shop.orders o JOIN crm.tickets t ON o.customer = t.customer AND o.id <> t.id WHERE EXISTS (SELECT 1 FROM shop.orders p WHERE p.customer = t.customer AND p.id <> o.id) AND NOT EXISTS (SELECT 1 FROM shop.orders q WHERE q.customer = o.customer AND q.id > o.id + 2)',
  'semi joins over outer joins':
    'SELECT o.id, t.id FROM crm.tickets t LEFT JOIN shop.orders o ON o.customer = t.customer SEMI JOIN shop.customers c ON o.customer = c.id',
  'anti joins over outer joins':
    'SELECT o.id, t.id FROM shop.orders o LEFT JOIN crm.tickets t ON o.customer = t.customer ANTI JOIN shop.customers c ON o.customer = c.id ANTI JOIN crm.regions r ON t.text = r.name',
  'inputs of one source that meet through another':
    'SELECT t.text, c.name, o.amount FROM crm.tickets t JOIN shop.customers c ON t.customer = c.id JOIN shop.orders o ON t.customer = o.customer AND t.id <> o.id',
  'inputs of one source that meet through another by several columns':
    'SELECT t.text, p.amount, o.amount FROM crm.tickets t JOIN shop.orders o ON t.customer = o.customer AND t.id = o.id JOIN shop.orders p ON t.customer = p.customer AND t.id = p.id AND p.customer <> 3',
  'different rows of a join':
    'SELECT DISTINCT c.region, e.kind FROM shop.customers c JOIN lake.events e ON e.customer = c.id',
  'different rows of an outer join':
    'SELECT DISTINCT c.region, o.status FROM shop.orders o LEFT JOIN lake.events e ON e.customer = o.customer FULL JOIN crm.tickets t ON t.customer = o.customer LEFT JOIN shop.customers c ON c.id = t.id',
  'keys that repeat on the asked side':
    'SELECT o.id FROM shop.orders o WHERE o.customer IN (SELECT customer FROM lake.events) AND NOT EXISTS (SELECT 1 FROM crm.tickets t WHERE t.customer = o.customer AND t.text <> o.status)',
  'a mark of keys that repeat':
    'SELECT o.id, o.customer NOT IN (SELECT customer FROM lake.events) AS v FROM shop.orders o',
  'a cte whose references ask for different rows':
    "WITH c AS (SELECT customer, count(*) AS n, max(status) AS s FROM shop.orders GROUP BY customer) SELECT a.customer, b.n FROM c a JOIN c b ON a.n = b.n WHERE a.customer > 3 AND (b.customer < 2 OR b.s = 'new')",
  'a cte whose references ask for the same rows':
    'WITH c AS MATERIALIZED (SELECT o.customer, t.id FROM shop.orders o LEFT JOIN crm.tickets t ON o.customer = t.customer LIMIT 1000) SELECT a.id, (SELECT count(*) FROM c b WHERE b.customer > 3) AS n FROM c a WHERE a.customer > 3',
  'a cte with a predicate in every reference, one in a recursion':
    'WITH RECURSIVE e AS (SELECT id, customer FROM crm.tickets), up AS (SELECT id, 0 AS d FROM e WHERE id < 4 UNION SELECT e.id, d + 1 FROM up JOIN e ON e.customer = up.id WHERE e.id > 2 AND d < 4) SELECT id, max(d) AS d FROM up GROUP BY id',
  'what all inputs of a union have, across a join':
    'SELECT o.id FROM (SELECT customer FROM crm.tickets WHERE customer > 3 AND id > 2 UNION ALL SELECT customer FROM lake.events WHERE customer > 3) u JOIN shop.orders o ON o.customer = u.customer',
  'what inputs of INTERSECT and EXCEPT have, across a join':
    'SELECT o.id FROM (SELECT customer FROM crm.tickets WHERE customer > 3 EXCEPT SELECT customer FROM lake.events WHERE customer > 5) u JOIN shop.orders o ON o.customer = u.customer LEFT JOIN (SELECT customer FROM crm.tickets WHERE customer > 2 INTERSECT SELECT customer FROM lake.events WHERE customer < 7) v ON o.customer = v.customer',
  'top of a union of rows that are alike':
    "SELECT customer, s FROM (SELECT customer, 'x' AS s FROM shop.orders UNION SELECT customer, 'x' FROM crm.tickets UNION SELECT customer, kind FROM lake.events) ORDER BY customer DESC NULLS LAST, s LIMIT 4 OFFSET 1",
  'semi join':
    "SELECT o.id FROM shop.orders o SEMI JOIN shop.customers c ON o.customer = c.id AND c.region = 'n' AND o.id > 5",
  'anti join':
    "SELECT o.id FROM shop.orders o ANTI JOIN shop.customers c ON o.customer = c.id AND c.region = 'n' AND o.id > 5 WHERE o.amount > 0",
  'using and natural':
    'SELECT customer, o.id, t.id FROM shop.orders o JOIN crm.tickets t USING (customer) WHERE customer < 5',
  'full join using':
    'SELECT customer, o.id, t.id FROM shop.orders o FULL JOIN crm.tickets t USING (customer) WHERE customer < 5',
  'join of joins':
    'SELECT o.id, c.name, r.manager FROM shop.orders o LEFT JOIN (shop.customers c JOIN crm.regions r ON c.region = r.name) ON o.customer = c.id WHERE o.amount > 0',
  'inequality join':
    'SELECT o.id, t.id FROM shop.orders o JOIN crm.tickets t ON o.amount < t.id AND o.customer > t.customer WHERE t.id < 5',
  'positional join':
    'SELECT o.id, t.id FROM (SELECT id, amount FROM shop.orders ORDER BY id) o POSITIONAL JOIN (SELECT id FROM crm.tickets ORDER BY id DESC) t WHERE o.amount > 0',
  'asof join':
    'SELECT t.id, e.value FROM crm.tickets t ASOF JOIN (SELECT DISTINCT ON (seen) seen, value FROM lake.events ORDER BY seen) e ON t.opened >= e.seen',
  'asof left join with a filter':
    "SELECT t.id, e.value FROM crm.tickets t ASOF LEFT JOIN (SELECT seen, value FROM lake.events) e ON t.opened >= e.seen WHERE t.text <> 'late' AND e.value > 0",
  'asof join, filter of the right':
    'SELECT t.id, e.seen, e.value FROM crm.tickets t ASOF JOIN lake.events e ON t.opened >= e.seen WHERE e.value > 1',
  'left join that a predicate makes inner':
    "SELECT o.id, t.id, e.kind FROM shop.orders o LEFT JOIN crm.tickets t ON o.customer = t.customer LEFT JOIN lake.events e ON e.customer = t.id WHERE lower(e.kind) LIKE '%u%' OR (e.value > 0 AND o.id > 3)",
  'full join that predicates make one-sided':
    "SELECT o.id, t.id FROM shop.orders o FULL JOIN crm.tickets t ON o.customer = t.customer WHERE NOT (t.text = 'late') AND (o.id IS NULL OR o.id > 5)",
  'full join that a predicate makes inner':
    'SELECT o.id, t.id FROM shop.orders o FULL JOIN crm.tickets t ON o.customer = t.customer WHERE o.id <> t.id',
  'left join under predicates that NULL passes':
    "SELECT o.id, t.id FROM shop.orders o LEFT JOIN crm.tickets t ON o.customer = t.customer WHERE coalesce(t.id, 0) < 9 AND concat(t.text, 'x') <> 'latex' AND CASE WHEN t.id > 3 THEN o.id > 5 ELSE true END",
  'left joins that nobody uses':
    'SELECT o.id FROM shop.orders o LEFT JOIN shop.customers c ON o.customer = c.id LEFT JOIN crm.tickets t ON t.customer = o.customer AND t.id = c.id LEFT JOIN crm.tickets u ON u.customer = o.customer WHERE o.amount > 0',
  'left joins that repeat nothing that counts':
    'SELECT o.status, max(o.id), count(DISTINCT o.customer) FROM shop.orders o LEFT JOIN crm.tickets t ON o.customer = t.customer GROUP BY o.status',
  'left joins that repeat what counts':
    'SELECT o.status, count(o.id), sum(o.amount) FROM shop.orders o LEFT JOIN crm.tickets t ON o.customer = t.customer GROUP BY o.status',
  'a mark that nobody reads':
    'SELECT id FROM (SELECT id, customer IN (SELECT customer FROM crm.tickets) AS m FROM shop.orders WHERE amount > 0)',
  'branches that share an equality':
    "SELECT o.id, c.id FROM shop.orders o, shop.customers c WHERE (o.customer = c.id AND o.status = 'new' AND c.region = 'n') OR (c.region = 's' AND o.customer = c.id AND o.amount > 1) OR (o.customer = c.id AND o.status IS NULL AND c.region > 'n')",
  'branches that share, with NULLs':
    'SELECT id, (amount > 1 AND weight > 0) OR (amount > 1 AND customer = 3) AS v FROM shop.orders WHERE NOT ((amount > 1 AND weight > 0) OR (amount > 1 AND customer = 3))',
  'branches about both sides of outer joins':
    "SELECT o.id, c.id, t.id FROM shop.orders o LEFT JOIN shop.customers c ON o.customer = c.id AND ((o.status = 'new' AND c.region = 'n') OR (o.status = 'paid' AND c.region = 's')) RIGHT JOIN crm.tickets t ON t.customer = o.customer AND ((t.id > 3 AND o.id < 9) OR (t.id < 3 AND o.id > 9))",
  'branches about both sides of an anti join':
    "SELECT o.id FROM shop.orders o ANTI JOIN shop.customers c ON o.customer = c.id AND ((o.status = 'new' AND c.region = 'n') OR (o.status = 'paid' AND c.region = 's'))",
  'a chain of equalities with a range':
    'SELECT o.id, t.id, e.kind FROM shop.orders o JOIN crm.tickets t ON o.customer = t.customer JOIN lake.events e ON e.customer = t.customer WHERE e.customer > 3 AND o.customer % 2 = 0',
  'equalities that go round':
    'SELECT o.id, t.id FROM shop.orders o, crm.tickets t WHERE o.customer = t.customer AND o.id = t.customer AND o.customer = t.id AND t.id IN (1, 2, 3, 4)',
  'equalities of widened numbers':
    'SELECT c.id, t.id FROM shop.customers c JOIN crm.tickets t ON c.credit = t.customer WHERE t.customer BETWEEN 1 AND 4 AND c.credit <> 3',
  'left join on a key that is known':
    "SELECT o.id, t.id FROM shop.orders o LEFT JOIN crm.tickets t ON o.customer = t.customer AND t.text <> 'late' WHERE o.customer IN (2, 5) OR o.customer = 7",
  'right join on a key that is known':
    'SELECT o.id, t.id FROM shop.orders o RIGHT JOIN (SELECT * FROM crm.tickets WHERE customer < 5) t ON o.customer = t.customer',
  'full join on a key that is known':
    'SELECT o.id, t.id FROM (SELECT * FROM shop.orders WHERE customer > 2) o FULL JOIN (SELECT * FROM crm.tickets WHERE customer < 5) t ON o.customer = t.customer',
  'not in on a key that is known':
    'SELECT id FROM shop.orders WHERE customer NOT IN (SELECT customer FROM crm.tickets) AND customer > 3',
  'not exists on a key that is known':
    'SELECT id FROM shop.orders o WHERE customer > 3 AND NOT EXISTS (SELECT 1 FROM crm.tickets t WHERE t.customer = o.customer)',
  'text keys that are known':
    "SELECT o.id, e.value FROM shop.orders o JOIN lake.events e ON o.status = e.kind WHERE lower(o.status) = 'new' AND o.status LIKE 'n%'",
  'a known key of groups and windows':
    'SELECT * FROM (SELECT customer, count(*) AS n FROM crm.tickets GROUP BY customer) g JOIN (SELECT id, customer, rank() OVER (PARTITION BY customer ORDER BY id) AS r FROM shop.orders) w ON g.customer = w.customer WHERE g.customer > 4',
  'a known key of a union':
    'SELECT o.id, u.k FROM shop.orders o JOIN (SELECT customer AS k FROM crm.tickets UNION ALL SELECT id FROM shop.customers) u ON o.customer = u.k WHERE o.customer < 4',
};
