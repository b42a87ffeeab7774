import { afterAll, beforeAll, describe, it } from 'vitest';
import { Conformance } from './conformance.fixture.ts';

/** Every operator that binding gives: the text printed from the plan must give the original's rows. */
const CASES: Readonly<Record<string, readonly string[]>> = {
  scan: [
    'FROM shop.facts',
    'SELECT id FROM crm.public.people',
    'SELECT count(*) FROM shop.facts',
    'SELECT 7 FROM crm.people',
  ],
  filter: [
    "SELECT id FROM shop.facts WHERE a > 2 AND g = 'apple' AND NOT f",
    'SELECT id FROM shop.facts WHERE a > 2 OR b IS NULL',
    'SELECT id FROM shop.facts WHERE false',
    'SELECT id FROM shop.facts WHERE NULL',
  ],
  projection: [
    'SELECT id, a + 1 AS id, a, a FROM shop.facts',
    'SELECT * EXCLUDE (id, m, iv) FROM shop.facts',
    "SELECT COLUMNS('^[abd]$') FROM shop.facts",
  ],
  dummy: ['SELECT 1', 'SELECT 1 AS one, NULL AS nothing', 'SELECT 1 WHERE 1 = 2'],
  values: [
    "VALUES (1, 'a'), (2, NULL)",
    "SELECT * FROM (VALUES (1, DATE '2020-01-01'), (NULL, NULL)) v(n, d)",
    'SELECT v.n, p.name FROM (VALUES (1), (2)) v(n) LEFT JOIN crm.people p ON p.id = v.n',
  ],
  'comparison join': [
    'SELECT f.id, p.name FROM shop.facts f JOIN crm.people p ON f.a = p.id',
    "SELECT f.id, p.name FROM shop.facts f LEFT JOIN crm.people p ON f.a = p.id AND p.region = 'n'",
    'SELECT f.id, p.name FROM shop.facts f RIGHT JOIN crm.people p ON f.a = p.id',
    'SELECT f.id, p.id FROM shop.facts f FULL JOIN crm.people p ON f.a = p.id',
    'SELECT * FROM crm.people JOIN (SELECT id, a FROM shop.facts) USING (id)',
    'SELECT * FROM (SELECT id, a FROM shop.facts) NATURAL FULL JOIN crm.people',
    'SELECT f.id FROM shop.facts f SEMI JOIN crm.people p ON f.a = p.id',
    'SELECT f.id FROM shop.facts f ANTI JOIN crm.people p ON f.a = p.id',
    'SELECT f.id, p.id FROM shop.facts f JOIN crm.people p ON f.a IS NOT DISTINCT FROM p.id',
    'SELECT f.id, p.id FROM shop.facts f JOIN crm.people p ON f.a < p.id AND f.id < 10',
  ],
  'any join': [
    'SELECT f.id, p.id FROM shop.facts f JOIN crm.people p ON f.a = p.id OR f.g = p.name',
    'SELECT f.id, p.id FROM shop.facts f LEFT JOIN crm.people p ON f.a = p.id OR f.g = p.name',
    'SELECT f.id, p.id FROM shop.facts f FULL JOIN crm.people p ON f.a = p.id AND f.id + p.id > 20',
    'SELECT f.id FROM shop.facts f ANTI JOIN crm.people p ON f.a = p.id OR f.a IS NULL',
    'SELECT f.id FROM shop.facts f ANTI JOIN crm.people p ON f.a > p.id OR f.g = p.region',
  ],
  'cross product': [
    'SELECT f.id, p.id FROM shop.facts f, crm.people p WHERE f.id < 5',
    'SELECT count(*) FROM shop.facts CROSS JOIN crm.nobody',
  ],
  'positional join': ['SELECT f.id, p.name FROM shop.facts f POSITIONAL JOIN crm.people p'],
  'asof join': [
    'SELECT f.id, p.since FROM shop.facts f ASOF JOIN (SELECT DISTINCT since FROM crm.people) p ON f.dt >= p.since',
    'SELECT f.id, p.since FROM shop.facts f ASOF LEFT JOIN (SELECT region, max(since) AS since FROM crm.people GROUP BY region) p ON f.g = p.region AND f.dt < p.since',
  ],
  'mark join': [
    'SELECT id FROM shop.facts WHERE a IN (SELECT id FROM crm.people)',
    'SELECT id FROM shop.facts WHERE a NOT IN (SELECT id FROM crm.people)',
    'SELECT id FROM shop.facts WHERE a NOT IN (SELECT id FROM crm.people WHERE id < 3)',
    'SELECT id FROM shop.facts WHERE a NOT IN (SELECT id FROM crm.nobody)',
    'SELECT id, a IN (SELECT id FROM crm.people) AS inside FROM shop.facts',
    'SELECT id, a = ANY (SELECT id FROM crm.people WHERE id IS NOT NULL) FROM shop.facts',
    'SELECT id, a > ALL (SELECT id FROM crm.people WHERE id < 4) FROM shop.facts',
  ],
  'single join': [
    'SELECT id, (SELECT max(score) FROM crm.people) FROM shop.facts',
    'SELECT id, (SELECT count(*) FROM crm.people p WHERE p.id = f.a) FROM shop.facts f',
    'SELECT id, (SELECT max(score) FROM crm.people p WHERE p.id = f.a AND p.region = f.g) FROM shop.facts f',
    'SELECT id FROM shop.facts f WHERE d > (SELECT avg(d) FROM shop.facts i WHERE i.g = f.g)',
  ],
  'delim join': [
    'SELECT id FROM shop.facts f WHERE EXISTS (SELECT 1 FROM crm.people p WHERE p.id = f.a)',
    'SELECT id FROM shop.facts f WHERE NOT EXISTS (SELECT 1 FROM crm.people p WHERE p.id = f.a AND p.name <> f.g)',
    'SELECT id, EXISTS (SELECT 1 FROM crm.people p WHERE p.id > f.a) FROM shop.facts f',
    'SELECT f.id, t.n FROM shop.facts f, LATERAL (SELECT count(*) AS n FROM crm.people p WHERE p.id < f.a) t',
    'SELECT f.id, t.name FROM shop.facts f LEFT JOIN LATERAL (SELECT name FROM crm.people p WHERE p.id = f.a ORDER BY name, p.since LIMIT 1) t ON true',
    'SELECT id FROM shop.facts f WHERE a IN (SELECT id FROM crm.people p WHERE p.name = f.g)',
    'SELECT id, a NOT IN (SELECT id FROM crm.people p WHERE p.name = f.g) FROM shop.facts f',
    'SELECT id, (SELECT sum(CASE WHEN EXISTS (SELECT 1 FROM shop.facts i WHERE i.id = p.id AND i.g = f.g) THEN 1 ELSE 0 END) FROM crm.people p WHERE p.id = f.a) FROM shop.facts f',
  ],
  aggregate: [
    'SELECT g, count(*), count(a), sum(a), avg(d), min(s), max(ts) FROM shop.facts GROUP BY g',
    'SELECT count(*), sum(a) FROM crm.nobody, shop.facts',
    'SELECT region, count(*) FROM crm.nobody GROUP BY region',
    'SELECT g, f, sum(a) FROM shop.facts GROUP BY ROLLUP (g, f)',
    'SELECT g, f, sum(a), grouping(g), grouping(g, f) FROM shop.facts GROUP BY CUBE (g, f)',
    'SELECT g, e, count(*) FROM shop.facts GROUP BY GROUPING SETS ((g), (e), ())',
    'SELECT g FROM shop.facts GROUP BY g HAVING count(*) > 20',
    'SELECT a % 3 AS k, sum(x) FROM shop.facts GROUP BY ALL',
    'SELECT count(*) FILTER (a > 2), sum(DISTINCT a), count(DISTINCT g) FILTER (f) FROM shop.facts',
    'SELECT DISTINCT g, count(*) OVER () FROM shop.facts GROUP BY g',
  ],
  sort: [
    'SELECT id, a FROM shop.facts ORDER BY a NULLS FIRST, id DESC',
    'SELECT id FROM shop.facts ORDER BY s DESC, id',
    'SELECT id, d FROM shop.facts ORDER BY ALL',
  ],
  limit: [
    'SELECT id FROM shop.facts ORDER BY id LIMIT 5 OFFSET 3',
    'SELECT id FROM shop.facts ORDER BY id LIMIT 10%',
    'SELECT id FROM shop.facts ORDER BY id OFFSET 110',
    'SELECT id FROM shop.facts ORDER BY id LIMIT 2 + 3',
    'SELECT id FROM shop.facts LIMIT 0',
  ],
  distinct: [
    'SELECT DISTINCT g, f FROM shop.facts',
    'SELECT DISTINCT ON (g) g, id FROM shop.facts ORDER BY g, id DESC',
    'SELECT DISTINCT ON (a % 3, f) id FROM shop.facts ORDER BY a % 3, f, id',
  ],
  'set operation': [
    'SELECT a FROM shop.facts UNION SELECT id FROM crm.people',
    'SELECT a FROM shop.facts UNION ALL SELECT id FROM crm.people',
    'SELECT a FROM shop.facts EXCEPT SELECT id FROM crm.people',
    'SELECT a FROM shop.facts EXCEPT SELECT id FROM crm.people WHERE id > 3',
    'SELECT a FROM shop.facts EXCEPT ALL SELECT id FROM crm.people',
    'SELECT a FROM shop.facts INTERSECT SELECT id FROM crm.people',
    'SELECT a FROM shop.facts INTERSECT ALL SELECT id FROM crm.people UNION SELECT 1000',
    'SELECT id, a FROM shop.facts UNION ALL BY NAME SELECT name, id FROM crm.people',
    'SELECT a AS n, d FROM shop.facts UNION SELECT score, id FROM crm.people ORDER BY n NULLS FIRST, 2 LIMIT 7',
  ],
  cte: [
    'WITH t AS (SELECT g, sum(a) AS n FROM shop.facts GROUP BY g) SELECT * FROM t l JOIN t r ON l.n < r.n',
    'WITH t AS MATERIALIZED (SELECT id, a FROM shop.facts) SELECT * FROM t WHERE a = 3',
    'WITH t AS NOT MATERIALIZED (SELECT id, a FROM shop.facts) SELECT * FROM t WHERE a = 3',
    'WITH t(x) AS (SELECT id FROM crm.people), u AS (SELECT x * 2 AS y FROM t) SELECT * FROM t, u WHERE x = y',
    'WITH facts AS (SELECT 1 AS id) SELECT facts.id FROM facts',
    'SELECT id, (WITH t AS (SELECT f.a + 1 AS n) SELECT n FROM t) FROM shop.facts f',
  ],
  'recursive cte': [
    'WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 10) SELECT * FROM t',
    'WITH RECURSIVE t(n) AS (SELECT 1 UNION SELECT (n * 2) % 7 FROM t) SELECT * FROM t',
    'WITH RECURSIVE t AS (SELECT id, 0 AS depth FROM crm.people WHERE id = 0 UNION ALL SELECT p.id, t.depth + 1 FROM t JOIN crm.people p ON p.id = t.id + 1 WHERE t.depth < 3) SELECT * FROM t',
    'WITH RECURSIVE t(k, n) USING KEY (k) AS (SELECT 1, 1 UNION SELECT k, n + 1 FROM t WHERE n < 5) SELECT * FROM t',
  ],
  unnest: [
    'SELECT id, unnest(tags) FROM shop.facts',
    'SELECT id, unnest(tags), unnest(nums) FROM shop.facts',
    'SELECT f.id, t.x FROM shop.facts f, unnest(f.tags) t(x)',
    'SELECT f.id, t.x FROM shop.facts f LEFT JOIN LATERAL unnest(f.tags) t(x) ON true',
    'SELECT unnest([1, 2, NULL])',
    'SELECT unnest(st) FROM shop.facts WHERE st IS NOT NULL',
    "SELECT unnest([{'a': 1, 'b': [2, 3]}], recursive := true)",
  ],
  'table function': [
    'SELECT * FROM range(5)',
    'SELECT * FROM generate_series(2, 10, 3) t(n)',
    "SELECT * FROM generate_series(TIMESTAMP '2020-01-30', TIMESTAMP '2020-03-01', INTERVAL 10 DAY)",
    'SELECT * FROM unnest([1, 2, NULL])',
    'SELECT f.id, g.n FROM shop.facts f, range(f.a) g(n)',
    'SELECT f.id, g.n FROM shop.facts f, generate_series(1, f.a) g(n) WHERE g.n > f.a - 2',
    "SELECT * FROM repeat('x', 3)",
    'SELECT i, j FROM range(3) a(i), range(i, 4) b(j)',
    'SELECT key, value FROM json_each(\'{"a": 1, "b": [2]}\')',
  ],
  pivot: [
    "FROM shop.facts PIVOT (sum(a) FOR g IN ('apple', 'pear') GROUP BY f)",
    "PIVOT (SELECT g, f, a FROM shop.facts) ON g IN ('apple', 'pear') USING sum(a), count(*)",
    'UNPIVOT (SELECT id, a, b FROM shop.facts) ON a, b INTO NAME k VALUE v',
    'UNPIVOT (SELECT id, g, s FROM shop.facts) ON COLUMNS(* EXCLUDE (id)) INTO NAME k VALUE v',
    `SELECT * FROM (SELECT a, f, d FROM shop.facts) PIVOT (sum(d) FOR a IN (${Array.from({ length: 30 }, (_, at) => at - 5).join(', ')}))`,
  ],
  sample: [
    'SELECT count(*) FROM shop.facts USING SAMPLE 100 PERCENT (bernoulli)',
    'SELECT count(*) FROM (SELECT * FROM shop.facts USING SAMPLE 10 ROWS)',
  ],
  model: [
    'SELECT * FROM models.busy',
    'SELECT b.id, p.name FROM models.busy b LEFT JOIN crm.people p ON p.id = b.a',
    'FROM models.pairs WHERE id < id_1',
  ],
};

