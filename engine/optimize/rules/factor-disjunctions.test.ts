import { describe, expect, test } from 'vitest';
import { doesNotFire, fires } from '../rule-test.fixture.ts';
import { factorDisjunctions } from './factor-disjunctions.ts';

const orders = (where: string): string => `SELECT 1 FROM shop.orders WHERE ${where}`;

describe('fires', () => {
  test.each([
    [
      'a shared part',
      "(id > 1 AND status = 'a') OR (status = 'b' AND id > 1)",
      "(id#0 > 1) and ((status#1 = 'a') or (status#1 = 'b'))",
    ],
    [
      'three branches',
      '(id = 1 AND customer = 1) OR (id = 1 AND customer = 2) OR (id = 1 AND weight > 1 AND amount > 1)',
      'filter (id#0 = 1) and',
    ],
    ['a branch that is the shared part', '(id = 1 AND customer = 1) OR id = 1', 'filter (id#0 = 1)\n'],
    [
      'nested ORs',
      '(id = 1 AND customer = 1) OR ((id = 1 AND customer = 2) OR (customer = 3 AND id = 1))',
      'filter (id#0 = 1) and',
    ],
  ])('%s', async (_, where, printed) => {
    expect(await fires(factorDisjunctions, orders(where))).toContain(printed);
  });

  test('in the condition of a join', async () => {
    const sql = `SELECT 1 FROM shop.orders o LEFT JOIN shop.customers c
      ON (o.customer = c.id AND c.region = 'n') OR (o.customer = c.id AND o.status = 'new')`;
    expect(await fires(factorDisjunctions, sql)).toMatchInlineSnapshot(`
      "project 1 as 1
        left join on (customer#0 = id#2), ((region#3 = 'n') or (status#1 = 'new'))
          scan shop.orders [customer, status]
          scan shop.customers [id, region]"
    `);
  });
});

describe('does not fire', () => {
  test.each([
    [
      'nothing shared',
      orders('(id = 1 AND customer = 1) OR (id = 2 AND customer = 1 AND weight > 2) OR weight > 1'),
    ],
    [
      'shared by some branches only',
      orders('(id = 1 AND customer = 1) OR (id = 1 AND customer = 2) OR customer = 3'),
    ],
    ['what may raise', orders('(id = 1 AND CAST(status AS INTEGER) = 1) OR (id = 1 AND customer = 2)')],
    ['what is volatile', orders('(id = 1 AND weight > random()) OR (id = 1 AND customer = 2)')],
  ])('%s', async (_, sql) => {
    await expect(doesNotFire(factorDisjunctions, sql)).resolves.toBeUndefined();
  });
});
