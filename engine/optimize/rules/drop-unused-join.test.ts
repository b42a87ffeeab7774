import { describe, expect, test } from 'vitest';
import { doesNotFire, fires } from '../rule-test.fixture.ts';
import { dropUnusedJoin } from './drop-unused-join.ts';
import { pruneColumns } from './prune-columns.ts';

const join = (what: string, kind: string, on: string, rest = ''): string =>
  `SELECT ${what} FROM shop.orders o ${kind} JOIN shop.customers c ON ${on} ${rest}`;

describe('fires', () => {
  test('a left join on a unique key', async () => {
    expect(
      await fires(dropUnusedJoin, join('o.id', 'LEFT', "o.customer = c.id AND c.region = 'n'")),
    ).toMatchInlineSnapshot(`
      "project id#1
        scan shop.orders [customer, id]"
    `);
  });

  test.each([
    [
      'on the groups of an aggregate',
      'SELECT o.id FROM shop.orders o LEFT JOIN (SELECT customer, count(*) AS n FROM crm.tickets GROUP BY customer) t ON o.customer = t.customer',
    ],
    ['that is ASOF', 'SELECT a.kind FROM lake.events a ASOF LEFT JOIN lake.events b ON a.seen > b.seen'],
    [
      'under DISTINCT values of the left',
      join('o.status, max(o.id), count(DISTINCT o.customer)', 'LEFT', 'o.id < c.credit', 'GROUP BY o.status'),
    ],
  ])('a left join %s', async (_, sql) => {
    expect(await fires(dropUnusedJoin, sql)).not.toContain('join');
  });

  test('a mark that nobody reads', async () => {
    const sql =
      'SELECT id FROM (SELECT id, customer IN (SELECT customer FROM crm.tickets) AS m FROM shop.orders)';
    expect(await fires(dropUnusedJoin, sql, [pruneColumns])).not.toContain('join');
  });
});

describe('does not fire', () => {
  test.each([
    ['a column that is used', join('o.id, c.name', 'LEFT', 'o.customer = c.id')],
    ['a key that the conditions do not fix', join('o.id', 'LEFT', 'o.customer = c.credit')],
    ['a key that an inequality bounds', join('o.id', 'LEFT', 'o.customer < c.id')],
    ['an inner join, which removes rows', join('o.id', 'INNER', 'o.customer = c.id')],
    ['a right join, which adds rows', join('o.id', 'RIGHT', 'o.customer = c.id')],
    ['a full join', join('o.id', 'FULL', 'o.customer = c.id')],
    ['a count of repeated rows', join('count(o.status)', 'LEFT', 'o.customer = c.credit')],
    [
      'a condition that may raise',
      join('o.id', 'LEFT', 'o.customer = c.id AND CAST(c.name AS INTEGER) > o.id'),
    ],
    ['a condition that is volatile', join('o.id', 'LEFT', 'o.customer = c.id AND o.weight > random()')],
  ])('%s', async (_, sql) => {
    await expect(doesNotFire(dropUnusedJoin, sql)).resolves.toBeUndefined();
  });
});
