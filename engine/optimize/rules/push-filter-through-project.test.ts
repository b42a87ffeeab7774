import { expect, test } from 'vitest';
import { doesNotFire, fires } from '../rule-test.fixture.ts';
import { pushFilterThroughProject } from './push-filter-through-project.ts';

test('the expressions of the project are put into the predicates', async () => {
  const sql =
    "SELECT * FROM (SELECT id, lower(status) AS s, weight * 2 AS w FROM shop.orders) WHERE s = 'new' AND w > 3";
  expect(await fires(pushFilterThroughProject, sql)).toMatchInlineSnapshot(`
    "project id#0, s#1, w#2
      project id#0, lower(status#1) as s, (weight#2 * 2.0) as w
        filter (lower(status#1) = 'new') and ((weight#2 * 2.0) > 3.0)
          scan shop.orders [id, status, weight]"
  `);
});

test('what may raise or is volatile stays, the others go', async () => {
  const sql = `SELECT * FROM (SELECT id, CAST(status AS INTEGER) AS n, random() AS r FROM shop.orders)
    WHERE n = 1 AND r < 0.5 AND id > 3`;
  expect(await fires(pushFilterThroughProject, sql)).toMatchInlineSnapshot(`
    "project id#0, n#1, r#2
      filter (n#1 = 1) and (r#2 < 0.5)
        project id#0, cast(status#1 as INTEGER) as n, random() as r
          filter (id#0 > 3)
            scan shop.orders [id, status]"
  `);
});

test.each([
  [
    'a cast of the project',
    'SELECT * FROM (SELECT CAST(status AS INTEGER) AS n FROM shop.orders) WHERE n = 1',
  ],
  ['arithmetic that may overflow', 'SELECT * FROM (SELECT id + 1 AS n FROM shop.orders) WHERE n > 1'],
  [
    'a cast of the predicate',
    'SELECT * FROM (SELECT status AS s FROM shop.orders) WHERE CAST(s AS INTEGER) = 1',
  ],
  ['a volatile column', 'SELECT * FROM (SELECT random() AS r FROM shop.orders) WHERE r < 0.5'],
  ['a volatile predicate', 'SELECT * FROM (SELECT weight AS w FROM shop.orders) WHERE w < random()'],
])('does not fire on %s', async (_, sql) => {
  await doesNotFire(pushFilterThroughProject, sql);
});
