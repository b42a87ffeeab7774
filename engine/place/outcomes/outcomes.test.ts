import { expect, test } from 'vitest';
import { EQUIVALENCE_TEXTS } from '../../optimize/equivalence-texts.fixture.ts';
import { walk } from '../../plan/walk.ts';
import { predicatesOf } from '../../optimize/conjuncts.ts';
import type { PlacedOptions } from '../placed-text.fixture.ts';
import { isLink } from './list-outcomes.ts';
import { outcomeLine, outcomesOf } from './outcomes.fixture.ts';

async function lines(sql: string, options: PlacedOptions = {}): Promise<string> {
  const { outcomes } = await outcomesOf(sql, options);
  return outcomes.map(outcomeLine).join('\n');
}

test('a predicate goes through a join into its source', async () => {
  expect(
    await lines(
      `SELECT o.id, t.text FROM shop.orders o JOIN crm.tickets t ON o.customer = t.customer WHERE o.status = 'new' AND t.id > o.id`,
    ),
  ).toMatchInlineSnapshot(`
    "project | kept | cross-source: It works on rows that are put together here.
    filter (status = 'new') and (tickets.id > orders.id) | superset at shop (f1) | cross-source: Some of its predicates are checked at shop, others here.
      filter (status = 'new') | exact at shop (f1)
      filter (tickets.id > orders.id) | kept | cross-source: It needs rows of shop and crm, which meet here.
    join inner on (orders.customer = tickets.customer) | kept | cross-source: It needs rows of shop and crm, which meet here.
      join (orders.customer = tickets.customer) | kept | cross-source: It needs rows of shop and crm, which meet here.
    scan shop.orders | exact at shop (f1)
    scan crm.tickets | exact at crm (f2)"
  `);
});

test('regrouped joins are led back by what they join', async () => {
  expect(
    await lines(
      `SELECT c.name, t.text FROM shop.orders o, crm.tickets t, shop.customers c WHERE o.customer = t.customer AND o.customer = c.id`,
    ),
  ).toMatchInlineSnapshot(`
    "project | kept | cross-source: It works on rows that are put together here.
    filter (orders.customer = tickets.customer) and (orders.customer = id) | superset at shop (f1) | cross-source: Some of its predicates are checked at shop, others here.
      filter (orders.customer = tickets.customer) | kept | cross-source: It needs rows of shop and crm, which meet here.
      filter (orders.customer = id) | exact at shop (f1)
    join cross | exact at shop (f1)
    join cross | kept | cross-source: It needs rows of shop and crm, which meet here.
    scan shop.orders | exact at shop (f1)
    scan crm.tickets | exact at crm (f2)
    scan shop.customers | exact at shop (f1)"
  `);
});

test('a limit goes to both inputs of a union and is repeated here', async () => {
  expect(
    await lines(`SELECT id FROM shop.orders UNION ALL SELECT id FROM crm.tickets ORDER BY id LIMIT 3`),
  ).toMatchInlineSnapshot(`
    "limit 3 | superset at shop, crm (f1, f2) | cross-source: No more rows than are asked for come from shop and crm; which of all these count is decided here.
    sort id | superset at shop, crm (f1, f2) | cross-source: No more rows than are asked for come from shop and crm; which of all these count is decided here.
    set-operation union all | kept | cross-source: It needs rows of shop and crm, which meet here.
    project | exact at shop (f1)
    scan shop.orders | exact at shop (f1)
    project | exact at crm (f2)
    scan crm.tickets | exact at crm (f2)"
  `);
});

test('an aggregate is split below a join', async () => {
  expect(
    await lines(
      `SELECT t.id, sum(o.amount) FROM shop.orders o JOIN crm.tickets t ON o.customer = t.id GROUP BY t.id`,
    ),
  ).toMatchInlineSnapshot(`
    "project | kept | cross-source: It works on rows that are put together here.
    aggregate sum(amount) by id | superset at shop (f1) | cross-source: Its rows are aggregated at shop as far as they can be; the parts are put together here.
    join inner on (customer = id) | kept | cross-source: It needs rows of shop and crm, which meet here.
      join (customer = id) | kept | cross-source: It needs rows of shop and crm, which meet here.
    scan shop.orders | exact at shop (f1)
    scan crm.tickets | exact at crm (f2)"
  `);
});

test('parts of an OR go to both sides', async () => {
  expect(
    await lines(
      `SELECT o.id FROM shop.orders o JOIN crm.tickets t ON o.customer = t.customer WHERE (o.status = 'new' AND t.id = 1) OR (o.status = 'paid' AND t.id = 2)`,
    ),
  ).toMatchInlineSnapshot(`
    "project | kept | cross-source: It works on rows that are put together here.
    filter (((status = 'new') and (tickets.id = 1)) or ((status = 'paid') and (tickets.id = 2))) | superset at shop, crm (f1, f2) | cross-source: What follows from it for shop and crm is checked there; it is checked here again.
      filter (((status = 'new') and (tickets.id = 1)) or ((status = 'paid') and (tickets.id = 2))) | superset at shop, crm (f1, f2) | cross-source: What follows from it for shop and crm is checked there; it is checked here again.
    join inner on (orders.customer = tickets.customer) | kept | cross-source: It needs rows of shop and crm, which meet here.
      join (orders.customer = tickets.customer) | kept | cross-source: It needs rows of shop and crm, which meet here.
    scan shop.orders | exact at shop (f1)
    scan crm.tickets | exact at crm (f2)"
  `);
});

