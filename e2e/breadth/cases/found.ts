import type { BreadthCase } from '../case.ts';

/** Differences that random queries or running the other topics brought to light, made small and named. */
export const FOUND_CASES: readonly BreadthCase[] = [
  {
    name: 'a join side of which no column is needed',
    sql: 'SELECT t1.k FROM shop.r2 t1 SEMI JOIN local.prices t3 ON true',
    note: 'The fragment of no columns came with one.',
  },
  {
    name: 'a left join whose right side only multiplies rows',
    sql: 'SELECT t1.k FROM shop.r2 t1 LEFT JOIN lake.events t2 ON true',
    note: 'The fragment of no columns came with one.',
  },
  {
    name: 'an anti join with an empty table',
    sql: 'SELECT t1.kind FROM lake.events t1 ANTI JOIN shop.void_p t2 ON true',
    note: 'The fragment of no columns came with one.',
  },
  {
    name: 'a comparison with the greatest value of another source',
    sql: 'SELECT t1.x FROM crm.s1 t1 WHERE t1.g < (SELECT max(s2.big) FROM shop.r2 s2)',
    note: 'DuckDB answers the fragment from statistics and leaves no profile.',
  },
  {
    name: 'a join key is not pushed below the limit of the other side',
    sql: `SELECT t5.c0 AS c0, t6.x AS c1, t6.d AS c2 FROM (SELECT t1.big AS c0, coalesce(t1.u, substring(t1.t, -1, 2)) AS c1, t1.u AS c2, lower(trim(t1.t)) AS c3, t1.u AS c4 FROM lake.f1 t1 ORDER BY c0, c1 DESC NULLS FIRST, c2 DESC NULLS FIRST, c3 ASC NULLS LAST, c4 NULLS FIRST LIMIT 2) t2 JOIN (SELECT count(*) AS c0 FROM lake.f1 t3 JOIN crm.s2 t4 ON t3.g = t4.k AND t3.k = t3.big) t5 ON true JOIN shop.r2 t6 ON t2.c0 = t6.g AND t6.f WHERE NOT (t6.f IS NOT FALSE) OR t6.t NOT LIKE '_'`,
    note: 'DuckDB 1.5.6 itself gives 4 rows where join_filter_pushdown is on.',
  },
  {
    name: 'lists sliced by literals',
    sql: 'SELECT id, tags[1:2] AS a, tags[2:] AS b FROM lake.products',
  },
  {
    name: 'a field added to a struct',
    sql: 'SELECT id, struct_insert(dims, d := id) AS s FROM lake.products',
  },
  {
    name: 'a table named in two spellings',
    sql: 'SELECT count(*) AS n FROM shop.orders a JOIN "SHOP".ORDERS b ON a.id = b.id JOIN Shop.Orders c ON c.id = b.id',
    note: 'Without pushdown a view was made for each spelling, the second in vain.',
  },
  {
    name: 'the clock stands still',
    sql: `SELECT count(*) AS n FROM shop.orders, lake.events WHERE now() = current_timestamp AND today() = current_date AND now() = (SELECT now()) AND age(today()::TIMESTAMP) = INTERVAL 0 DAY`,
  },
  {
    name: 'a column of bare NULLs at a server',
    sql: `SELECT id, status FROM shop.orders WHERE id < 0 UNION ALL SELECT id, name || replace(name, 'a', NULL::VARCHAR) FROM shop.customers`,
    note: 'The fragment had a column of no type, which the server sends as text.',
  },
  {
    name: 'a group key within a tighter operator',
    sql: 'SELECT (qty + 1) * 2 AS x, count(*) AS n FROM shop.orders GROUP BY qty + 1',
    note: 'The key came without brackets, so that only 1 was multiplied.',
  },
  {
    name: 'a group key of two sources within a tighter operator',
    sql: 'SELECT 10 - (c.id - p.id) AS x, count(*) AS n FROM shop.customers c JOIN crm.people p ON p.customer = c.id GROUP BY c.id - p.id HAVING -(c.id - p.id) < 1000',
  },
  {
    name: 'a widened group key of a set operation',
    sql: '(SELECT qty * 3::SMALLINT AS k, count(*) AS n FROM shop.orders GROUP BY qty * 3::SMALLINT) EXCEPT (SELECT id, 0 FROM crm.people)',
  },
  {
    name: 'a constant among the keys of a distinct above a join',
    sql: 'SELECT DISTINCT 2 AS two, t1.u, 0 AS zero FROM crm.s2 t1 RIGHT JOIN shop.r1 t5 ON t1.k = t5.k',
    note: 'The key 2 was read as the position of the second column, 0 as none.',
  },
];
