import { describe, expect, test } from 'vitest';
import { doesNotFire, fires } from '../rule-test.fixture.ts';
import { compareWithoutCast } from './compare-without-cast.ts';
import { pushFilterIntoJoin } from './push-filter-into-join.ts';
import { pushFilterThroughProject } from './push-filter-through-project.ts';
import { transitivePredicates } from './transitive-predicates.ts';

const PREPARE = [pushFilterIntoJoin, pushFilterThroughProject, compareWithoutCast];
const join = (kind: string, where: string): string =>
  `SELECT o.id FROM shop.orders o ${kind} crm.tickets t ON o.customer = t.customer WHERE ${where}`;

describe('fires', () => {
  test('from one side of an inner join to the other, once', async () => {
    const plan = await fires(
      transitivePredicates,
      join('JOIN', 'o.customer > 5 AND t.customer <> 9'),
      PREPARE,
    );
    expect(plan).toMatchInlineSnapshot(`
      "project id#1
        inner join on (customer#0 = customer#2)
          filter (customer#0 <> 9)
            filter (customer#0 > 5)
              scan shop.orders [customer, id]
          filter (customer#0 > 5)
            filter (customer#0 <> 9)
              scan crm.tickets [customer]"
    `);
  });

  test('along a chain of equalities over a join tree', async () => {
    const sql = `SELECT 1 FROM shop.orders o, crm.tickets t, lake.events e
      WHERE o.customer = t.customer AND t.customer = e.customer AND e.customer IN (1, 2)`;
    expect(await fires(transitivePredicates, sql, PREPARE)).toMatchInlineSnapshot(`
      "project 1 as 1
        inner join on (customer#1 = customer#2)
          filter (customer#0 in (1, 2)) and (customer#1 in (1, 2))
            inner join on (customer#0 = customer#1)
              scan shop.orders [customer]
              scan crm.tickets [customer]
          filter (customer#0 in (1, 2))
            scan lake.events [customer]"
    `);
  });

  test.each(['UNION ALL', 'EXCEPT', 'INTERSECT'])('from all inputs of %s', async (op) => {
    const sql = `SELECT o.id FROM (SELECT customer FROM crm.tickets WHERE customer > 3
      ${op} SELECT customer FROM lake.events WHERE customer > 3) u JOIN shop.orders o ON o.customer = u.customer`;
    expect(await fires(transitivePredicates, sql)).toMatch(/filter \(customer#0 > 3\)\n\s+scan shop.orders/);
  });

  test('from the preserved side to the null-supplying one', async () => {
    expect(
      await fires(transitivePredicates, join('LEFT JOIN', 'o.customer > 5'), PREPARE),
    ).toMatchInlineSnapshot(`
      "project id#1
        left join on (customer#0 = customer#2)
          filter (customer#0 > 5)
            scan shop.orders [customer, id]
          filter (customer#0 > 5)
            scan crm.tickets [customer]"
    `);
  });

  test('to the right side of an anti join', async () => {
    const sql = `SELECT o.id FROM shop.orders o ANTI JOIN crm.tickets t ON o.customer = t.customer WHERE o.customer > 5`;
    expect(await fires(transitivePredicates, sql, PREPARE)).toMatchInlineSnapshot(`
      "project id#1
        anti join on (customer#0 = customer#2)
          filter (customer#0 > 5)
            scan shop.orders [customer, id]
          filter (customer#0 > 5)
            scan crm.tickets [customer]"
    `);
  });

  test('to both sides of a semi join', async () => {
    const sql = `SELECT o.id FROM shop.orders o SEMI JOIN (SELECT * FROM crm.tickets WHERE customer < 9) t
      ON o.customer = t.customer WHERE o.customer > 5`;
    expect(await fires(transitivePredicates, sql, PREPARE)).toMatchInlineSnapshot(`
      "project id#1
        semi join on (customer#0 = customer#3)
          filter (customer#0 < 9)
            filter (customer#0 > 5)
              scan shop.orders [customer, id]
          filter (customer#1 > 5)
            project id#1, customer#0, opened#2, text#3
              filter (customer#0 < 9)
                scan crm.tickets [customer, id, opened, text]"
    `);
  });

  test('across an equality of a widened number, both ways', async () => {
    const sql = `SELECT 1 FROM shop.customers c JOIN crm.tickets t ON c.credit = t.customer
      WHERE c.credit > 5 AND t.customer <> 9`;
    expect(await fires(transitivePredicates, sql, PREPARE)).toMatchInlineSnapshot(`
      "project 1 as 1
        inner join on (credit#0 = cast(customer#1 as BIGINT))
          filter (credit#0 <> 9)
            filter (credit#0 > 5)
              scan shop.customers [credit]
          filter (customer#0 > 5)
            filter (customer#0 <> 9)
              scan crm.tickets [customer]"
    `);
  });

  test('a predicate that computes, on text', async () => {
    const sql = `SELECT 1 FROM shop.orders o JOIN lake.events e ON o.status = e.kind WHERE lower(o.status) LIKE 'n%'`;
    expect(await fires(transitivePredicates, sql, PREPARE)).toContain("filter (lower(kind#0) like 'n%')");
  });
});

describe('does not fire', () => {
  test.each([
    ['what both sides have', join('JOIN', 'o.customer > 5 AND t.customer > 5')],
    [
      'what not all inputs of a union have',
      `SELECT o.id FROM (SELECT customer FROM crm.tickets WHERE customer > 3 UNION SELECT customer FROM lake.events) u
       JOIN shop.orders o ON o.customer = u.customer`,
    ],
    ['no predicate', join('JOIN', 'o.id > 5')],
    ['a NULL test', join('JOIN', 'o.customer IS NOT NULL')],
    ['what may raise', join('JOIN', '100 // o.customer > 5 AND CAST(o.status AS INTEGER) = o.customer')],
    ['what is volatile', join('JOIN', 'o.customer > random()')],
    [
      'from the null-supplying side to the preserved one',
      `SELECT o.id FROM shop.orders o LEFT JOIN (SELECT * FROM crm.tickets WHERE customer > 5) t ON o.customer = t.customer`,
    ],
    [
      'a full join',
      `SELECT o.id FROM (SELECT * FROM shop.orders WHERE customer > 5) o FULL JOIN crm.tickets t ON o.customer = t.customer`,
    ],
    [
      'a mark join',
      'SELECT o.id, o.customer IN (SELECT customer FROM crm.tickets) FROM shop.orders o WHERE customer > 5',
    ],
    [
      'an inequality',
      'SELECT 1 FROM shop.orders o JOIN crm.tickets t ON o.customer < t.customer WHERE o.customer > 5',
    ],
    [
      'floats, whose zeros differ',
      'SELECT 1 FROM shop.orders o JOIN lake.events e ON o.weight = e.value WHERE o.weight > 5',
    ],
    [
      'a predicate of two columns',
      'SELECT 1 FROM shop.orders o JOIN crm.tickets t ON o.customer = t.customer WHERE o.customer > o.id',
    ],
    [
      'an ASOF join',
      'SELECT 1 FROM crm.tickets t ASOF JOIN lake.events e ON t.customer = e.customer AND t.opened >= e.seen WHERE t.customer > 5',
    ],
  ])('%s', async (_, sql) => {
    await expect(doesNotFire(transitivePredicates, sql, PREPARE)).resolves.toBeUndefined();
  });
});
