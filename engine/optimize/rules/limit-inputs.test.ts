import { describe, expect, test } from 'vitest';
import { doesNotFire, fires } from '../rule-test.fixture.ts';
import { limitInputs } from './limit-inputs.ts';
import { makeTopN } from './make-top-n.ts';
import { pushLimitThroughProject } from './push-limit-through-project.ts';

const PREPARE = [pushLimitThroughProject, makeTopN];
const join = (kind: string, rest: string): string =>
  `SELECT o.id, t.text FROM shop.orders o ${kind} JOIN crm.tickets t ON o.customer = t.customer ${rest}`;
const union = (kind: string, rest: string): string =>
  `SELECT id, customer FROM shop.orders ${kind} SELECT id, customer FROM crm.tickets ${rest}`;

describe('fires', () => {
  test('a limit with offset goes to each input of UNION ALL and stays', async () => {
    expect(await fires(limitInputs, union('UNION ALL', 'LIMIT 3 OFFSET 1'), PREPARE)).toMatchInlineSnapshot(`
      "limit 3 offset 1
        union all
          limit 4
            project id#0, customer#1
              scan shop.orders [id, customer]
          limit 4
            project id#0, customer#1
              scan crm.tickets [id, customer]"
    `);
  });

  test('to each input of UNION, whose rows that are alike count once', async () => {
    expect(await fires(limitInputs, union('UNION', 'LIMIT 3'), PREPARE)).toMatchInlineSnapshot(`
      "limit 3
        distinct
          union all
            limit 3
              distinct
                project id#0, customer#1
                  scan shop.orders [id, customer]
            limit 3
              distinct
                project id#0, customer#1
                  scan crm.tickets [id, customer]"
    `);
  });

  test('so does a top-n', async () => {
    const sql = `SELECT id, s FROM (SELECT id, status AS s FROM shop.orders UNION ALL SELECT id, text FROM crm.tickets) ORDER BY s DESC, id LIMIT 3`;
    expect(await fires(limitInputs, sql, PREPARE)).toMatchInlineSnapshot(`
      "project id#0, s#1
        top-n 3 by s#1 desc, id#0
          union all
            top-n 3 by s#1 desc, id#0
              project id#0, status#1 as s
                scan shop.orders [id, status]
            top-n 3 by text#1 desc, id#0
              project id#0, text#1
                scan crm.tickets [id, text]"
    `);
  });

  test('an input that gives no more already stays as it is', async () => {
    const sql = `SELECT * FROM ((SELECT id FROM shop.orders LIMIT 2) UNION ALL SELECT id FROM crm.tickets) LIMIT 3`;
    const plan = await fires(limitInputs, sql, PREPARE);
    expect(plan.match(/limit \d/g)).toEqual(['limit 3', 'limit 2', 'limit 3']);
  });

  test('a top-n by the preserved side of a left join', async () => {
    expect(await fires(limitInputs, join('LEFT', 'ORDER BY o.id LIMIT 3'), PREPARE)).toMatchInlineSnapshot(`
      "project id#1, text#3
        top-n 3 by id#1
          left join on (customer#0 = customer#2)
            top-n 3 by id#1
              scan shop.orders [customer, id]
            scan crm.tickets [customer, text]"
    `);
  });

  test('a top-n by the preserved side of a right join, whichever side it is by now', async () => {
    const plan = await fires(limitInputs, join('RIGHT', 'ORDER BY t.text LIMIT 3'), PREPARE);
    expect(plan).toMatch(/top-n 3 by text#1\n *scan crm\.tickets/);
  });

  test('a limit over a mark join', async () => {
    const sql = 'SELECT id, customer IN (SELECT customer FROM crm.tickets) FROM shop.orders LIMIT 3';
    expect(await fires(limitInputs, sql, PREPARE)).toMatch(/limit 3\n *scan shop\.orders/);
  });
});

describe('does not fire', () => {
  test.each([
    ['EXCEPT', union('EXCEPT', 'LIMIT 3')],
    ['EXCEPT ALL', union('EXCEPT ALL', 'LIMIT 3')],
    ['an inner join', join('INNER', 'LIMIT 3')],
    [
      'a semi join',
      'SELECT id FROM shop.orders o SEMI JOIN crm.tickets t ON o.customer = t.customer LIMIT 3',
    ],
    [
      'an anti join',
      'SELECT id FROM shop.orders o ANTI JOIN crm.tickets t ON o.customer = t.customer LIMIT 3',
    ],
    ['a full join', join('FULL', 'LIMIT 3')],
    ['a key of the null-supplying side', join('LEFT', 'ORDER BY t.text LIMIT 3')],
    ['a volatile key', `SELECT * FROM (${union('UNION ALL', '')}) ORDER BY random() LIMIT 3`],
    ['a percentage', union('UNION ALL', 'LIMIT 3%')],
    ['an offset alone', union('UNION ALL', 'OFFSET 3')],
    ['one source', 'SELECT o.id FROM shop.orders o LEFT JOIN shop.customers c ON o.customer = c.id LIMIT 3'],
    ['a filter in between', `SELECT * FROM (${join('LEFT', '')}) WHERE text IS NULL LIMIT 3`],
  ])('%s', async (_, sql) => {
    await expect(doesNotFire(limitInputs, sql, PREPARE)).resolves.toBeUndefined();
  });
});
