import { describe, expect, test } from 'vitest';
import { doesNotFire, fires } from '../rule-test.fixture.ts';
import { compareWithoutCast } from './compare-without-cast.ts';

const tickets = (where: string): string => `SELECT id FROM crm.tickets WHERE ${where}`;

describe('fires', () => {
  test.each([
    ["opened < DATE '2020-02-27' + INTERVAL 2 DAY", "opened#0 < '2020-02-29'"],
    ["TIMESTAMP '2020-02-28' <= opened", "'2020-02-28' <= opened#0"],
    ["opened <> TIMESTAMP '2020-02-28'", "opened#0 <> '2020-02-28'"],
    ['customer = 3::BIGINT', 'customer#0 = 3'],
    ['customer IN (3::BIGINT, -4)', 'customer#0 in (3, -4)'],
    ['customer BETWEEN 3::BIGINT AND 5', '(customer#0 >= 3) and (customer#0 <= 5)'],
    ['customer > 3::BIGINT OR id IS NULL', '(customer#0 > 3) or (id#1 is null)'],
  ])('%s', async (where, printed) => {
    expect(await fires(compareWithoutCast, tickets(where))).toContain(printed);
  });

  test('in the conditions of a join', async () => {
    const sql = `SELECT 1 FROM shop.orders o LEFT JOIN crm.tickets t
      ON o.customer = t.customer AND (t.opened < DATE '2020-02-27' + INTERVAL 2 DAY OR o.id = 3)`;
    expect(await fires(compareWithoutCast, sql)).toContain("((opened#3 < '2020-02-29') or (id#1 = 3))");
  });
});

describe('does not fire', () => {
  test.each([
    ['another time of day', tickets("opened < TIMESTAMP '2020-02-28 12:00:00'")],
    ['a number beyond the narrow type', tickets('customer < 3000000000')],
    ['a narrowing cast', tickets('CAST(id AS SMALLINT) = 3')],
    ['a cast that may round', tickets('CAST(id AS DOUBLE) = 3')],
    ['TRY_CAST', tickets("TRY_CAST(opened AS TIMESTAMP) < TIMESTAMP '2020-02-28'")],
    ['a time zone', tickets("CAST(opened AS TIMESTAMPTZ) < TIMESTAMPTZ '2020-02-28 00:00:00+00'")],
    [
      'two columns',
      'SELECT 1 FROM shop.customers c JOIN crm.tickets t ON c.credit = t.customer AND c.credit < t.id',
    ],
  ])('%s', async (_, sql) => {
    await expect(doesNotFire(compareWithoutCast, sql)).resolves.toBeUndefined();
  });
});
