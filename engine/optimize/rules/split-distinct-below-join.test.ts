import { describe, expect, test } from 'vitest';
import { doesNotFire, fires } from '../rule-test.fixture.ts';
import { splitDistinctBelowJoin as rule } from './split-distinct-below-join.ts';

const JOINED = 'shop.customers c JOIN lake.events e ON e.customer = c.id';

describe('fires', () => {
  test('the side whose rows repeat sends its different keys', async () => {
    expect(await fires(rule, `SELECT DISTINCT c.region FROM ${JOINED}`)).toMatchInlineSnapshot(`
      "aggregate [region#1]
        inner join on (id#0 = customer#2)
          scan shop.customers [id, region]
          aggregate [customer#0]
            scan lake.events [customer]"
    `);
  });

  test('one side of three', async () => {
    const sql = `SELECT DISTINCT c.region, o.value + 1 FROM shop.customers c JOIN crm.tickets t ON t.customer = c.id
      JOIN lake.events o ON o.customer = c.id`;
    expect(await fires(rule, sql)).toMatch(/aggregate \[customer#0\]\n\s+scan crm.tickets/);
  });
});

describe('does not fire', () => {
  test.each([
    ['DISTINCT ON', `SELECT DISTINCT ON (c.region) c.region, e.kind FROM ${JOINED} ORDER BY e.kind`],
    ['one source', 'SELECT DISTINCT c.region FROM shop.customers c JOIN shop.orders o ON o.customer = c.id'],
    [
      'a key of each side',
      'SELECT DISTINCT c.region, t.id FROM shop.customers c JOIN crm.tickets t ON t.customer = c.id',
    ],
    ['no join', 'SELECT DISTINCT kind FROM lake.events'],
  ])('%s', async (_, sql) => {
    await expect(doesNotFire(rule, sql)).resolves.toBeUndefined();
  });
});
