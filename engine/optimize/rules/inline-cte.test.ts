import { expect, test } from 'vitest';
import { printPlan } from '../../plan/print-plan.ts';
import { apply, doesNotFire, fires, planOf } from '../rule-test.fixture.ts';
import { inlineCte } from './inline-cte.ts';

test('puts a definition that is read once in place of its reference', async () => {
  const sql = "WITH c(a, b) AS (SELECT id, status FROM shop.orders) SELECT a FROM c WHERE b = 'new'";
  expect(await fires(inlineCte, sql)).toMatchInlineSnapshot(`
    "project a#0
      filter (b#1 = 'new')
        project id#0 as a, status#1 as b
          project id#0, status#1
            scan shop.orders [id, status]"
  `);
});

test('drops a definition that nothing reads', async () => {
  const read = await planOf('WITH c AS (SELECT id FROM shop.orders) SELECT id FROM c');
  const body = await planOf('SELECT name FROM crm.regions');
  if (read.kind !== 'cte') throw new Error(printPlan(read));
  const { plan, fired } = apply(inlineCte, { ...read, body, columns: body.columns });
  expect(fired).toBe(true);
  expect(plan).toEqual(body);
});

test('goes through a chain', async () => {
  const sql = `WITH a AS (SELECT id, amount FROM shop.orders), b AS (SELECT id FROM a WHERE amount > 1)
    SELECT x.id FROM b x`;
  expect(await fires(inlineCte, sql)).not.toContain('cte');
});

test.each([
  ['read twice', 'WITH c AS (SELECT id FROM shop.orders) SELECT x.id FROM c x, c y'],
  [
    'read twice, once below another definition',
    'WITH c AS (SELECT id FROM shop.orders), d AS MATERIALIZED (SELECT id FROM c) SELECT d.id FROM c, d',
  ],
  ['of AS MATERIALIZED', 'WITH c AS MATERIALIZED (SELECT id FROM shop.orders) SELECT id FROM c'],
  ['that is volatile', 'WITH c AS (SELECT id, random() AS r FROM shop.orders) SELECT id FROM c WHERE r < r'],
  ['that samples', 'WITH c AS (SELECT id FROM shop.orders USING SAMPLE 3 ROWS) SELECT id FROM c'],
  [
    'that is recursive',
    'WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 9) SELECT i FROM n',
  ],
  [
    'read in the step of a recursion',
    `WITH RECURSIVE e AS (SELECT id, customer FROM crm.tickets),
       up AS (SELECT 3 AS id UNION SELECT e.customer FROM up JOIN e ON e.id = up.id) SELECT id FROM up`,
  ],
])('does not fire on a definition %s', async (_, sql) => {
  await doesNotFire(inlineCte, sql);
});
