import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { walk } from '../../plan/walk.ts';
import { Conformance } from './conformance.fixture.ts';

/** Queries that mix what binders trip over. */
const QUERIES = [
  // Names
  'SELECT "id" AS "a b", a AS "select", s AS "quo""te", g AS "ünïcode" FROM shop.facts',
  'SELECT facts.id AS facts, facts.a FROM shop.facts facts',
  'SELECT ID, Id, iD FROM SHOP.FACTS',
  'SELECT people.name, people.NAME_1 FROM crm.people',
  'SELECT p.* FROM crm.public.people AS p(k, n)',
  'SELECT * EXCLUDE (m, iv) REPLACE (a + 1 AS a) FROM shop.facts',
  'SELECT * RENAME (a AS other) FROM (SELECT id, a FROM shop.facts)',
  'FROM shop.facts SELECT id WHERE a = 1',
  'FROM (FROM shop.facts SELECT id, a) t SELECT t.a, count(*) GROUP BY ALL ORDER BY ALL',
  'SELECT t.id FROM shop.facts t WHERE t.id = (SELECT max(t.id) FROM shop.facts t)',
  'SELECT a AS x1, x1 + 1 AS x2 FROM shop.facts WHERE x2 > 3',
  'SELECT facts FROM (SELECT id, a FROM shop.facts) facts WHERE facts.id < 5',
  // Comments, quotes and odd white space in the text
  "SELECT id -- a 'comment\n, a /* nested /* comment */ ' */ FROM shop.facts WHERE s <> '--' AND g <> '/*'",
  'SELECT\n\n\tid\r\nFROM shop.facts;',
  "SELECT $$it's$$ || E'\\'x' AS t, id FROM shop.facts WHERE id < 3",
  // Groups and their keys
  "SELECT g AS k, count(*) FROM shop.facts GROUP BY k HAVING k > 'a' ORDER BY 2 DESC, 1",
  'SELECT upper(g), max(length(s)) FROM shop.facts GROUP BY 1 HAVING count(*) > 1',
  'SELECT a % 2, g, grouping_id(a % 2, g), sum(d) FROM shop.facts GROUP BY GROUPING SETS ((1, 2), (2), ()) ORDER BY ALL',
  'SELECT count(*) FROM shop.facts HAVING count(*) > 1000',
  'SELECT sum(a) + 1 FROM shop.facts WHERE false',
  'SELECT g, sum(a) FILTER (f) / nullif(count(*) FILTER (NOT f), 0) FROM shop.facts GROUP BY g',
  'SELECT DISTINCT ON (g) g, first_value(id) OVER (PARTITION BY g ORDER BY id) FROM shop.facts ORDER BY g',
  'SELECT g, list(struct_pack(i := id, n := a) ORDER BY id) FROM shop.facts GROUP BY g',
  'SELECT min(id) FROM shop.facts GROUP BY (), g',
  // Subqueries in every place
  'SELECT (SELECT (SELECT (SELECT max(id) FROM crm.people)))',
  'SELECT id FROM shop.facts f WHERE a = (SELECT count(*) FROM crm.people p WHERE p.name = f.s AND EXISTS (SELECT 1 FROM shop.facts x WHERE x.id = p.id AND x.g = f.g))',
  'SELECT id, CASE WHEN a IN (SELECT id FROM crm.people) THEN (SELECT max(name) FROM crm.people p WHERE p.id = f.a) ELSE s END FROM shop.facts f',
  'SELECT f.id FROM shop.facts f JOIN crm.people p ON p.id = f.a AND p.score > (SELECT avg(score) FROM crm.people)',
  'SELECT id FROM shop.facts f ORDER BY (SELECT name FROM crm.people p WHERE p.id = f.a ORDER BY name, since LIMIT 1) NULLS FIRST, id',
  "SELECT id FROM shop.facts WHERE (a, g) NOT IN (VALUES (1, 'apple'), (2, 'pear'))".replace(
    "NOT IN (VALUES (1, 'apple'), (2, 'pear'))",
    "NOT IN ((1, 'apple'), (2, 'pear'))",
  ),
  'SELECT id FROM shop.facts WHERE NOT EXISTS (FROM crm.nobody)',
  'SELECT count(*) FROM shop.facts f WHERE f.a > ANY (SELECT p.id FROM crm.people p WHERE p.region = f.g OR p.region IS NULL)',
  'SELECT id, ARRAY(SELECT name FROM crm.people p WHERE p.id = f.a ORDER BY name, since) FROM shop.facts f',
  'SELECT (SELECT a FROM shop.facts WHERE id = 1), (SELECT NULL WHERE false)',
  'SELECT f.id, l.m FROM shop.facts f, (SELECT max(p.score) AS m FROM crm.people p WHERE p.id <= f.a) l WHERE l.m IS NOT NULL',
  'SELECT f.id, x.v FROM shop.facts f, LATERAL (SELECT f.a + g.i AS v FROM range(f.a) g(i)) x',
  // CTEs
  'WITH a AS (SELECT id, a AS v FROM shop.facts), b AS (SELECT v, count(*) AS n FROM a GROUP BY v) SELECT a.id, b.n FROM a JOIN b USING (v)',
  'WITH x AS (SELECT 1 AS n), y AS (WITH x AS (SELECT 2 AS n) SELECT n FROM x) SELECT x.n, y.n FROM x, y',
  'SELECT * FROM (WITH t AS (SELECT id FROM shop.facts) SELECT max(id) AS m FROM t) JOIN crm.people ON id < m',
  'WITH RECURSIVE walk AS (SELECT id, [id] AS path FROM crm.people WHERE id = 1 UNION ALL SELECT p.id, list_append(path, p.id) FROM walk w JOIN crm.people p ON p.id = w.id + 1 WHERE len(path) < 4) SELECT * FROM walk',
  // Joins
  'SELECT * FROM (SELECT id, a FROM shop.facts) f LEFT JOIN crm.people p USING (id) WHERE p.region IS NULL',
  'SELECT coalesce(l.id, r.id), l.a, r.a FROM models.busy l FULL JOIN (SELECT * FROM models.busy WHERE a > 5) r ON l.id = r.id',
  'SELECT count(*) FROM shop.facts f, crm.people p, crm.people q WHERE f.a = p.id AND p.id = q.id AND f.g <> q.name',
  'SELECT f.id, p.id FROM crm.people p RIGHT JOIN (shop.facts f LEFT JOIN crm.nobody n ON n.id = f.a) ON p.id = f.a AND n.id IS NULL',
  'SELECT f.id FROM shop.facts f LEFT JOIN crm.people p ON false WHERE p.id IS NULL',
  'SELECT f.id, p.id FROM shop.facts f JOIN crm.people p ON true WHERE f.id < 3',
  "SELECT f.id FROM shop.facts f JOIN crm.people p ON f.a IS NOT DISTINCT FROM p.id AND coalesce(f.g, '') >= p.region",
  'SELECT l.id, r.id FROM shop.facts l JOIN shop.facts r ON l.a + 1 = r.a AND l.g = r.g AND l.id <> r.id',
  // Set operations and order
  '(SELECT id FROM shop.facts ORDER BY id LIMIT 3) UNION ALL (SELECT id FROM crm.people ORDER BY id DESC NULLS LAST LIMIT 2)',
  'SELECT a FROM shop.facts UNION SELECT id FROM crm.people EXCEPT SELECT 1 INTERSECT SELECT 1',
  "SELECT 1 AS n, 'x' AS t UNION ALL SELECT 2.5, NULL UNION ALL SELECT NULL, 'y'",
  'SELECT a FROM shop.facts GROUP BY a ORDER BY sum(d) DESC NULLS LAST, a LIMIT 4',
  'SELECT id FROM shop.facts ORDER BY a IS NULL, -a, id DESC LIMIT 10 OFFSET 5',
  'SELECT id, a FROM shop.facts ORDER BY CASE WHEN a > 3 THEN 0 ELSE 1 END, 1 DESC',
  // Types and casts
  'SELECT id, d * 1.5 + a / 2 - x FROM shop.facts',
  'SELECT sum(d * (1 - 0.05) * (1 + 0.08)) FROM shop.facts',
  "SELECT id, ts - dt, dt - INTERVAL '1' MONTH, ts::DATE = dt FROM shop.facts",
  "SELECT id, a::VARCHAR || s, d::VARCHAR = '1.00' FROM shop.facts",
  'SELECT id, CASE WHEN f THEN a WHEN NOT f THEN d ELSE x END, coalesce(a, d, x) FROM shop.facts',
  "SELECT id, [a, id], {'x': d}, MAP {g: a} FROM shop.facts WHERE g IS NOT NULL",
  "SELECT id FROM shop.facts WHERE e > 'low' AND e IN ('mid', 'high')",
  'SELECT st.*, id FROM shop.facts WHERE st IS NOT NULL',
  'SELECT * FROM (SELECT unnest(generate_series(1, a)) AS n, id FROM shop.facts) WHERE n % 2 = 0',
  'SELECT id, sum(n) FROM (SELECT id, unnest(nums) AS n FROM shop.facts) GROUP BY id HAVING sum(n) > 2',
  'SELECT id FROM shop.facts WHERE list_contains(tags, g) AND len(list_filter(nums, lambda n: n > a)) > 0',
  'SELECT id, max(n) FROM (SELECT id, unnest(nums) n FROM shop.facts) GROUP BY id QUALIFY row_number() OVER (ORDER BY max(n) DESC NULLS LAST, id) <= 5',
];

describe('hostile queries', () => {
  let conformance: Conformance;
  beforeAll(async () => {
    conformance = await Conformance.open();
  });
  afterAll(() => conformance.close());
  it.each(QUERIES)('%s', async (sql) => {
    await conformance.proves(sql);
  });
  it.each(QUERIES)('has an id of its own for each node: %s', async (sql) => {
    const ids = [...walk(await conformance.plan(sql))].map((node) => node.id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
