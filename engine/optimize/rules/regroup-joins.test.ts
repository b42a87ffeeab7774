import { describe, expect, test } from 'vitest';
import { doesNotFire, fires } from '../rule-test.fixture.ts';
import { pushFilterIntoJoin } from './push-filter-into-join.ts';
import { regroupJoins } from './regroup-joins.ts';

const APART = `SELECT o.amount, t.text, c.name
  FROM shop.orders o JOIN crm.tickets t ON o.customer = t.customer JOIN shop.customers c ON o.customer = c.id`;

describe('fires', () => {
  test('tables of one source that the text ordered apart come together, columns stay in place', async () => {
    expect(await fires(regroupJoins, APART)).toMatchInlineSnapshot(`
      "project amount#1, text#3, name#5
        project customer#0, amount#1, customer#4, text#5, id#2, name#3
          inner join on (customer#0 = customer#4)
            inner join on (customer#0 = id#2)
              scan shop.orders [customer, amount]
              scan shop.customers [id, name]
            scan crm.tickets [customer, text]"
    `);
  });

  test('the conditions of a comma list, once they are join conditions', async () => {
    const sql = `SELECT 1 FROM shop.orders o, crm.tickets t, shop.customers c, crm.regions r
      WHERE o.customer = t.customer AND o.customer = c.id AND c.region = r.name AND t.text = r.manager`;
    expect(await fires(regroupJoins, sql, [pushFilterIntoJoin])).toMatchInlineSnapshot(`
      "project 1 as 1
        project customer#0, customer#3, text#4, id#1, region#2, name#5, manager#6
          inner join on (customer#0 = customer#3), (region#2 = name#5)
            inner join on (customer#0 = id#1)
              scan shop.orders [customer]
              scan shop.customers [id, region]
            inner join on (text#1 = manager#3)
              scan crm.tickets [customer, text]
              scan crm.regions [name, manager]"
    `);
  });

  test('inputs of one source that meet on a key through another source', async () => {
    const sql = `SELECT t.text, c.name, o.amount FROM crm.tickets t JOIN shop.customers c ON t.customer = c.id
      JOIN shop.orders o ON t.customer = o.customer AND t.id = o.id`;
    expect(await fires(regroupJoins, sql)).toMatchInlineSnapshot(`
      "project text#2, name#4, amount#7
        project customer#0, id#1, text#2, id#3, name#4, customer#5, id#6, amount#7
          inner join on (customer#0 = customer#5), (id#1 = id#6)
            scan crm.tickets [customer, id, text]
            inner join on (id#0 = customer#2)
              scan shop.customers [id, name]
              scan shop.orders [customer, id, amount]"
    `);
  });

  test('so do inputs that share several columns, of which some are a key', async () => {
    const sql = `SELECT 1 FROM crm.tickets t JOIN shop.orders o ON t.customer = o.customer AND t.id = o.id
      JOIN shop.orders p ON t.customer = p.customer AND t.id = p.id`;
    expect(await fires(regroupJoins, sql)).toMatchInlineSnapshot(`
      "project 1 as 1
        project customer#0, id#1, customer#2, id#3, customer#4, id#5
          inner join on (customer#0 = customer#4), (id#1 = id#5)
            scan crm.tickets [customer, id]
            inner join on (customer#0 = customer#2), (id#1 = id#3)
              scan shop.orders [customer, id]
              scan shop.orders [customer, id]"
    `);
  });
});

describe('does not fire', () => {
  test.each([
    [
      'connected through another source, on no key',
      `SELECT 1 FROM shop.orders o JOIN crm.tickets t ON o.customer = t.customer JOIN shop.orders c ON c.customer = t.customer`,
    ],
    [
      'connected through a float of another source',
      `SELECT 1 FROM shop.orders o JOIN lake.events e ON o.weight = e.value JOIN shop.customers c ON c.id::DOUBLE = e.value`,
    ],
    [
      'connected through another input of the same source',
      `SELECT 1 FROM shop.orders o JOIN shop.customers c ON o.customer = c.id
       JOIN (SELECT customer, count(*) FROM shop.orders GROUP BY customer) n ON n.customer = c.id`,
    ],
    ['two inputs', 'SELECT 1 FROM shop.orders o JOIN crm.tickets t ON o.customer = t.customer'],
    [
      'what lives together is together',
      `SELECT 1 FROM shop.orders o JOIN shop.customers c ON o.customer = c.id JOIN crm.tickets t ON t.customer = c.id`,
    ],
    [
      'connected through another source alone',
      `SELECT 1 FROM shop.orders o JOIN crm.tickets t ON o.customer = t.customer JOIN shop.customers c ON c.id = t.id`,
    ],
    [
      'connected by something else than an equality',
      `SELECT 1 FROM shop.orders o JOIN crm.tickets t ON o.customer = t.customer JOIN shop.customers c ON o.customer < c.id`,
    ],
    [
      'an outer join in between',
      `SELECT 1 FROM shop.orders o LEFT JOIN crm.tickets t ON o.customer = t.customer JOIN shop.customers c ON o.customer = c.id`,
    ],
    [
      'a condition that may raise',
      `SELECT 1 FROM shop.orders o JOIN crm.tickets t ON o.customer = t.customer
       JOIN shop.customers c ON o.customer = c.id AND o.id = c.name::INTEGER`,
    ],
  ])('%s', async (_, sql) => {
    await expect(doesNotFire(regroupJoins, sql)).resolves.toBeUndefined();
  });
});
