import { expect, test } from 'vitest';
import { filter } from '../../plan/builders.ts';
import type { PlanNode } from '../../plan/node.ts';
import { BOOLEAN, INTEGER } from '../../types/data-type.ts';
import { apply, doesNotFire, fires, planOf } from '../rule-test.fixture.ts';
import { pushFilterThroughProject } from './push-filter-through-project.ts';
import { pushFilterThroughUnary } from './push-filter-through-unary.ts';

const prepare = [pushFilterThroughProject];

test.each([
  ['a sort', "SELECT * FROM (SELECT * FROM crm.regions ORDER BY manager) WHERE name = 'n'", 'sort'],
  ['DISTINCT', "SELECT * FROM (SELECT DISTINCT name, manager FROM crm.regions) WHERE name = 'n'", 'distinct'],
  ['a model', 'SELECT * FROM models.open WHERE customer > 1', 'model'],
  [
    'the body of a CTE',
    "SELECT * FROM (WITH c AS (SELECT 1 AS one) SELECT r.name FROM crm.regions r, c, c AS d) WHERE name = 'n'",
    'cte',
  ],
])('goes through %s', async (_, sql, kind) => {
  const lines = (await fires(pushFilterThroughUnary, sql, prepare)).split('\n').map((line) => line.trim());
  const at = lines.findIndex((line) => line.startsWith(kind));
  const filterAt = lines.findIndex((line) => line.startsWith('filter'));
  expect(at).toBeGreaterThanOrEqual(0);
  expect(filterAt).toBeGreaterThan(at);
});

test('through unnest goes what reads the columns of its input', async () => {
  const sql =
    "SELECT * FROM (SELECT kind, unnest(tags) AS t FROM lake.events) WHERE t = 'a' AND kind = 'buy'";
  expect(await fires(pushFilterThroughUnary, sql, prepare)).toMatchInlineSnapshot(`
    "project kind#0, t#1
      project kind#0, unnest#2 as t
        filter (unnest#2 = 'a')
          unnest tags#1
            filter (kind#0 = 'buy')
              scan lake.events [kind, tags]"
  `);
});

test.each([
  ['a limit', "SELECT * FROM (SELECT * FROM crm.regions LIMIT 3) WHERE name = 'n'"],
  ['a sample', "SELECT * FROM (SELECT * FROM crm.regions USING SAMPLE 3 ROWS) WHERE name = 'n'"],
  ['the unnested values', "SELECT * FROM (SELECT unnest(tags) AS t FROM lake.events) WHERE t = 'a'"],
  [
    'what may raise',
    'SELECT * FROM (SELECT * FROM crm.regions ORDER BY name) WHERE CAST(manager AS INTEGER) = 1',
  ],
  ['what is volatile', 'SELECT * FROM (SELECT DISTINCT weight FROM shop.orders) WHERE weight < random()'],
])('does not go through %s', async (_, sql) => {
  await doesNotFire(pushFilterThroughUnary, sql, prepare);
});

test('does not go through DISTINCT ON, which chooses among all rows', async () => {
  const sql =
    "SELECT * FROM (SELECT DISTINCT ON (name) * FROM crm.regions ORDER BY name, manager) WHERE manager = 'n'";
  expect(await fires(pushFilterThroughUnary, sql, prepare)).toMatchInlineSnapshot(`
    "project name#0, manager#1
      sort name#0, manager#1
        filter (manager#1 = 'n')
          distinct on name#0 by name#0, manager#1
            project name#0, manager#1
              scan crm.regions [name, manager]"
  `);
});

test('does not go through a policy nor a top-n', async () => {
  const scan = await planOf('SELECT * FROM shop.orders');
  const predicate = {
    kind: 'is-null',
    child: { kind: 'column', index: 1, type: INTEGER },
    negated: true,
    type: BOOLEAN,
  } as const;
  const { columns } = scan;
  const barriers: readonly PlanNode[] = [
    { kind: 'governed', id: 'n90', child: scan, policy: 'own-country', columns },
    { kind: 'top-n', id: 'n91', child: scan, keys: [], limit: 3, offset: 0, columns },
  ];
  for (const barrier of barriers) {
    expect(apply(pushFilterThroughUnary, filter(barrier, [predicate], 'n92')).fired).toBe(false);
  }
});
