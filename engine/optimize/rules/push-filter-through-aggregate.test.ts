import { expect, test } from 'vitest';
import { doesNotFire, fires } from '../rule-test.fixture.ts';
import { pushFilterThroughAggregate } from './push-filter-through-aggregate.ts';
import { pushFilterThroughProject } from './push-filter-through-project.ts';

const prepare = [pushFilterThroughProject];

test('a predicate on a group goes below, one on an aggregate stays', async () => {
  const sql =
    "SELECT status, count(*) AS n FROM shop.orders GROUP BY status HAVING status <> 'new' AND count(*) > 3";
  expect(await fires(pushFilterThroughAggregate, sql, prepare)).toMatchInlineSnapshot(`
    "project status#0, count_star#1 as n
      filter (count_star#1 > 3)
        aggregate [status#0] count_star()
          filter (status#0 <> 'new')
            scan shop.orders [status]"
  `);
});

test('a computed group is put into the predicate', async () => {
  const sql =
    "SELECT * FROM (SELECT lower(status) AS s, count(*) AS n FROM shop.orders GROUP BY s) WHERE s = 'new'";
  expect(await fires(pushFilterThroughAggregate, sql, prepare)).toMatchInlineSnapshot(`
    "project 0#0 as s, n#1
      project s#0 as 0, count_star#1 as n
        aggregate [lower(status#0)] count_star()
          filter (lower(status#0) = 'new')
            scan shop.orders [status]"
  `);
});

test('a group of every grouping set', async () => {
  const sql = `SELECT * FROM (SELECT status, customer, count(*) AS n FROM shop.orders
    GROUP BY GROUPING SETS ((status, customer), (customer))) WHERE customer > 2`;
  expect(await fires(pushFilterThroughAggregate, sql, prepare)).toMatchInlineSnapshot(`
    "project status#0, customer#1, n#2
      project status#0, customer#1, count_star#2 as n
        aggregate [status#0, customer#1] sets [[0,1],[1]] count_star()
          filter (customer#1 > 2)
            scan shop.orders [status, customer]"
  `);
});

const grouped = (where: string): string =>
  `SELECT * FROM (SELECT status, customer, count(*) AS n FROM shop.orders
     GROUP BY GROUPING SETS ((status, customer), (customer), ())) WHERE ${where}`;

test.each([
  ['a group that some set lacks, whose NULL there it would judge', grouped('status IS NULL')],
  ['a group that the total lacks', grouped('customer = 2')],
  ['an aggregate', 'SELECT status FROM shop.orders GROUP BY status HAVING max(weight) > 2'],
  [
    'a constant, which would not remove the one row of a total',
    'SELECT count(*) FROM shop.orders HAVING $none = 1'.replace('$none', '(random() * 0)::INTEGER'),
  ],
  ['what may raise', 'SELECT status FROM shop.orders GROUP BY status HAVING CAST(status AS INTEGER) = 1'],
  [
    'a group that may raise',
    'SELECT * FROM (SELECT CAST(status AS INTEGER) AS s FROM shop.orders GROUP BY s) WHERE s = 1',
  ],
])('does not fire on %s', async (_, sql) => {
  await doesNotFire(pushFilterThroughAggregate, sql, prepare);
});
