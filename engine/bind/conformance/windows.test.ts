import { afterAll, beforeAll, describe, it } from 'vitest';
import { Conformance } from './conformance.fixture.ts';

const FUNCTIONS = [
  'row_number()',
  'rank()',
  'dense_rank()',
  'percent_rank()',
  'cume_dist()',
  'ntile(4)',
  'lag(a)',
  'lag(a, 2)',
  'lag(a, 2, -1)',
  'lead(a, id % 3, 0)',
  'lag(a IGNORE NULLS)',
  'lead(a, 1 IGNORE NULLS)',
  'first_value(a)',
  'last_value(a)',
  'nth_value(a, 2)',
  'first_value(a IGNORE NULLS)',
  'last_value(s IGNORE NULLS)',
  'nth_value(a, 2 IGNORE NULLS)',
  'fill(x)',
  'first_value(a ORDER BY id DESC)',
  'row_number(ORDER BY id)',
  'rank(ORDER BY a, id)',
  'count(*)',
  'sum(a)',
  'avg(d)',
  'min(s)',
  'sum(a) FILTER (f)',
  'count(DISTINCT g)',
  "string_agg(s, '|')",
  'quantile_cont(x, 0.3)',
  'list(a)',
  'arg_max(s, id)',
  'median(a)',
  'sum(DISTINCT a ORDER BY a)',
  'bool_or(f)',
  'stddev(x)',
  'mode(g ORDER BY g)',
];

/** Frames over an order of one numeric key. */
const FRAMES = [
  'ROWS BETWEEN 2 PRECEDING AND CURRENT ROW',
  'ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING',
  'ROWS BETWEEN 1 FOLLOWING AND 3 FOLLOWING',
  'ROWS BETWEEN id % 3 PRECEDING AND 1 FOLLOWING',
  'ROWS 2 PRECEDING',
  'ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING',
  'RANGE BETWEEN 5 PRECEDING AND 5 FOLLOWING',
  'RANGE BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING',
  'RANGE UNBOUNDED PRECEDING',
  'RANGE BETWEEN 3 FOLLOWING AND 9 FOLLOWING',
  'RANGE BETWEEN CURRENT ROW AND CURRENT ROW',
  'GROUPS BETWEEN 1 PRECEDING AND 1 FOLLOWING',
  'GROUPS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW',
  'ROWS BETWEEN 2 PRECEDING AND 2 FOLLOWING EXCLUDE CURRENT ROW',
  'ROWS BETWEEN 2 PRECEDING AND 2 FOLLOWING EXCLUDE GROUP',
  'RANGE BETWEEN 5 PRECEDING AND 5 FOLLOWING EXCLUDE TIES',
  'GROUPS BETWEEN 1 PRECEDING AND 1 FOLLOWING EXCLUDE NO OTHERS',
];

const QUERIES = [
  'SELECT id, sum(a) OVER () FROM shop.facts',
  'SELECT id, sum(a) OVER (ORDER BY dt RANGE BETWEEN INTERVAL 10 DAY PRECEDING AND CURRENT ROW) FROM shop.facts WHERE dt IS NOT NULL',
  'SELECT id, count(*) OVER (ORDER BY ts DESC RANGE BETWEEN INTERVAL 50 HOUR PRECEDING AND INTERVAL 1 DAY FOLLOWING) FROM shop.facts',
  'SELECT id, sum(a) OVER (PARTITION BY g, f ORDER BY d DESC NULLS FIRST RANGE BETWEEN 10.5 PRECEDING AND 2 FOLLOWING) FROM shop.facts',
  'SELECT id, count(*) OVER (ORDER BY a RANGE BETWEEN 1 PRECEDING AND 1 FOLLOWING) FROM shop.facts',
  'SELECT id FROM shop.facts QUALIFY row_number() OVER (PARTITION BY g ORDER BY id) <= 2',
  'SELECT g, sum(a) AS n, rank() OVER (ORDER BY sum(a) DESC, g) FROM shop.facts GROUP BY g',
  'SELECT id, sum(a) OVER w, count(*) OVER (w ROWS 3 PRECEDING) FROM shop.facts WINDOW w AS (PARTITION BY f ORDER BY id)',
  'SELECT id, sum(sum(a)) OVER (ORDER BY id) FROM shop.facts GROUP BY id',
  'SELECT id, lag(id) OVER (ORDER BY id) + 1 AS n FROM shop.facts ORDER BY n DESC NULLS LAST LIMIT 5',
  'SELECT * FROM (SELECT id, row_number() OVER (ORDER BY id DESC) AS r FROM shop.facts) WHERE r % 7 = 0',
];

describe('windows', () => {
  let conformance: Conformance;
  beforeAll(async () => {
    conformance = await Conformance.open();
  });
  afterAll(() => conformance.close());
  it.each(FUNCTIONS)('%s', async (call) => {
    await conformance.proves(`SELECT id, ${call} OVER (PARTITION BY f ORDER BY id) AS value FROM shop.facts`);
    await conformance.proves(
      `SELECT id, ${call} OVER (ORDER BY id DESC ROWS BETWEEN 3 PRECEDING AND 1 FOLLOWING) AS value FROM shop.facts`,
    );
  });
  it.each(FRAMES)('%s', async (frame) => {
    await conformance.proves(
      `SELECT id, sum(a) OVER (PARTITION BY g ORDER BY id ${frame}) AS value FROM shop.facts`,
    );
    await conformance.proves(`SELECT id, count(*) OVER (ORDER BY id DESC ${frame}) AS value FROM shop.facts`);
  });
  it.each(QUERIES)('%s', async (sql) => {
    await conformance.proves(sql);
  });
});
