import { expect, test } from 'vitest';
import { doesNotFire, fires } from '../rule-test.fixture.ts';
import { pushFilterThroughProject } from './push-filter-through-project.ts';
import { pushFilterThroughWindow } from './push-filter-through-window.ts';

const prepare = [pushFilterThroughProject];
const over = (columns: string, where: string): string =>
  `SELECT * FROM (SELECT id, status, customer, ${columns} FROM shop.orders) WHERE ${where}`;
const RANKED = 'rank() OVER (PARTITION BY status ORDER BY amount) AS r';

test('takes or leaves whole partitions', async () => {
  const sql = over(RANKED, "status = 'new' AND r = 1 AND id > 3");
  expect(await fires(pushFilterThroughWindow, sql, prepare)).toMatchInlineSnapshot(`
    "project id#0, status#1, customer#2, r#3
      project id#0, status#1, customer#2, rank#4 as r
        filter (rank#4 = 1) and (id#0 > 3)
          window rank() over (partition by status#1 order by amount#3 range unbounded-preceding..current-row)
            filter (status#1 = 'new')
              scan shop.orders [id, status, customer, amount]"
  `);
});

test.each([
  ['a column that is no partition key', over(RANKED, 'id > 3')],
  ['the value of a call', over(RANKED, 'r = 1')],
  ['a partition key and another column', over(RANKED, "status = 'new' OR id > 3")],
  ['a window without partitions', over('rank() OVER (ORDER BY amount) AS r', "status = 'new'")],
  [
    'a key of one of two calls',
    over(`${RANKED}, count(*) OVER (PARTITION BY customer) AS n`, "status = 'new'"),
  ],
  ['a computed partition key', over('count(*) OVER (PARTITION BY lower(status)) AS n', "status = 'new'")],
  ['what may raise', over(RANKED, 'CAST(status AS INTEGER) = 1')],
  ['a constant', over(RANKED, '(random() * 0) > 1')],
])('does not fire on %s', async (_, sql) => {
  await doesNotFire(pushFilterThroughWindow, sql, prepare);
});
