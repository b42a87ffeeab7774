import { expect, test } from 'vitest';
import { doesNotFire, fires } from '../rule-test.fixture.ts';
import { nullSafeToEqual } from './null-safe-to-equal.ts';
import { removeDelimScan } from './remove-delim-scan.ts';
import { pushFilterIntoJoin } from './push-filter-into-join.ts';

test.each([
  ['join', 'SELECT 1 FROM shop.orders o JOIN shop.customers c ON o.customer IS NOT DISTINCT FROM c.id'],
  [
    'left join',
    'SELECT 1 FROM shop.orders o LEFT JOIN shop.customers c ON o.customer IS NOT DISTINCT FROM c.id',
  ],
  [
    'anti join',
    'SELECT 1 FROM shop.orders o ANTI JOIN shop.customers c ON o.customer IS NOT DISTINCT FROM c.id',
  ],
])('fires in a %s where one side is never NULL', async (kind, sql) => {
  expect(await fires(nullSafeToEqual, sql)).toContain(
    `${kind === 'join' ? 'inner join' : kind} on (customer#0 = id#1)`,
  );
});

test('fires on a predicate of a filter', async () => {
  const sql = 'SELECT id FROM shop.orders WHERE customer IS NOT DISTINCT FROM 3';
  expect(await fires(nullSafeToEqual, sql)).toMatchInlineSnapshot(`
    "project id#1
      filter (customer#0 = 3)
        scan shop.orders [customer, id]"
  `);
});

test('knows the columns that a filter below frees from NULL', async () => {
  const sql = `SELECT 1 FROM shop.orders o JOIN (SELECT * FROM crm.tickets WHERE customer > 2) t
    ON o.customer IS NOT DISTINCT FROM t.customer`;
  expect(await fires(nullSafeToEqual, sql, [pushFilterIntoJoin])).toContain(
    'inner join on (customer#0 = customer#',
  );
});

test.each([
  [
    'both sides may be NULL',
    'SELECT 1 FROM shop.orders o JOIN crm.tickets t ON o.customer IS NOT DISTINCT FROM t.customer',
  ],
  [
    'the key comes from the side that an outer join fills with NULLs',
    `SELECT 1 FROM shop.orders o JOIN
       (SELECT c.id FROM crm.tickets t LEFT JOIN shop.customers c ON t.id = c.id) x ON o.customer IS NOT DISTINCT FROM x.id`,
  ],
  ['it is told from a false one', 'SELECT (customer IS NOT DISTINCT FROM 3) AS same FROM shop.orders'],
  ['it is negated', 'SELECT id FROM shop.orders WHERE customer IS DISTINCT FROM 3'],
])('does not fire where %s', async (_, sql) => {
  await doesNotFire(nullSafeToEqual, sql);
});

test('does not fire in a mark join of several conditions: sources take IN over one column alone', async () => {
  const sql = `SELECT id, credit IN (SELECT t.id FROM crm.tickets t WHERE t.id = c.id) AS e FROM shop.customers c`;
  await doesNotFire(nullSafeToEqual, sql, [pushFilterIntoJoin, removeDelimScan]);
});

test('fires in a mark join of one condition over what is never NULL', async () => {
  const sql = 'SELECT id, EXISTS (SELECT 1 FROM crm.tickets t WHERE t.id = c.id) AS e FROM shop.customers c';
  expect(await fires(nullSafeToEqual, sql, [pushFilterIntoJoin, removeDelimScan])).toContain(
    'mark join on (id#0 = id#2)',
  );
});

test('does not fire in a mark join where one side may be NULL: false would become unknown', async () => {
  const sql =
    'SELECT id, EXISTS (SELECT 1 FROM crm.tickets t WHERE t.customer > o.customer) AS e FROM shop.orders o';
  await doesNotFire(nullSafeToEqual, sql);
});
