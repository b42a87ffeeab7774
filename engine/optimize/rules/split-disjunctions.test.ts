import { describe, expect, test } from 'vitest';
import { doesNotFire, fires } from '../rule-test.fixture.ts';
import { pushFilterIntoJoin } from './push-filter-into-join.ts';
import { splitDisjunctions } from './split-disjunctions.ts';

const EITHER = `(o.status = 'a' AND c.region = 'n') OR (o.status = 'b' AND o.id > 1 AND c.region = 's')`;
const on = (kind: string, condition: string): string =>
  `SELECT o.id FROM shop.orders o ${kind} shop.customers c ON o.customer = c.id AND (${condition})`;

describe('fires', () => {
  test('for both sides of an inner join', async () => {
    expect(await fires(splitDisjunctions, on('JOIN', EITHER), [pushFilterIntoJoin])).toMatchInlineSnapshot(`
      "project id#2
        inner join on (customer#0 = id#3), (((status#1 = 'a') and (region#4 = 'n')) or ((status#1 = 'b') and (id#2 > 1) and (region#4 = 's')))
          filter ((status#1 = 'a') or ((status#1 = 'b') and (id#2 > 1)))
            scan shop.orders [customer, status, id]
          filter ((region#1 = 'n') or (region#1 = 's'))
            scan shop.customers [id, region]"
    `);
  });

  test('for the side of which every branch says something', async () => {
    const condition = `(o.status = 'a' AND c.region = 'n') OR (o.id > c.id AND c.region = 's')`;
    expect(
      await fires(splitDisjunctions, on('JOIN', condition), [pushFilterIntoJoin]),
    ).toMatchInlineSnapshot(`
      "project id#2
        inner join on (customer#0 = id#3), (((status#1 = 'a') and (region#4 = 'n')) or ((id#2 > id#3) and (region#4 = 's')))
          scan shop.orders [customer, status, id]
          filter ((region#1 = 'n') or (region#1 = 's'))
            scan shop.customers [id, region]"
    `);
  });

  test.each([
    [
      'LEFT JOIN',
      "scan shop.orders [customer, status, id]\n    filter ((region#1 = 'n') or (region#1 = 's'))",
    ],
    [
      'ANTI JOIN',
      "scan shop.orders [customer, status, id]\n    filter ((region#1 = 'n') or (region#1 = 's'))",
    ],
  ])('for the right side of a %s', async (kind, printed) => {
    expect(await fires(splitDisjunctions, on(kind, EITHER))).toContain(printed);
  });

  test('through a join tree, to where two tables of one name meet', async () => {
    const sql = `SELECT 1 FROM shop.orders o, crm.regions a, crm.regions b WHERE o.status = a.name AND o.status = b.name
      AND ((a.manager = 'x' AND b.manager = 'y') OR (a.manager = 'y' AND b.manager = 'x'))`;
    const plan = await fires(splitDisjunctions, sql, [pushFilterIntoJoin]);
    expect(plan.match(/filter \(\(manager/g)).toHaveLength(2);
  });
});

describe('does not fire', () => {
  test.each([
    ['a full join', on('FULL JOIN', EITHER)],
    [
      'a branch that says nothing of either side',
      on('JOIN', `(o.status = 'a' AND c.region = 'n') OR o.id > c.id`),
    ],
    ['an OR of one side alone', on('LEFT JOIN', "o.status = 'a' OR o.status = 'b'")],
    [
      'what may raise',
      on('JOIN', `(CAST(o.status AS INTEGER) = 1 AND c.region = 'n') OR (o.id = 2 AND c.id = 1)`),
    ],
    ['what is volatile', on('JOIN', `(o.weight > random() AND c.region = 'n') OR (o.id = 2 AND c.id = 1)`)],
  ])('%s', async (_, sql) => {
    await expect(doesNotFire(splitDisjunctions, sql, [pushFilterIntoJoin])).resolves.toBeUndefined();
  });
});
