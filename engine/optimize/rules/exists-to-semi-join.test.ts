import { describe, expect, test } from 'vitest';
import { doesNotFire, fires } from '../rule-test.fixture.ts';
import { existsToSemiJoin } from './exists-to-semi-join.ts';
import { pushFilterIntoJoin } from './push-filter-into-join.ts';
import { pushFilterThroughProject } from './push-filter-through-project.ts';

const PREPARE = [pushFilterIntoJoin, pushFilterThroughProject];
const exists = (where: string, what = 'EXISTS'): string =>
  `SELECT o.id FROM shop.orders o WHERE ${what} (SELECT 1 FROM crm.tickets t WHERE ${where})`;

describe('fires', () => {
  test('on EXISTS by an equality and an inequality', async () => {
    const sql = exists('t.customer = o.customer AND t.id <> o.id');
    expect(await fires(existsToSemiJoin, sql, PREPARE)).toMatchInlineSnapshot(`
      "project id#1
        project customer#0, id#1, true as mark
          semi join on (customer#2 = customer#0), (id#3 <> id#1)
            scan shop.orders [customer, id]
            scan crm.tickets [customer, id]"
    `);
  });

  test('on NOT EXISTS beside other predicates', async () => {
    const sql = `${exists('t.customer = o.customer AND t.id <> o.id', 'NOT EXISTS')} AND o.weight > random()`;
    expect(await fires(existsToSemiJoin, sql, PREPARE)).toMatchInlineSnapshot(`
      "project id#1
        project customer#0, id#1, weight#2, false as mark
          filter (weight#2 > random())
            anti join on (customer#3 = customer#0), (id#4 <> id#1)
              scan shop.orders [customer, id, weight]
              scan crm.tickets [customer, id]"
    `);
  });

  test('on EXISTS by an inequality of computed keys', async () => {
    const sql = exists('t.customer > o.customer + 1 AND t.id < 9');
    expect(await fires(existsToSemiJoin, sql, PREPARE)).toMatch(/semi join on \(customer#\d > /);
  });
});

describe('does not fire', () => {
  test.each([
    [
      'a mark that is used as a value',
      `SELECT EXISTS (SELECT 1 FROM crm.tickets t WHERE t.id <> o.id) FROM shop.orders o`,
    ],
    ['a mark under OR', `${exists('t.id <> o.id')} OR o.id = 3`],
    ['an aggregate in the subquery', exists('t.id <> o.id HAVING count(*) > 1')],
    ['a limit in the subquery', exists('t.id <> o.id LIMIT 0')],
    [
      'a correlated IN',
      'SELECT o.id FROM shop.orders o WHERE o.customer IN (SELECT t.customer FROM crm.tickets t WHERE t.id <> o.id)',
    ],
    [
      'a subquery within one that reads keys of its own',
      exists(
        't.customer = o.customer AND EXISTS (SELECT 1 FROM shop.customers c WHERE c.id = t.id AND c.credit > o.id)',
      ),
    ],
    ['a subquery that is not correlated', exists('t.id <> 3')],
  ])('%s', async (_, sql) => {
    await expect(doesNotFire(existsToSemiJoin, sql, PREPARE)).resolves.toBeUndefined();
  });
});
