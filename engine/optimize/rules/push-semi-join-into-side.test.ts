import { describe, expect, test } from 'vitest';
import { apply, doesNotFire, fires, planOf } from '../rule-test.fixture.ts';
import { SAMPLE_FACTS } from '../sample-catalogs.fixture.ts';
import { pushSemiJoinIntoSide } from './push-semi-join-into-side.ts';

const over = (condition: string, join = 'JOIN', kind = 'SEMI'): string =>
  `SELECT o.id, t.text FROM shop.orders o ${join} crm.tickets t ON o.customer = t.customer
   ${kind} JOIN shop.customers c ON ${condition}`;

describe('fires', () => {
  test('for the input that has the columns and lives where the right side does', async () => {
    expect(await fires(pushSemiJoinIntoSide, over('o.id = c.id'))).toMatchInlineSnapshot(`
      "project id#1, text#3
        inner join on (customer#0 = customer#2)
          semi join on (id#1 = id#2)
            scan shop.orders [customer, id]
            scan shop.customers [id]
          scan crm.tickets [customer, text]"
    `);
  });

  test('by columns of another input that the joins make equal', async () => {
    expect(await fires(pushSemiJoinIntoSide, over('t.customer = c.id'))).toMatchInlineSnapshot(`
      "project id#1, text#3
        inner join on (customer#0 = customer#2)
          semi join on (customer#0 = id#2)
            scan shop.orders [customer, id]
            scan shop.customers [id]
          scan crm.tickets [customer, text]"
    `);
  });

  test('for anti joins with inequalities, through projects of columns and constants', async () => {
    const sql = `SELECT * FROM (SELECT o.id, true AS yes FROM shop.orders o JOIN crm.tickets t ON o.customer = t.customer) x
      ANTI JOIN shop.customers c ON x.id > c.id`;
    expect(await fires(pushSemiJoinIntoSide, sql)).toMatchInlineSnapshot(`
      "project id#0, yes#1
        project id#1, true as yes
          inner join on (customer#0 = customer#2)
            anti join on (id#1 > id#2)
              scan shop.orders [customer, id]
              scan shop.customers [id]
            scan crm.tickets [customer]"
    `);
    expect(await fires(pushSemiJoinIntoSide, over('o.id <> c.id', 'JOIN', 'ANTI'))).toMatch(
      /inner join[^\n]*\n\s+anti join on \(id#\d <> id#\d\)/,
    );
  });

  test('for the preserved input of an outer join', async () => {
    expect(await fires(pushSemiJoinIntoSide, over('o.customer = c.id', 'LEFT JOIN'))).toMatch(
      /left join[^\n]*\n\s+semi join/,
    );
  });
});

describe('does not fire', () => {
  test.each([
    [
      'the right side lives elsewhere',
      over('o.id = c.id').replace('shop.customers', 'lake.events').replace('c.id', 'c.customer'),
    ],
    ['columns of two inputs', over('o.id = c.id AND t.id <> c.id')],
    ['no column of the left', over('c.id > 3')],
    ['a null-supplied input', over('o.id = c.id', 'RIGHT JOIN')],
    ['a null-supplied input, anti', over('o.id = c.id', 'FULL JOIN', 'ANTI')],
    ['what may raise', over('o.id = c.name::INTEGER')],
    ['what is volatile', over('o.id = c.id + random()')],
    [
      'one source has all',
      over('o.id = c.id').replace(
        'crm.tickets t',
        '(SELECT id AS customer, name AS text FROM shop.customers) t',
      ),
    ],
  ])('%s', async (_, sql) => {
    await expect(doesNotFire(pushSemiJoinIntoSide, sql)).resolves.toBeUndefined();
  });

  test('where the source can not run the join', async () => {
    const plan = await planOf(over('o.id = c.id'));
    const sources = { ...SAMPLE_FACTS, canRun: (): boolean => false };
    expect(apply(pushSemiJoinIntoSide, plan, [], sources).fired).toBe(false);
  });
});
