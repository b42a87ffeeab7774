import { describe, expect, test } from 'vitest';
import { doesNotFire, fires } from '../rule-test.fixture.ts';
import { outerToInnerJoin } from './outer-to-inner-join.ts';

const where = (kind: string, predicate: string): string =>
  `SELECT o.id, c.id FROM shop.orders o ${kind} JOIN crm.tickets c ON o.customer = c.customer WHERE ${predicate}`;

describe('fires', () => {
  test('a left join under a predicate of the right side', async () => {
    const sql = where('LEFT', "c.text = 'late'");
    expect(await fires(outerToInnerJoin, sql)).toMatchInlineSnapshot(`
      "project id#1, id#4
        filter (text#3 = 'late')
          inner join on (customer#0 = customer#2)
            scan shop.orders [customer, id]
            scan crm.tickets [customer, text, id]"
    `);
  });

  test.each([
    ['FULL', 'o.id > 3', 'left join'],
    ['FULL', 'c.id > 3', 'right join'],
    ['FULL', 'c.id > o.id', 'inner join'],
    ['LEFT', 'c.id + 1 > 3 OR c.text IN (o.status)', 'inner join'],
    ['LEFT', 'c.text IS NOT NULL', 'inner join'],
    ['LEFT', 'NOT (c.id = 3)', 'inner join'],
    ['LEFT', 'c.id NOT IN (3, 4)', 'inner join'],
    ['LEFT', 'o.id BETWEEN 1 AND c.id', 'inner join'],
    ['LEFT', "lower(c.text) LIKE 'l%'", 'inner join'],
    ['LEFT', '(o.id = 1 AND c.id = 2) OR c.id = 3', 'inner join'],
  ])('%s JOIN, %s', async (kind, predicate, printed) => {
    expect(await fires(outerToInnerJoin, where(kind, predicate))).toContain(printed);
  });

  test('under the conditions of an inner join', async () => {
    const sql = `SELECT 1 FROM shop.orders o LEFT JOIN crm.tickets t ON o.customer = t.customer
      JOIN lake.events e ON e.customer = t.id`;
    expect(await fires(outerToInnerJoin, sql)).toMatchInlineSnapshot(`
      "project 1 as 1
        inner join on (id#2 = customer#3)
          inner join on (customer#0 = customer#1)
            scan shop.orders [customer]
            scan crm.tickets [customer, id]
          scan lake.events [customer]"
    `);
  });
});

describe('does not fire', () => {
  test.each([
    ['the preserved side', where('LEFT', 'o.id > 3')],
    ['IS NULL', where('LEFT', 'c.text IS NULL')],
    ['NOT of a NULL test', where('LEFT', 'NOT (c.text IS NOT NULL)')],
    ['a null-safe comparison', where('LEFT', "c.text IS DISTINCT FROM 'late'")],
    ['COALESCE', where('LEFT', "coalesce(c.text, 'late') = 'late'")],
    ['CASE', where('LEFT', "CASE WHEN c.text = 'late' THEN false ELSE true END")],
    ['an OR with the other side', where('LEFT', "c.text = 'late' OR o.id = 3")],
    ['a function that takes NULL', where('LEFT', "concat(c.text, 'x') = 'x'")],
    ['a mark', where('LEFT', 'c.id NOT IN (SELECT id FROM shop.customers WHERE id > 3) OR o.id = 2')],
    [
      'the conditions of a left join',
      `SELECT 1 FROM shop.orders o LEFT JOIN crm.tickets t ON o.customer = t.customer LEFT JOIN lake.events e ON e.customer = t.id`,
    ],
    [
      'an ASOF join',
      'SELECT 1 FROM crm.tickets t ASOF LEFT JOIN lake.events e ON t.opened >= e.seen WHERE e.value > 3',
    ],
  ])('%s', async (_, sql) => {
    await expect(doesNotFire(outerToInnerJoin, sql)).resolves.toBeUndefined();
  });
});
