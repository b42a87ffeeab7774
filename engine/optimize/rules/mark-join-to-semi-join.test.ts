import { expect, test } from 'vitest';
import { doesNotFire, fires } from '../rule-test.fixture.ts';
import { nullSafeToEqual } from './null-safe-to-equal.ts';
import { pushFilterIntoJoin } from './push-filter-into-join.ts';
import { flattenFilter } from './flatten-filter.ts';
import { markJoinToSemiJoin } from './mark-join-to-semi-join.ts';
import { pruneColumns } from './prune-columns.ts';
import { removeDelimScan } from './remove-delim-scan.ts';

test('IN as a predicate becomes a semi join, other predicates stay above', async () => {
  const sql =
    "SELECT id FROM shop.orders WHERE customer IN (SELECT id FROM shop.customers) AND status = 'new'";
  expect(await fires(markJoinToSemiJoin, sql)).toMatchInlineSnapshot(`
    "project id#2
      project customer#0, status#1, id#2, true as mark
        filter (status#1 = 'new')
          semi join on (customer#0 = id#3)
            scan shop.orders [customer, status, id]
            project id#0
              scan shop.customers [id]"
  `);
});

test('IN over NULLs too: an unknown mark passes no filter', async () => {
  const sql = 'SELECT id FROM shop.orders WHERE customer IN (SELECT customer FROM crm.tickets)';
  expect(await fires(markJoinToSemiJoin, sql)).toMatch(/semi join on \(customer#0 = customer#/);
});

test('NOT IN without NULLs on either side becomes an anti join', async () => {
  const sql = 'SELECT id FROM shop.customers WHERE id NOT IN (SELECT id FROM crm.tickets)';
  expect(await fires(markJoinToSemiJoin, sql)).toMatchInlineSnapshot(`
    "project id#0
      project id#0, false as mark
        anti join on (id#0 = id#1)
          scan shop.customers [id]
          project id#0
            scan crm.tickets [id]"
  `);
});

test('NOT IN where a filter removes the NULLs becomes an anti join', async () => {
  const sql =
    'SELECT id FROM shop.customers WHERE id NOT IN (SELECT customer FROM crm.tickets WHERE customer > 3)';
  expect(await fires(markJoinToSemiJoin, sql, [pruneColumns])).toContain('anti join');
});

test('NOT EXISTS by equality becomes an anti join once its keys are gone', async () => {
  const sql =
    'SELECT id FROM shop.customers c WHERE NOT EXISTS (SELECT 1 FROM crm.tickets t WHERE t.customer = c.id)';
  expect(
    await fires(markJoinToSemiJoin, sql, [pushFilterIntoJoin, removeDelimScan, nullSafeToEqual]),
  ).toContain('anti join');
});

test.each([
  [
    'NOT IN with NULLs at the right',
    'SELECT id FROM shop.customers WHERE id NOT IN (SELECT customer FROM crm.tickets)',
  ],
  [
    'NOT IN with NULLs at the left',
    'SELECT id FROM shop.orders WHERE customer NOT IN (SELECT id FROM crm.tickets)',
  ],
  [
    'NOT IN of an outer join, whose key may be NULL',
    `SELECT id FROM shop.customers WHERE id NOT IN
       (SELECT c.id FROM crm.tickets t LEFT JOIN shop.customers c ON t.customer = c.id)`,
  ],
  [
    'NOT IN of a union with a column that may be NULL',
    `SELECT id FROM shop.customers WHERE id NOT IN
       (SELECT id FROM crm.tickets UNION ALL SELECT customer FROM crm.tickets)`,
  ],
  [
    'NOT IN of a rolled-up key, which is NULL in the total',
    'SELECT id FROM shop.customers WHERE id NOT IN (SELECT id FROM crm.tickets GROUP BY ROLLUP (id))',
  ],
  ['the mark as a value', 'SELECT customer IN (SELECT id FROM shop.customers) AS known FROM shop.orders'],
  [
    'the mark under OR',
    'SELECT id FROM shop.orders WHERE customer IN (SELECT id FROM shop.customers) OR id < 3',
  ],
  [
    'the mark tested for NULL',
    'SELECT id FROM shop.orders WHERE (customer IN (SELECT id FROM shop.customers)) IS NULL',
  ],
])('does not fire on %s', async (_, sql) => {
  await doesNotFire(markJoinToSemiJoin, sql, [flattenFilter]);
});
