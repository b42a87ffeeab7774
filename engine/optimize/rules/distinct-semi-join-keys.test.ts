import { describe, expect, test } from 'vitest';
import type { PlanNode } from '../../plan/node.ts';
import { rewriteUp } from '../../plan/walk.ts';
import { apply, doesNotFire, fires, planOf } from '../rule-test.fixture.ts';
import { SAMPLE_FACTS } from '../sample-catalogs.fixture.ts';
import { distinctSemiJoinKeys as rule } from './distinct-semi-join-keys.ts';

const semi = (right: string, condition: string, kind = 'SEMI'): string =>
  `SELECT o.id FROM shop.orders o ${kind} JOIN ${right} ON ${condition}`;

/** The plan with so many different values in each column; tables have 1000 rows. */
async function planWith(sql: string, distinct: number): Promise<PlanNode> {
  const statistics = { distinct, nullFraction: 0, averageBytes: null, min: null, max: null };
  return rewriteUp(await planOf(sql), (node) =>
    node.kind === 'scan' ? { ...node, fields: node.fields.map((field) => ({ ...field, statistics })) } : node,
  );
}

describe('fires', () => {
  test('the right side sends its different keys', async () => {
    expect(
      await fires(rule, semi('lake.events e', "o.customer = e.customer AND e.kind <> 'x'")),
    ).toMatchInlineSnapshot(`
      "project id#1
        semi join on (customer#0 = customer#2)
          scan shop.orders [customer, id]
          distinct
            project customer#0
              filter (kind#1 <> 'x')
                scan lake.events [customer, kind]"
    `);
  });

  test('for anti joins by several columns, where figures say that they repeat', async () => {
    const sql = semi('lake.events e', 'o.customer = e.customer AND o.status <> e.kind', 'ANTI');
    const { plan, fired } = apply(rule, await planWith(sql, 10));
    expect(fired).toBe(true);
    expect(apply(rule, plan).fired).toBe(false);
  });

  test('for marks', async () => {
    const sql = 'SELECT id, customer IN (SELECT customer FROM lake.events) AS v FROM shop.orders';
    expect(await fires(rule, sql)).toMatch(
      /mark join on \(customer#\d = customer#\d\)\n\s+scan[^\n]*\n\s+distinct/,
    );
  });
});

describe('does not fire', () => {
  test.each([
    ['a key of the right side', semi('crm.tickets t', 'o.customer = t.id')],
    [
      'several columns of which nothing is known',
      semi('crm.tickets t', 'o.customer = t.customer AND o.status <> t.text'),
    ],
    ['floats', semi('lake.events e', 'o.weight = e.value')],
    ['volatile conditions', semi('lake.events e', 'o.customer = e.customer + random()')],
    ['both sides at one source', semi('shop.orders p', 'o.customer = p.customer')],
    [
      'a right side of two sources',
      semi(
        '(SELECT e.customer FROM lake.events e JOIN crm.tickets t ON e.customer = t.id) x',
        'o.customer = x.customer',
      ),
    ],
    ['another join', semi('lake.events e', 'o.customer = e.customer', 'LEFT')],
    [
      'different keys already',
      semi('(SELECT DISTINCT customer FROM lake.events) e', 'o.customer = e.customer'),
    ],
  ])('%s', async (_, sql) => {
    await expect(doesNotFire(rule, sql)).resolves.toBeUndefined();
  });

  test('where most keys differ', async () => {
    const plan = await planWith(semi('lake.events e', 'o.customer = e.customer'), 900);
    expect(apply(rule, plan).fired).toBe(false);
  });

  test('where the source can not do it', async () => {
    const plan = await planOf(semi('lake.events e', 'o.customer = e.customer'));
    const sources = { ...SAMPLE_FACTS, canRun: (): boolean => false };
    expect(apply(rule, plan, [], sources).fired).toBe(false);
  });
});