describe.each(Object.entries(CASES))('%s', (_name, texts) => {
  let conformance: Conformance;
  beforeAll(async () => {
    conformance = await Conformance.open();
  });
  afterAll(() => conformance.close());
  it.each(texts)('%s', async (sql) => {
    await conformance.proves(sql);
  });
});

describe('what has a plan but no exact text', () => {
  let conformance: Conformance;
  beforeAll(async () => {
    conformance = await Conformance.open();
  });
  afterAll(() => conformance.close());
  it.each(['SELECT id, (a, g) IN (SELECT id, name FROM crm.people) FROM shop.facts'])('%s', async (sql) => {
    await conformance.refusesToPrint(sql);
  });
});

describe('what has no plan', () => {
  let conformance: Conformance;
  beforeAll(async () => {
    conformance = await Conformance.open();
  });
  afterAll(() => conformance.close());
  it.each([
    ['SELECT * FROM range(3) WITH ORDINALITY', /can't show its plan/],
    ['SELECT id FROM shop.facts LIMIT (SELECT count(*) FROM crm.people)', /LIMIT that is computed/],
    ["SELECT id FROM shop.facts WHERE s COLLATE nocase = 'APPLE'", /collation/],
    ['PIVOT shop.facts ON g USING sum(a)', /IN/],
    ['SELECT * FROM (PIVOT shop.facts ON g USING sum(a))', /IN/],
    ['SELECT count(*) FROM models.shapeless', /models\.shapeless/],
  ])('%s', async (sql, reason) => {
    await conformance.isOpaque(sql, reason);
  });
});
