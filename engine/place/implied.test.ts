import { expect, test } from 'vitest';
import { planOf } from '../optimize/rule-test.fixture.ts';
import { outline, placePlan, reasons } from './placed-text.fixture.ts';

const SQL = `SELECT o.id, r.manager FROM shop.orders o JOIN crm.tickets t ON o.customer = t.customer
  JOIN crm.regions r ON r.name = t.text WHERE o.customer > 5`;

test('an implied predicate goes to the source that takes it', async () => {
  expect(outline(placePlan(await planOf(SQL)))).toMatchInlineSnapshot(`
    "f1 at shop
      filter (customer#0 > 5)
        scan shop.orders [customer, id]
    f2 at crm
      project customer#0, manager#3
        inner join on (text#1 = name#2)
          filter (customer#0 > 5)
            scan crm.tickets [customer, text]
          scan crm.regions [name, manager]
    local
      project id#1, manager#3
        inner join on (customer#0 = customer#2)
          fragment-scan f1 [customer, id]
          fragment-scan f2 [customer, manager]"
  `);
});

test('one that the source does not take is left out, so that the join above it still goes', async () => {
  const placement = placePlan(await planOf(SQL), { claims: { crm: { filter: false } } });
  expect(outline(placement)).toMatchInlineSnapshot(`
    "f1 at shop
      filter (customer#0 > 5)
        scan shop.orders [customer, id]
    f2 at crm
      project customer#0, manager#3
        inner join on (text#1 = name#2)
          scan crm.tickets [customer, text]
          scan crm.regions [name, manager]
    local
      project id#1, manager#3
        inner join on (customer#0 = customer#2)
          fragment-scan f1 [customer, id]
          fragment-scan f2 [customer, manager]"
  `);
  expect(reasons(placement)).toEqual(['join - -: cross-source']);
});
