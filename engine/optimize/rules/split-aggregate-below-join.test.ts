import { describe, expect, test } from 'vitest';
import type { PlanNode } from '../../plan/node.ts';
import { printPlan } from '../../plan/print-plan.ts';
import { rewriteUp } from '../../plan/walk.ts';
import type { SourceFacts } from '../rule.ts';
import { apply, doesNotFire, fires, planOf } from '../rule-test.fixture.ts';
import { SAMPLE_FACTS } from '../sample-catalogs.fixture.ts';
import { markJoinToSemiJoin } from './mark-join-to-semi-join.ts';
import { pushFilterIntoJoin } from './push-filter-into-join.ts';
import { splitAggregateBelowJoin as rule } from './split-aggregate-below-join.ts';

const JOINED = 'shop.customers c JOIN lake.events e ON e.customer = c.id';

/** The plan with so many different values in each column, from 0 to 100 (tables have 1000 rows). */
async function planWith(sql: string, distinct: number): Promise<PlanNode> {
  const statistics = { distinct, nullFraction: 0, averageBytes: null, min: '0', max: '100' };
  return rewriteUp(await planOf(sql), (node) =>
    node.kind === 'scan' ? { ...node, fields: node.fields.map((field) => ({ ...field, statistics })) } : node,
  );
}

