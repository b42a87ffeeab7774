import { describe, expect, test } from 'vitest';
import { doesNotFire, fires } from '../rule-test.fixture.ts';
import { pushFilterIntoJoin } from './push-filter-into-join.ts';
import { pushFilterThroughProject } from './push-filter-through-project.ts';
import { pushPredicatesIntoCte as rule } from './push-predicates-into-cte.ts';

const PREPARE = [pushFilterIntoJoin, pushFilterThroughProject];
const twice = (first: string, second: string, how = ''): string =>
  `WITH c AS ${how} (SELECT customer, status, amount FROM shop.orders)
   SELECT a.amount FROM c a JOIN c b ON a.customer = b.customer WHERE ${first} AND ${second}`;

describe('fires', () => {
  test('any of what the references ask for, once', async () => {
    expect(await fires(rule, twice("a.status = 'new'", "b.status = 'paid'"), PREPARE)).toMatchInlineSnapshot(`
      "cte c
        filter ((status#1 = 'new') or (status#1 = 'paid'))
          project customer#0, status#1, amount#2
            scan shop.orders [customer, status, amount]
        project amount#2
          inner join on (customer#0 = customer#3)
            filter (status#1 = 'new')
              cte-ref c
            filter (status#1 = 'paid')
              cte-ref c"
    `);
  });

  test('what both ask for, as it is', async () => {
    const sql = twice('a.amount > 1 AND a.customer < 9', 'b.customer < 9 AND b.amount > 1', 'MATERIALIZED');
    expect(await fires(rule, sql, PREPARE)).toMatchInlineSnapshot(`
      "cte c
        filter (amount#2 > 1.00) and (customer#0 < 9)
          project customer#0, status#1, amount#2
            scan shop.orders [customer, status, amount]
        project amount#2
          inner join on (customer#0 = customer#3)
            filter (amount#2 > 1.00) and (customer#0 < 9)
              cte-ref c
            filter (customer#0 < 9) and (amount#2 > 1.00)
              cte-ref c"
    `);
  });

  test('what both ask for beside other things', async () => {
    const sql = twice('a.amount > 1 AND a.customer < 9', "b.customer < 9 AND b.status = 'x'");
    expect(await fires(rule, sql, PREPARE)).toMatch(
      /filter \(customer#0 < 9\) and \(\(amount#2 > 1\.00\) or \(status#1 = 'x'\)\)\n\s+project/,
    );
  });
});

describe('does not fire', () => {
  test.each([
    ['a reference without a filter', twice("a.status = 'new'", 'a.amount > 2')],
    ['a predicate that may raise', twice("a.status = 'new'", 'b.status::INTEGER = 3')],
    ['a volatile predicate', twice("a.status = 'new'", 'b.amount > random()')],
    [
      'a recursive definition',
      `WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 9)
       SELECT * FROM n a JOIN n b ON a.i = b.i + 1 WHERE a.i > 3 AND b.i > 4`,
    ],
  ])('%s', async (_, sql) => {
    await expect(doesNotFire(rule, sql, PREPARE)).resolves.toBeUndefined();
  });
});