test('a volatile predicate stays, and what is above it', async () => {
  expect(
    await lines(`SELECT id FROM shop.orders WHERE weight > random() AND amount > 1 ORDER BY id`),
  ).toMatchInlineSnapshot(`
    "sort id | kept | volatile: It works on what a filter gives, which runs here.
    project | kept | volatile: It works on rows that are put together here.
    filter (weight > random()) and (amount > 1.00) | superset at shop (f1) | volatile: Some of its predicates are checked at shop, others here.
      filter (weight > random()) | kept | volatile: It gives another value at each call, so it runs once, here.
      filter (amount > 1.00) | exact at shop (f1)
    scan shop.orders | exact at shop (f1)"
  `);
});

test('a filter above an outer join says so', async () => {
  expect(
    await lines(
      `SELECT o.id FROM shop.orders o LEFT JOIN crm.regions r ON o.status = r.name WHERE r.manager IS NULL`,
    ),
  ).toMatchInlineSnapshot(`
    "project | kept | outer-join: It tests what LEFT JOIN fills with NULLs, so it comes after it; a condition in ON could go to the source.
    filter (manager is null) | kept | outer-join: It tests what LEFT JOIN fills with NULLs, so it comes after it; a condition in ON could go to the source.
      filter (manager is null) | kept | outer-join: It tests what LEFT JOIN fills with NULLs, so it comes after it; a condition in ON could go to the source.
    join left on (status = name) | kept | cross-source: It needs rows of shop and crm, which meet here.
      join (status = name) | kept | cross-source: It needs rows of shop and crm, which meet here.
    scan shop.orders | exact at shop (f1)
    scan crm.regions | exact at crm (f2)"
  `);
});

test('a join that adds nothing is dropped', async () => {
  expect(
    await lines(`SELECT t.id FROM crm.tickets t LEFT JOIN shop.customers c ON t.customer = c.id`),
  ).toMatchInlineSnapshot(`
    "project | exact at crm (f1)
    join left on (customer = customers.id) | dropped | The answer is the same without it, so nothing runs for it.
      join (customer = customers.id) | dropped | The answer is the same without it, so nothing runs for it.
    scan crm.tickets | exact at crm (f1)
    scan shop.customers | dropped | The answer is the same without it, so nothing runs for it."
  `);
});

test('IN, and a correlated subquery', async () => {
  expect(
    await lines(
      `SELECT id FROM shop.orders o WHERE customer IN (SELECT t.customer FROM crm.tickets t WHERE t.id < 9) AND EXISTS (SELECT 1 FROM crm.tickets t WHERE t.id = o.id)`,
    ),
  ).toMatchInlineSnapshot(`
    "project | kept | cross-source: It needs rows of shop and crm, which meet here.
    filter orders.customer in (subquery) and exists (subquery) | kept | cross-source: It needs rows of shop and crm, which meet here.
      filter orders.customer in (subquery) | kept | cross-source: It needs rows of shop and crm, which meet here.
      filter exists (subquery) | kept | cross-source: It works on what SEMI JOIN gives, which runs here.
    delim-join mark | kept | cross-source: It works on what SEMI JOIN gives, which runs here.
    join mark | kept | cross-source: It needs rows of shop and crm, which meet here.
      join (orders.customer = tickets.customer) | kept | cross-source: It needs rows of shop and crm, which meet here.
    scan shop.orders | exact at shop (f1)
    project | exact at crm (f2)
    filter (id < 9) | exact at crm (f2)
      filter (id < 9) | exact at crm (f2)
    scan crm.tickets | exact at crm (f2)
    project 1 | kept | cross-source: It works on what SEMI JOIN gives, which runs here.
    filter (tickets.id = orders.id) | kept | cross-source: It works on what SEMI JOIN gives, which runs here.
      filter (tickets.id = orders.id) | kept | cross-source: It works on what SEMI JOIN gives, which runs here.
    join cross | kept | cross-source: It works on what SEMI JOIN gives, which runs here.
    scan crm.tickets | exact at crm (f3)
    delim-scan | kept | cross-source: It works on what SEMI JOIN gives, which runs here."
  `);
});

