import { describe, expect, test } from 'vitest';
import { apply, doesNotFire, fires, planOf } from '../rule-test.fixture.ts';
import { SAMPLE_FACTS } from '../sample-catalogs.fixture.ts';
import { computeAtSide as rule } from './compute-at-side.ts';
import { pruneColumns } from './prune-columns.ts';

const JOINED = 'shop.orders o JOIN crm.tickets t ON o.customer = t.customer';

describe('fires', () => {
  test('a question about text travels in place of the text', async () => {
    const sql = `SELECT sum(CASE WHEN t.text LIKE 'x%' THEN o.amount END), count(*) FILTER (WHERE t.text = 'n') FROM ${JOINED}`;
    expect(await fires(rule, sql, [pruneColumns])).toMatchInlineSnapshot(`
      "project sum#0 as sum(CASE  WHEN ((t."text" ~~ 'x%')) THEN (o.amount) ELSE NULL END), count_star#1 as count_star() FILTER (WHERE (t."text" = 'n'))
        aggregate [] sum(case when computed_0#3 then amount#1 else cast(null as DECIMAL(12,2)) end), count_star() filter computed_1#4
          inner join on (customer#0 = customer#2)
            scan shop.orders [customer, amount]
            project customer#0, (text#1 like 'x%') as computed_0, (text#1 = 'n') as computed_1
              scan crm.tickets [customer, text]"
    `);
  });

  test('for columns of the result, through a filter', async () => {
    const sql = `SELECT substring(t.text, 1, 2), o.id FROM ${JOINED} WHERE o.id < t.id + 2`;
    expect(await fires(rule, sql, [pruneColumns])).toMatchInlineSnapshot(`
      "project computed_0#4 as main."substring"(t."text", 1, 2), id#1
        filter (id#1 < (id#3 + 2))
          inner join on (customer#0 = customer#2)
            scan shop.orders [customer, id]
            project customer#0, id#1, substring(text#2, 1, 2) as computed_0
              scan crm.tickets [customer, id, text]"
    `);
  });

  test('beside a column that is needed all the same', async () => {
    const sql = `SELECT length(o.status), t.text LIKE 'x%', o.status FROM ${JOINED}`;
    expect(await fires(rule, sql, [pruneColumns])).toMatch(
      /inner join[^\n]*\n\s+scan shop[^\n]*\n\s+project customer#\d, \(text#\d like 'x%'\) as computed_0/,
    );
  });

  test('over a null-supplied input, for what is NULL of NULLs', async () => {
    const left = JOINED.replace('JOIN', 'LEFT JOIN');
    expect(await fires(rule, `SELECT t.text = 'n' FROM ${left}`, [pruneColumns])).toMatch(
      /as computed_0\n\s+scan crm/,
    );
    await doesNotFire(rule, `SELECT coalesce(t.text, 'n') = 'n' FROM ${left}`, [pruneColumns]);
  });
});

describe('does not fire', () => {
  test.each([
    ['the column is needed beside', `SELECT t.text LIKE 'x%', t.text FROM ${JOINED}`],
    ['a join needs the column', `SELECT o.status = 'n' FROM ${JOINED} AND o.status <> t.text`],
    ['the result is as wide', `SELECT lower(t.text) FROM ${JOINED}`],
    ['columns of two inputs', `SELECT t.text = o.status FROM ${JOINED}`],
    ['what may raise', `SELECT t.text::INTEGER FROM ${JOINED}`],
    ['what is volatile', `SELECT t.text = random()::VARCHAR FROM ${JOINED}`],
    ['one source', 'SELECT o.status = c.name FROM shop.orders o JOIN shop.customers c ON o.customer = c.id'],
  ])('%s', async (_, sql) => {
    await expect(doesNotFire(rule, sql, [pruneColumns])).resolves.toBeUndefined();
  });

  test('where the source can not compute it', async () => {
    const plan = await planOf(`SELECT t.text LIKE 'x%' FROM ${JOINED}`);
    const sources = { ...SAMPLE_FACTS, canRun: (): boolean => false };
    expect(apply(rule, plan, [pruneColumns], sources).fired).toBe(false);
  });
});