describe('fires', () => {
  test('the side of another source sends sums and counts by its join column', async () => {
    const sql = `SELECT c.region, sum(e.value), count(*), count(e.kind), min(e.kind), avg(e.value)
      FROM ${JOINED} GROUP BY c.region`;
    expect(await fires(rule, sql)).toMatchInlineSnapshot(`
      "project region#0, sum#1 as sum(e."value"), count_star#2 as count_star(), count#3 as count(e.kind), min#4 as min(e.kind), avg#5 as avg(e."value")
        project region#0, sum#1, coalesce(cast(count_star#2 as BIGINT), 0) as count_star, coalesce(cast(count#3 as BIGINT), 0) as count, min#4, (avg#5 / cast(avg_count#6 as DOUBLE)) as avg
          aggregate [region#1] sum(sum#3), sum(count_star#4), sum(count#5), min(min#6), sum(sum#3), sum(count#7)
            inner join on (id#0 = customer#2)
              scan shop.customers [id, region]
              aggregate [customer#0] sum(value#1), count_star(), count(kind#2), min(kind#2), count(value#1)
                scan lake.events [customer, value, kind]"
    `);
  });

  test('aggregates about the other side count each row as often as its group has rows', async () => {
    const sql = `SELECT sum(c.credit), avg(c.credit), count(c.name), max(c.name), count(DISTINCT c.name) FROM ${JOINED}`;
    const { plan } = apply(rule, await planWith(sql, 10));
    expect(printPlan(plan)).toMatchInlineSnapshot(`
      "project sum#0 as sum(c.credit), avg#1 as avg(c.credit), count#2 as count(c."name"), max#3 as max(c."name"), count#4 as count(DISTINCT c."name")
        project sum#0, (cast(avg#1 as DOUBLE) / cast(avg_count#2 as DOUBLE)) as avg, coalesce(cast(count#3 as BIGINT), 0) as count, max#4, count#5
          aggregate [] sum((cast(credit#1 as HUGEINT) * cast(count_star#4 as HUGEINT))), sum((cast(credit#1 as HUGEINT) * cast(count_star#4 as HUGEINT))), sum(count_star#4) filter (credit#1 is not null), sum(count_star#4) filter (name#2 is not null), max(name#2), count(distinct name#2)
            inner join on (id#0 = customer#3)
              scan shop.customers [id, credit, name]
              aggregate [customer#0] count_star()
                scan lake.events [customer]"
    `);
  });

  test('a left join supplies NULLs: counts of it are 0 there, rows of the join one', async () => {
    const sql = `SELECT c.id, count(e.kind), count(*), sum(e.value + 1)
      FROM shop.customers c LEFT JOIN lake.events e ON e.customer = c.id GROUP BY c.id`;
    expect(await fires(rule, sql)).toMatchInlineSnapshot(`
      "project id#0, count#1 as count(e.kind), count_star#2 as count_star(), sum#3 as sum((e."value" + 1))
        project id#0, coalesce(cast(count#1 as BIGINT), 0) as count, coalesce(cast(count_star#2 as BIGINT), 0) as count_star, sum#3
          aggregate [id#0] sum(count#2), sum(coalesce(count_star#3, 1)), sum(sum#4)
            left join on (id#0 = customer#1)
              scan shop.customers [id]
              aggregate [customer#0] count(kind#1), count_star(), sum((value#2 + 1.0))
                scan lake.events [customer, kind, value]"
    `);
  });

  test('a FILTER goes along as far as it is about the side', async () => {
    const sql = `SELECT sum(e.value) FILTER (WHERE e.kind = 'buy' AND c.credit > 2) FROM ${JOINED}`;
    expect(await fires(rule, sql)).toMatchInlineSnapshot(`
      "project sum#0 as sum(e."value") FILTER (WHERE ((e.kind = 'buy') AND (c.credit > 2)))
        aggregate [] sum(sum#3) filter (credit#1 > 2)
          inner join on (id#0 = customer#2)
            scan shop.customers [id, credit]
            aggregate [customer#0] sum(value#2) filter (kind#1 = 'buy')
              scan lake.events [customer, kind, value]"
    `);
  });

  test('a group that the side can compute is a key of it', async () => {
    const sql = `SELECT year(t.opened) AS y, count(*)
      FROM crm.tickets t JOIN lake.events e ON e.customer = t.customer GROUP BY y`;
    const { plan } = apply(rule, await planWith(sql, 10));
    expect(printPlan(plan)).toMatchInlineSnapshot(`
      "project y#0, count_star#1 as count_star()
        project y#0, coalesce(cast(count_star#1 as BIGINT), 0) as count_star
          aggregate [key#1] sum((cast(count_star#2 as HUGEINT) * cast(count_star#4 as HUGEINT)))
            inner join on (customer#0 = customer#3)
              aggregate [customer#0, year(opened#1)] count_star()
                scan crm.tickets [customer, opened]
              aggregate [customer#0] count_star()
                scan lake.events [customer]"
    `);
  });

  test('a product of a decimal and an integer, which 38 digits hold however many', async () => {
    const sql =
      'SELECT sum(o.amount * o.id) FROM shop.orders o JOIN lake.events e ON e.customer = o.customer';
    expect(await fires(rule, sql)).toMatch(
      /aggregate \[customer#\d\] sum\(\(cast\(amount#\d as DECIMAL\(19,2\)\)/,
    );
  });

  test('a product that may raise is summed in a wider type, and raises only for rows that meet others', async () => {
    const sql = `SELECT sum(o.amount * (1 - o.amount)) FROM shop.orders o JOIN lake.events e ON e.customer = o.customer`;
    expect(await fires(rule, sql)).toMatchInlineSnapshot(`
      "project sum#0 as sum((o.amount * (1 - o.amount)))
        aggregate [] sum((sum#1 + cast(cast(case when bool_or#2 then 100000000000000.0000 else 0.0000 end as DECIMAL(18,4)) as DECIMAL(38,4))))
          inner join on (customer#0 = customer#3)
            aggregate [customer#0] sum((cast(amount#1 as DECIMAL(19,2)) * (1.00 - amount#1))), bool_or(not (-99999999999999.9999 <= (cast(amount#1 as DECIMAL(19,2)) * (1.00 - amount#1)) <= 99999999999999.9999))
              scan shop.orders [customer, amount]
            scan lake.events [customer]"
    `);
  });

  test('below a semi join, its left side', async () => {
    const sql = `SELECT count(*) FROM shop.orders o WHERE o.customer IN (SELECT customer FROM lake.events WHERE customer IS NOT NULL)`;
    expect(await fires(rule, sql, [pushFilterIntoJoin, markJoinToSemiJoin])).toMatchInlineSnapshot(`
      "project count_star#0 as count_star()
        project coalesce(cast(count_star#0 as BIGINT), 0) as count_star
          aggregate [] sum(count_star#1)
            semi join on (customer#0 = customer#2)
              aggregate [customer#0] count_star()
                scan shop.orders [customer]
              project customer#0
                filter (customer#0 is not null)
                  scan lake.events [customer]"
    `);
  });

  test('grouping sets stay above, their columns are keys', async () => {
    const sql = `SELECT e.customer, c.region, count(*), grouping(c.region) FROM ${JOINED} GROUP BY ROLLUP (e.customer, c.region)`;
    expect(await fires(rule, sql)).toMatchInlineSnapshot(`
      "project customer#0, region#1, count_star#2 as count_star(), grouping#3 as GROUPING(c.region)
        project customer#0, region#1, coalesce(cast(count_star#2 as BIGINT), 0) as count_star, grouping#3
          aggregate [customer#2, region#1] sets [[],[0],[0,1]] sum(count_star#3)
            inner join on (id#0 = customer#2)
              scan shop.customers [id, region]
              aggregate [customer#0] count_star()
                scan lake.events [customer]"
    `);
  });
});

describe('does not fire', () => {
  test.each([
    ['one source', 'SELECT count(*) FROM shop.orders o JOIN shop.customers c ON o.customer = c.id'],
    ['keys on both sides', 'SELECT count(*) FROM shop.orders o JOIN crm.tickets t ON o.id = t.id'],
    [
      'a join in the side that a key of it decides',
      `SELECT count(*) FROM (SELECT o.id FROM shop.orders o JOIN shop.customers c ON o.customer = c.id) s JOIN crm.tickets t ON s.id = t.id`,
    ],
    ['several columns of which nothing is known', `SELECT e.kind, count(*) FROM ${JOINED} GROUP BY e.kind`],
    ['a side that only weighs others, of which nothing is known', `SELECT sum(c.credit) FROM ${JOINED}`],
    ['order of rows', `SELECT list(e.value), first(e.kind) FROM ${JOINED}`],
    ['an ordered argument', `SELECT sum(e.value ORDER BY e.seen) FROM ${JOINED}`],
    [
      'floats as keys',
      `SELECT e.value, count(*) FROM ${JOINED.replace('e.customer', 'e.value')} GROUP BY e.value`,
    ],
    ['a sum that could overflow by itself', `SELECT sum(e.customer::HUGEINT) FROM ${JOINED}`],
    [
      'the right side of a semi join',
      'SELECT count(*) FROM crm.tickets t SEMI JOIN lake.events e ON e.customer = t.id',
    ],
    [
      'an asof join',
      'SELECT count(*) FROM crm.tickets t ASOF JOIN lake.events e ON e.customer = t.customer AND t.opened >= e.seen',
    ],
    ['a positional join', 'SELECT sum(e.value) FROM crm.tickets t POSITIONAL JOIN lake.events e'],
    ['a volatile argument', `SELECT sum(e.value + random()) FROM ${JOINED}`],
    ['a volatile condition', `SELECT count(*) FROM ${JOINED} AND e.customer + c.id > random()`],
    ['nothing to group by', 'SELECT sum(e.value) FROM crm.tickets t, lake.events e'],
    ['a limit in between', `SELECT sum(value) FROM (SELECT e.value FROM ${JOINED} ORDER BY e.seen LIMIT 3)`],
    [
      'what is not NULL for the NULLs of an outer join, with columns that nothing is known of',
      'SELECT sum(coalesce(e.value, 1)) FROM shop.customers c LEFT JOIN lake.events e ON e.customer = c.id',
    ],
    [
      'an argument that may raise, its columns not known to repeat',
      `SELECT sum(CAST(e.kind AS INTEGER)) FROM ${JOINED}`,
    ],
  ])('%s', async (_, sql) => {
    await expect(doesNotFire(rule, sql)).resolves.toBeUndefined();
  });

  test('what the source could not run', async () => {
    const plan = await planOf(`SELECT count(*) FROM ${JOINED}`);
    expect(apply(rule, plan, [], { ...SAMPLE_FACTS, canRun: () => false }).fired).toBe(false);
    const asked: string[] = [];
    const canRun: SourceFacts['canRun'] = (source, subtree) => {
      asked.push(`${source}: ${printPlan(subtree)}`);
      return true;
    };
    expect(apply(rule, plan, [], { ...SAMPLE_FACTS, canRun }).fired).toBe(true);
    expect(asked).toEqual(['lake: aggregate [customer#0] count_star()\n  scan lake.events [customer]']);
  });
});

describe('by figures of the source: 1000 rows', () => {
  test.each([
    ['ten to a group', 100, '', '', true],
    ['hardly two to a group', 600, '', '', false],
    ['two columns, few groups', 20, '', 'GROUP BY e.kind', true],
    ['two columns, many groups', 40, '', 'GROUP BY e.kind', false],
    ['a filter leaves half of the rows', 300, 'WHERE e.value < 70', '', true],
    ['a filter leaves a tenth of the rows', 300, 'WHERE e.value < 10', '', false],
    ['a range of constants', 300, 'WHERE e.value BETWEEN 20 AND 30', '', false],
    ['one value of many', 100, "WHERE e.kind = 'buy'", '', false],
    ['all values but one', 100, "WHERE e.kind <> 'buy'", '', true],
    ['one of two ranges', 300, 'WHERE e.value < 10 OR e.value > 30', '', true],
  ])('%s', async (_, distinct, where, groups, expected) => {
    const plan = await planWith(`SELECT count(*) FROM ${JOINED} ${where} ${groups}`, distinct);
    expect(apply(rule, plan, [pushFilterIntoJoin]).fired).toBe(expected);
  });
});
