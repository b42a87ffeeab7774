import { expect, test } from 'vitest';
import { doesNotFire, fires } from '../rule-test.fixture.ts';
import { mergeProjects } from './merge-projects.ts';

test('puts the lower expressions into the upper ones', async () => {
  const sql = 'SELECT d + 1 AS e, n FROM (SELECT amount * 2 AS d, status AS n, weight FROM shop.orders)';
  expect(await fires(mergeProjects, sql)).toMatchInlineSnapshot(`
    "project ((amount#0 * 2) + 1.00) as e, status#1 as n
      scan shop.orders [amount, status, weight]"
  `);
});

test('a bare column may be used as often as one likes', async () => {
  const sql = 'SELECT a + a AS twice, a FROM (SELECT id AS a FROM shop.orders)';
  expect(await fires(mergeProjects, sql)).toMatchInlineSnapshot(`
    "project (id#0 + id#0) as twice, id#0 as a
      scan shop.orders [id]"
  `);
});

test.each([
  [
    'a computed column that is used twice',
    'SELECT d, d + 1 AS e FROM (SELECT amount * 2 AS d FROM shop.orders)',
  ],
  ['a volatile column', 'SELECT r FROM (SELECT random() AS r FROM shop.orders)'],
  ['a volatile column that nothing uses', 'SELECT id FROM (SELECT id, random() AS r FROM shop.orders)'],
])('does not fire on %s', async (_, sql) => {
  await doesNotFire(mergeProjects, sql);
});
