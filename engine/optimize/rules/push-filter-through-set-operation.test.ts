import { expect, test } from 'vitest';
import { doesNotFire, fires } from '../rule-test.fixture.ts';
import { pushFilterThroughUnary } from './push-filter-through-unary.ts';
import { pushFilterThroughSetOperation } from './push-filter-through-set-operation.ts';

const over = (op: string, where: string): string =>
  `SELECT * FROM (SELECT customer, status AS s FROM shop.orders ${op} SELECT customer, text FROM crm.tickets) WHERE ${where}`;

test('filters every input', async () => {
  expect(await fires(pushFilterThroughSetOperation, over('UNION ALL', "s = 'n'"))).toMatchInlineSnapshot(`
    "project customer#0, s#1
      union all
        filter (s#1 = 'n')
          project customer#0, status#1 as s
            scan shop.orders [customer, status]
        filter (text#1 = 'n')
          project customer#0, text#1
            scan crm.tickets [customer, text]"
  `);
});

test.each(['UNION', 'EXCEPT', 'EXCEPT ALL', 'INTERSECT', 'INTERSECT ALL'])('the same for %s', async (op) => {
  const plan = await fires(pushFilterThroughSetOperation, over(op, "s = 'n'"), [pushFilterThroughUnary]);
  expect(plan.match(/filter \((?:s|text)#1 = 'n'\)/g)).toHaveLength(2);
});

test('what may raise stays', async () => {
  const plan = await fires(
    pushFilterThroughSetOperation,
    over('UNION ALL', 'CAST(s AS INTEGER) = 7 AND customer > 2'),
  );
  expect(plan).toMatchInlineSnapshot(`
    "project customer#0, s#1
      filter (cast(s#1 as INTEGER) = 7)
        union all
          filter (customer#0 > 2)
            project customer#0, status#1 as s
              scan shop.orders [customer, status]
          filter (customer#0 > 2)
            project customer#0, text#1
              scan crm.tickets [customer, text]"
  `);
});

test('does not fire on what may raise or is volatile', async () => {
  await doesNotFire(pushFilterThroughSetOperation, over('UNION ALL', 'CAST(s AS INTEGER) = 7'));
  await doesNotFire(pushFilterThroughSetOperation, over('UNION ALL', 'customer < random()'));
});