test('a WITH query that is read twice', async () => {
  expect(
    await lines(
      `WITH c AS (SELECT customer FROM crm.tickets WHERE id > 3) SELECT o.id FROM shop.orders o JOIN c ON o.customer = c.customer WHERE o.id IN (SELECT customer FROM c)`,
    ),
  ).toMatchInlineSnapshot(`
    "cte c | kept | cost: WITH c is fetched once and read in several places, here.
    project | exact at crm (f1)
    filter (id > 3) | exact at crm (f1)
      filter (id > 3) | exact at crm (f1)
    scan crm.tickets | exact at crm (f1)
    project | kept | cost: It works on what WITH c gives, which runs here.
    filter id in (subquery) | kept | cost: It works on what WITH c gives, which runs here.
      filter id in (subquery) | kept | cost: It works on what WITH c gives, which runs here.
    join mark | kept | cost: It works on what WITH c gives, which runs here.
      join (id = tickets.customer) | kept | cost: It works on what WITH c gives, which runs here.
    join inner on (orders.customer = tickets.customer) | kept | cost: It works on what WITH c gives, which runs here.
      join (orders.customer = tickets.customer) | kept | cost: It works on what WITH c gives, which runs here.
    scan shop.orders | exact at shop (f2)
    cte-ref c | kept | cost: WITH c is fetched once and read in several places, here.
    project | kept | cost: WITH c is fetched once and read in several places, here.
    cte-ref c | kept | cost: WITH c is fetched once and read in several places, here."
  `);
});

test('subqueries that go into one side of a join are exact there', async () => {
  const sql = `SELECT t.text FROM shop.orders o JOIN crm.tickets t ON o.customer = t.customer
    WHERE EXISTS (SELECT 1 FROM shop.orders p WHERE p.customer = o.customer AND p.id <> o.id)`;
  expect(await lines(sql)).toMatchInlineSnapshot(`
    "project | kept | cross-source: It needs rows of shop and crm, which meet here.
    filter exists (subquery) | exact at shop (f1)
      filter exists (subquery) | exact at shop (f1)
    delim-join mark | exact at shop (f1)
    join inner on (orders.customer = tickets.customer) | kept | cross-source: It needs rows of shop and crm, which meet here.
      join (orders.customer = tickets.customer) | kept | cross-source: It needs rows of shop and crm, which meet here.
    scan shop.orders | exact at shop (f1)
    scan crm.tickets | exact at crm (f2)
    project 1 | exact at shop (f1)
    filter (orders.customer = orders.customer) and (orders.id <> orders.id) | exact at shop (f1)
      filter (orders.customer = orders.customer) | exact at shop (f1)
      filter (orders.id <> orders.id) | exact at shop (f1)
    join cross | exact at shop (f1)
    scan shop.orders | exact at shop (f1)
    delim-scan | exact at shop (f1)"
  `);
});

test('constants alone', async () => {
  expect(await lines(`SELECT 1 + 1 AS two`)).toMatchInlineSnapshot(`
    "project 2 | kept | constant: It reads no table, so there is no source to send it to.
    values | kept | constant: It reads no table, so there is no source to send it to."
  `);
});

test('with less pushdown the setting is the reason', async () => {
  const sql =
    'SELECT status, count(*) FROM shop.orders WHERE length(status) = 3 AND amount > 1 GROUP BY status';
  expect(await lines(sql, { mode: 'scan' })).toMatchInlineSnapshot(`
    "project | kept | setting: Pushdown is set to scan, which sends columns and simple filters alone: set it to full.
    aggregate count_star() by status | kept | setting: Pushdown is set to scan, which sends columns and simple filters alone: set it to full.
    filter (length(status) = 3) and (amount > 1.00) | superset at shop (f1) | setting: Some of its predicates are checked at shop, others here.
      filter (length(status) = 3) | kept | setting: Pushdown is set to scan, which sends columns and simple filters alone: set it to full.
      filter (amount > 1.00) | exact at shop (f1)
    scan shop.orders | exact at shop (f1)"
  `);
});

test('a capability that is not claimed is named', async () => {
  const options = { claims: { shop: { aggregate: false } } };
  expect(
    await lines('SELECT status, count(*) FROM shop.orders GROUP BY status', options),
  ).toMatchInlineSnapshot(`
    "project | kept | capability: An aggregate is not sent to this kind of source.
    aggregate count_star() by status | kept | capability: An aggregate is not sent to this kind of source.
    scan shop.orders | exact at shop (f1)"
  `);
});

test.each(Object.entries(EQUIVALENCE_TEXTS))('complete: %s', async (_, sql) => {
  const { bound, outcomes } = await outcomesOf(sql);
  const operators = outcomes.filter(({ part }) => part === 'operator').map(({ node }) => node);
  expect(operators).toEqual([...walk(bound)].map(({ id }) => id));
  const predicates = [...walk(bound)].flatMap((node) =>
    predicatesOf(node).filter((one) => !isLink(node, one)),
  );
  const listed = outcomes.filter(({ part }) => part === 'predicate');
  expect(listed).toHaveLength(predicates.length);
  for (const { outcome, sources, fragments, code, reason } of outcomes) {
    const isDone = outcome === 'exact' || outcome === 'superset';
    expect([sources.length > 0, fragments.length > 0]).toEqual([isDone, isDone]);
    expect(code !== null).toBe(outcome === 'kept' || outcome === 'superset');
    if (outcome === 'exact') expect(reason).toBeNull();
    else expect(reason).toMatch(/^[A-Z](?:(?!~~).){5,199}\.$/);
  }
});
