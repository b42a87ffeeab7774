import { expect, test } from 'vitest';
import { doesNotFire, fires } from '../rule-test.fixture.ts';
import { pushFilterIntoJoin } from './push-filter-into-join.ts';

const on = (kind: string, where: string): string =>
  `SELECT * FROM shop.orders o ${kind} shop.customers c ON o.customer = c.id WHERE ${where}`;

test('each predicate goes to the side that it reads, or into the conditions', async () => {
  const sql = on('JOIN', "o.status = 'new' AND c.region = 'n' AND o.weight > c.credit");
  expect(await fires(pushFilterIntoJoin, sql)).toMatchInlineSnapshot(`
    "project id#3, customer#0, amount#4, status#1, weight#2, id#5, name#8, region#6, credit#7
      inner join on (customer#0 = id#5), (weight#2 > cast(credit#7 as DOUBLE))
        filter (status#1 = 'new')
          scan shop.orders [customer, status, weight, id, amount]
        filter (region#1 = 'n')
          scan shop.customers [id, region, credit, name]"
  `);
});

test('a cross join that gets a condition becomes an inner join', async () => {
  const sql = 'SELECT * FROM shop.orders o, shop.customers c WHERE o.customer = c.id';
  expect(await fires(pushFilterIntoJoin, sql)).toMatchInlineSnapshot(`
    "project id#1, customer#0, amount#2, status#3, weight#4, id#5, name#6, region#7, credit#8
      inner join on (customer#0 = id#5)
        scan shop.orders [customer, id, amount, status, weight]
        scan shop.customers [id, name, region, credit]"
  `);
});

test('two texts, one plan: ON and WHERE of an inner join', async () => {
  const where = await fires(pushFilterIntoJoin, on('JOIN', "c.region = 'n'"));
  const comma = "SELECT * FROM shop.orders o, shop.customers c WHERE o.customer = c.id AND c.region = 'n'";
  expect(await fires(pushFilterIntoJoin, comma)).toBe(where);
});

test('a left join takes predicates of its left side', async () => {
  const sql = on('LEFT JOIN', "o.status = 'new' AND c.region IS NULL");
  expect(await fires(pushFilterIntoJoin, sql)).toMatchInlineSnapshot(`
    "project id#2, customer#0, amount#3, status#1, weight#4, id#5, name#7, region#6, credit#8
      filter (region#6 is null)
        left join on (customer#0 = id#5)
          filter (status#1 = 'new')
            scan shop.orders [customer, status, id, amount, weight]
          scan shop.customers [id, region, name, credit]"
  `);
});

test('a right join takes predicates of its right side', async () => {
  const sql = on('RIGHT JOIN', "o.status IS NULL AND c.region = 'n'");
  expect(await fires(pushFilterIntoJoin, sql)).toMatchInlineSnapshot(`
    "project id#6, customer#4, amount#7, status#5, weight#8, id#0, name#2, region#1, credit#3
      filter (status#5 is null)
        left join on (id#0 = customer#4)
          filter (region#1 = 'n')
            scan shop.customers [id, region, name, credit]
          scan shop.orders [customer, status, id, amount, weight]"
  `);
});

test('a mark join takes predicates of its left side, not of the mark', async () => {
  const sql =
    "SELECT id FROM shop.orders WHERE (customer IN (SELECT id FROM shop.customers)) IS NULL AND status = 'new'";
  expect(await fires(pushFilterIntoJoin, sql)).toMatchInlineSnapshot(`
    "project id#2
      filter (mark#3 is null)
        mark join on (customer#0 = id#3)
          filter (status#1 = 'new')
            scan shop.orders [customer, status, id]
          project id#0
            scan shop.customers [id]"
  `);
});

test.each([
  ['the null-supplying side of a left join', on('LEFT JOIN', "c.region = 'n'")],
  ['the null-supplying side of a right join', on('RIGHT JOIN', "o.status = 'new'")],
  ['both sides of a left join', on('LEFT JOIN', 'o.weight > c.credit')],
  ['a full join', on('FULL JOIN', "o.status = 'new' AND c.region = 'n'")],
  [
    'a positional join',
    "SELECT * FROM shop.orders o POSITIONAL JOIN shop.customers c WHERE o.status = 'new' AND c.region = 'n'",
  ],
  [
    'the right side of an ASOF join, where it would change which row is the closest',
    'SELECT * FROM crm.tickets t ASOF JOIN lake.events e ON t.opened >= e.seen WHERE e.value > 1',
  ],
  ['what may raise', on('JOIN', 'CAST(o.status AS INTEGER) = 1')],
  ['what is volatile', on('JOIN', 'o.weight > random()')],
])('does not fire on %s', async (_, sql) => {
  await doesNotFire(pushFilterIntoJoin, sql);
});

test('an ASOF join takes predicates of its left side', async () => {
  const sql =
    'SELECT * FROM crm.tickets t ASOF JOIN lake.events e ON t.opened >= e.seen WHERE t.customer = 3';
  const plan = await fires(pushFilterIntoJoin, sql);
  expect(plan).toMatch(/asof inner join[^\n]*\n *filter \(customer#1 = 3\)\n *scan crm\.tickets/);
});
