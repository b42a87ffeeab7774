import { expect, test } from 'vitest';
import { doesNotFire, fires } from '../rule-test.fixture.ts';
import { mergeProjects } from './merge-projects.ts';
import { pushLimitThroughProject } from './push-limit-through-project.ts';

test('a limit goes below a project', async () => {
  const sql = 'SELECT amount * 2 AS d FROM shop.orders LIMIT 3';
  expect(await fires(pushLimitThroughProject, sql)).toMatchInlineSnapshot(`
    "project (amount#0 * 2) as d
      limit 3
        scan shop.orders [amount]"
  `);
});

test('a sort by columns that the project passes on', async () => {
  const sql = 'SELECT id AS n, status FROM shop.orders ORDER BY n DESC, status NULLS FIRST';
  expect(await fires(pushLimitThroughProject, sql, [mergeProjects])).toMatchInlineSnapshot(`
    "project id#0 as n, status#1
      sort id#0 desc, status#1 nulls first
        scan shop.orders [id, status]"
  `);
});

test.each([
  ['a volatile column', 'SELECT id, random() AS r FROM shop.orders LIMIT 3'],
  ['a sort by a computed column', 'SELECT amount * 2 AS d FROM shop.orders ORDER BY d'],
])('does not fire on %s', async (_, sql) => {
  await doesNotFire(pushLimitThroughProject, sql);
});
