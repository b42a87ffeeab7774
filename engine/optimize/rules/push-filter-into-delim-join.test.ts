import { expect, test } from 'vitest';
import type { JoinType } from '../../plan/node.ts';
import { rewriteUp } from '../../plan/walk.ts';
import { apply, doesNotFire, fires, planOf } from '../rule-test.fixture.ts';
import { pushFilterIntoDelimJoin } from './push-filter-into-delim-join.ts';
import { pushFilterThroughProject } from './push-filter-through-project.ts';

const COUNTED = `SELECT * FROM (SELECT c.id, c.credit, (SELECT count(*) FROM shop.orders o WHERE o.customer = c.id) AS n
  FROM shop.customers c)`;

test('filters the left side, whose rows feed the keys', async () => {
  const sql = `${COUNTED} WHERE credit > 1 AND n > 2`;
  expect(await fires(pushFilterIntoDelimJoin, sql, [pushFilterThroughProject])).toMatchInlineSnapshot(`
    "project id#0, credit#1, n#2
      project id#0, credit#1, case#2 as n
        filter (case#2 > 2)
          delim-join d2 single keys id#0 on (id#0 is not distinct from id#3)
            filter (credit#1 > 1)
              scan shop.customers [id, credit]
            project case when (count_star#2 is null) then 0 else count_star#2 end as case, id#0
              left join on (id#0 is not distinct from id#1)
                delim-scan d2 [id]
                aggregate [id#1] count_star()
                  filter (customer#0 = id#1)
                    cross join
                      scan shop.orders [customer]
                      delim-scan d2 [id]"
  `);
});

test('does not fire on a predicate of the subquery', async () => {
  await doesNotFire(pushFilterIntoDelimJoin, `${COUNTED} WHERE n > 2`, [pushFilterThroughProject]);
});

test('does not fire on what may raise or is volatile', async () => {
  await doesNotFire(pushFilterIntoDelimJoin, `${COUNTED} WHERE credit + 1 > 2`, [pushFilterThroughProject]);
  await doesNotFire(pushFilterIntoDelimJoin, `${COUNTED} WHERE credit > random()`, [
    pushFilterThroughProject,
  ]);
});

test.each<JoinType>(['right', 'full'])('does not fire on a %s join', async (joinType) => {
  const plan = await planOf(`${COUNTED} WHERE credit > 1`);
  const outer = rewriteUp(plan, (node) => (node.kind === 'delim-join' ? { ...node, joinType } : node));
  expect(apply(pushFilterIntoDelimJoin, outer, [pushFilterThroughProject]).fired).toBe(false);
});
