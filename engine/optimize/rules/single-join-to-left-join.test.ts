import { expect, test } from 'vitest';
import { doesNotFire, fires, planOf } from '../rule-test.fixture.ts';
import { flattenFilter } from './flatten-filter.ts';
import { pushFilterIntoJoin } from './push-filter-into-join.ts';
import { pushFilterThroughProject } from './push-filter-through-project.ts';
import { removeDelimScan } from './remove-delim-scan.ts';
import { isUniqueOn, singleJoinToLeftJoin } from './single-join-to-left-join.ts';

const prepare = [flattenFilter, pushFilterThroughProject, pushFilterIntoJoin, removeDelimScan];

test('an aggregate by the key has one row for each', async () => {
  const sql =
    'SELECT id, (SELECT sum(o.amount) FROM shop.orders o WHERE o.customer = c.id) AS s FROM shop.customers c';
  expect(await fires(singleJoinToLeftJoin, sql, prepare)).toMatchInlineSnapshot(`
    "project id#0, sum(amount)#1 as s
      left join on (id#0 is not distinct from id#2)
        scan shop.customers [id]
        project sum#2 as sum(amount), id#0
          project id#0, id#0, sum#1
            aggregate [id#2] sum(amount#1)
              project customer#0, amount#1, customer#0 as id
                filter (customer#0 is not null)
                  scan shop.orders [customer, amount]"
  `);
});

test('so has a DISTINCT of nothing but fixed columns', async () => {
  const plan = await planOf('SELECT DISTINCT customer, text FROM crm.tickets');
  expect(isUniqueOn(plan, new Set([0, 1]))).toBe(true);
  expect(isUniqueOn(plan, new Set([0]))).toBe(false);
  const on = await planOf('SELECT DISTINCT ON (customer) customer, text FROM crm.tickets');
  expect(isUniqueOn(on, new Set([0, 1]))).toBe(false);
});

test.each([
  [
    'rows as they are: two of them must raise',
    'SELECT id, (SELECT o.amount FROM shop.orders o WHERE o.customer = c.id) AS a FROM shop.customers c',
  ],
  [
    'an aggregate by more than the key',
    `SELECT id, (SELECT sum(o.amount) FROM shop.orders o WHERE o.customer = c.id GROUP BY o.status) AS a
       FROM shop.customers c`,
  ],
  [
    'a DISTINCT of more than the key',
    'SELECT id, (SELECT DISTINCT o.status FROM shop.orders o WHERE o.customer = c.id) AS a FROM shop.customers c',
  ],
  [
    'an aggregate by grouping sets',
    `SELECT id, (SELECT sum(o.amount) FROM shop.orders o WHERE o.customer = c.id
       GROUP BY GROUPING SETS ((), ())) AS a FROM shop.customers c`,
  ],
])('does not fire on %s', async (_, sql) => {
  await doesNotFire(singleJoinToLeftJoin, sql, prepare);
});
