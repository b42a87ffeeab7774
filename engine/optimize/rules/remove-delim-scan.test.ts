import { expect, test } from 'vitest';
import type { JoinType, PlanNode } from '../../plan/node.ts';
import { printPlan } from '../../plan/print-plan.ts';
import { rewriteUp } from '../../plan/walk.ts';
import { apply, doesNotFire, fires, planOf } from '../rule-test.fixture.ts';
import { flattenFilter } from './flatten-filter.ts';
import { pushFilterIntoJoin } from './push-filter-into-join.ts';
import { pushFilterThroughProject } from './push-filter-through-project.ts';
import { removeDelimScan } from './remove-delim-scan.ts';

/** The predicate of a subquery stands above the cross product with the keys until it has gone into it. */
const prepare = [flattenFilter, pushFilterThroughProject, pushFilterIntoJoin];

test('the column that is equal to a key serves in its place, without its NULLs', async () => {
  const sql =
    'SELECT id, (SELECT sum(o.amount) FROM shop.orders o WHERE o.customer = c.id) AS s FROM shop.customers c';
  expect(await fires(removeDelimScan, sql, prepare)).toMatchInlineSnapshot(`
    "project id#0, sum(amount)#1 as s
      single join on (id#0 is not distinct from id#2)
        scan shop.customers [id]
        project sum#2 as sum(amount), id#0
          project id#0, id#0, sum#1
            aggregate [id#2] sum(amount#1)
              project customer#0, amount#1, customer#0 as id
                filter (customer#0 is not null)
                  scan shop.orders [customer, amount]"
  `);
});

test('a null-safe equality keeps the NULLs', async () => {
  const sql = `SELECT id FROM shop.orders o WHERE EXISTS
    (SELECT 1 FROM crm.tickets t WHERE t.customer IS NOT DISTINCT FROM o.customer)`;
  const plan = await fires(removeDelimScan, sql, prepare);
  expect(plan).toMatchInlineSnapshot(`
    "project id#1
      filter mark#2
        mark join on (customer#0 is not distinct from customer#3)
          scan shop.orders [customer, id]
          project 1 as literal, customer#1
            project customer#0, customer#0
              scan crm.tickets [customer]"
  `);
  expect(plan).not.toContain('is not null');
});

test('further conditions on the keys are kept', async () => {
  const sql = `SELECT id FROM shop.orders o WHERE EXISTS
    (SELECT 1 FROM crm.tickets t WHERE t.customer = o.customer AND t.id = o.customer)`;
  expect(await fires(removeDelimScan, sql, prepare)).toMatchInlineSnapshot(`
    "project id#1
      filter mark#2
        mark join on (customer#0 is not distinct from customer#3)
          scan shop.orders [customer, id]
          project 1 as literal, customer#2
            project customer#0, id#1, customer#0
              filter (customer#0 is not null) and (id#1 = customer#0)
                scan crm.tickets [customer, id]"
  `);
});

test('an expression may be equal to the key', async () => {
  const sql =
    'SELECT id, (SELECT count(*) FROM crm.tickets t WHERE length(t.text) = c.credit) AS n FROM shop.customers c';
  expect(await fires(removeDelimScan, sql, prepare)).toContain('length(');
});

test('a count over nothing keeps its keys: they stand on the preserved side of an outer join', async () => {
  const sql =
    'SELECT id, (SELECT count(*) FROM shop.orders o WHERE o.customer = c.id) AS n FROM shop.customers c';
  const plan = await fires(removeDelimScan, sql, prepare);
  expect(plan).toMatchInlineSnapshot(`
    "project id#0, case#1 as n
      delim-join d2 single keys id#0 on (id#0 is not distinct from id#2)
        scan shop.customers [id]
        project case when (count_star#2 is null) then 0 else count_star#2 end as case, id#0
          left join on (id#0 is not distinct from id#1)
            delim-scan d2 [id]
            aggregate [id#1] count_star()
              project customer#0, customer#0 as id
                filter (customer#0 is not null)
                  scan shop.orders [customer]"
  `);
});

test.each([
  [
    'a key that is compared by inequality',
    'SELECT id FROM shop.orders o WHERE EXISTS (SELECT 1 FROM crm.tickets t WHERE t.customer > o.customer)',
  ],
  [
    'two keys of which one is equal to nothing',
    `SELECT id FROM shop.orders o WHERE EXISTS
       (SELECT 1 FROM crm.tickets t WHERE t.customer = o.customer AND t.id > o.id)`,
  ],
  [
    'an equality under OR',
    `SELECT id FROM shop.orders o WHERE EXISTS
       (SELECT 1 FROM crm.tickets t WHERE t.customer = o.customer OR t.id = 3)`,
  ],
  [
    'lists of the outer row',
    "SELECT e.customer, u.t FROM lake.events e, unnest(e.tags) AS u(t) WHERE u.t = 'a'",
  ],
])('does not fire on %s', async (_, sql) => {
  await doesNotFire(removeDelimScan, sql, prepare);
});

const SUM =
  'SELECT id, (SELECT sum(o.amount) FROM shop.orders o WHERE o.customer = c.id) AS s FROM shop.customers c';

test.each<JoinType>(['right', 'full', 'positional', 'cross'])(
  'does not fire on a %s join, whose right rows need no partner',
  async (joinType) => {
    const plan = withDelimJoin(await planOf(SUM), (node) => ({ ...node, joinType }));
    expect(apply(removeDelimScan, plan, prepare).fired).toBe(false);
  },
);

test('does not fire where the conditions of the join do not hold every key', async () => {
  const plan = withDelimJoin(await planOf(SUM), (node) => ({ ...node, conditions: [] }));
  expect(apply(removeDelimScan, plan, prepare).fired).toBe(false);
  const twice = withDelimJoin(await planOf(SUM), (node) => ({ ...node, keys: [...node.keys, ...node.keys] }));
  expect(printPlan(apply(removeDelimScan, twice, prepare).plan)).toContain('delim-join');
});

type DelimJoin = Extract<PlanNode, { kind: 'delim-join' }>;

function withDelimJoin(plan: PlanNode, change: (node: DelimJoin) => DelimJoin): PlanNode {
  return rewriteUp(plan, (node) => (node.kind === 'delim-join' ? change(node) : node));
}
