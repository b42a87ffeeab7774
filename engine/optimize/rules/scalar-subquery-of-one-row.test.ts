import { expect, test } from 'vitest';
import { doesNotFire, fires } from '../rule-test.fixture.ts';
import { scalarSubqueryOfOneRow } from './scalar-subquery-of-one-row.ts';

test('an aggregate without groups needs no guard', async () => {
  const sql = 'SELECT id FROM shop.orders WHERE amount > (SELECT avg(amount) FROM shop.orders)';
  expect(await fires(scalarSubqueryOfOneRow, sql)).toMatchInlineSnapshot(`
    "project id#1
      filter (cast(amount#0 as DOUBLE) > case#2)
        cross join
          scan shop.orders [amount, id]
          project avg(amount)#0 as case
            project avg#0 as avg(amount)
              aggregate [] avg(amount#0)
                scan shop.orders [amount]"
  `);
});

test('nor does an expression over one', async () => {
  const sql =
    "SELECT name, (SELECT coalesce(max(opened), DATE '2020-01-01') FROM crm.tickets) AS last FROM crm.regions";
  expect(await fires(scalarSubqueryOfOneRow, sql)).not.toContain('error');
});

test.each([
  ['rows of a table', 'SELECT (SELECT name FROM crm.regions) AS n'],
  ['groups', 'SELECT (SELECT max(id) FROM shop.orders GROUP BY status) AS n'],
  ['grouping sets', 'SELECT (SELECT max(id) FROM shop.orders GROUP BY GROUPING SETS ((), ())) AS n'],
  [
    'a filtered aggregate, which may give no row',
    'SELECT (SELECT max(id) FROM shop.orders HAVING count(*) > 9) AS n',
  ],
  ['a limited aggregate, which may give no row', 'SELECT (SELECT max(id) FROM shop.orders LIMIT 0) AS n'],
  ['a union of aggregates', 'SELECT (SELECT max(id) FROM shop.orders UNION ALL SELECT 1) AS n'],
])('does not fire on %s', async (_, sql) => {
  await doesNotFire(scalarSubqueryOfOneRow, sql);
});
