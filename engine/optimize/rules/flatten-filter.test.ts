import { expect, test } from 'vitest';
import { doesNotFire, fires } from '../rule-test.fixture.ts';
import { flattenFilter } from './flatten-filter.ts';
import { pushFilterThroughProject } from './push-filter-through-project.ts';

test('merges filters, the lower one first', async () => {
  const sql = "SELECT id FROM (SELECT * FROM shop.orders WHERE status = 'new') WHERE amount > 1 AND id < 9";
  expect(await fires(flattenFilter, sql, [pushFilterThroughProject])).toMatchInlineSnapshot(`
    "project id#0
      project id#1, customer#2, amount#3, status#0, weight#4
        filter (status#0 = 'new') and (amount#3 > 1.00) and (id#1 < 9)
          scan shop.orders [status, id, customer, amount, weight]"
  `);
});

test('leaves OR whole', async () => {
  await doesNotFire(
    flattenFilter,
    "SELECT id FROM shop.orders WHERE status = 'new' OR (amount > 1 AND id < 9)",
  );
});

test('a filter that is always true goes', async () => {
  expect(await fires(flattenFilter, 'SELECT id FROM shop.orders WHERE true')).toMatchInlineSnapshot(`
    "project id#0
      scan shop.orders [id]"
  `);
});

test('does not fire on one filter of separate predicates', async () => {
  await doesNotFire(flattenFilter, "SELECT id FROM shop.orders WHERE status = 'new' AND id < 9");
});

test('a predicate that is there twice goes', async () => {
  const sql = 'SELECT id FROM (SELECT * FROM shop.orders WHERE id < 9 AND id < 9) WHERE id < 9';
  const plan = await fires(flattenFilter, sql, [pushFilterThroughProject]);
  expect(plan).toContain('filter (id#0 < 9)\n');
});

test('a volatile predicate that is there twice is evaluated twice', async () => {
  await doesNotFire(
    flattenFilter,
    'SELECT id FROM shop.orders WHERE weight < random() AND weight < random()',
  );
});
