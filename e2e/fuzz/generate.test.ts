import { expect, test } from 'vitest';
import { loadOracle } from '../breadth/load.ts';
import { generateQuery } from './generate.ts';
import { printQuery, smallerQueries } from './query.ts';
import { randomFrom } from './random.ts';
import { seedOf } from './seeds.ts';
import { FUZZ_DATA } from './tables.ts';

const COUNT = 400;
const queries = Array.from({ length: COUNT }, (_, index) => generateQuery(seedOf(1, index)));

test('a seed gives the same query again, another seed another one', () => {
  for (const { seed, sql } of queries.slice(0, 50)) expect(generateQuery(seed).sql).toBe(sql);
  expect(new Set(queries.map(({ sql }) => sql)).size).toBe(COUNT);
});

test('the numbers behind a seed do not change', () => {
  const random = randomFrom(42);
  expect(Array.from({ length: 6 }, () => random.int(0, 999))).toEqual([903, 204, 991, 118, 806, 447]);
});

test('nearly all queries run in DuckDB, and most have rows', async () => {
  await using oracle = await loadOracle(FUZZ_DATA);
  let rejected = 0;
  let empty = 0;
  for (const { sql } of queries) {
    const rows = await oracle.run(sql, { pushdown: 'none' }).then(
      (answer) => answer.rows.length,
      () => -1,
    );
    if (rows < 0) rejected += 1;
    if (rows === 0) empty += 1;
  }
  expect(rejected).toBeLessThan(COUNT * 0.02);
  expect(empty).toBeLessThan(COUNT * 0.4);
});

test.each([
  ['LEFT JOIN', 20],
  ['FULL JOIN', 8],
  ['SEMI JOIN', 8],
  ['ANTI JOIN', 8],
  ['GROUP BY', 50],
  ['HAVING', 8],
  ['FILTER (WHERE', 8],
  ['OVER (', 20],
  ['QUALIFY', 2],
  ['UNION', 8],
  ['EXISTS', 8],
  [' IN (SELECT', 8],
  ['LIMIT', 50],
  ['WITH w', 20],
  ['DISTINCT ON', 3],
  ['ROLLUP', 2],
  ['CUBE', 2],
  ['GROUPING SETS', 2],
  ['CROSS JOIN unnest', 2],
])('%s is among them at least %d times', (text, least) => {
  expect(queries.filter(({ sql }) => sql.includes(text)).length).toBeGreaterThanOrEqual(least);
});

test('the queries join sources with each other', () => {
  const sources = ['shop.', 'crm.', 'lake.', 'local.', 'ci.', 'bin.'];
  const mixed = queries.filter(({ sql }) => sources.filter((source) => sql.includes(source)).length > 1);
  expect(mixed.length).toBeGreaterThan(COUNT / 2);
});

test('a smaller query is shorter by a piece', () => {
  const { spec, sql } =
    queries.find(({ spec }) => spec.joins.length > 0 && spec.where.length > 0) ??
    queries[0] ??
    generateQuery(1);
  const smaller = smallerQueries(spec).map(printQuery);
  expect(smaller.length).toBeGreaterThan(1);
  for (const text of smaller) expect(text.length).toBeLessThan(sql.length);
});
