import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Answers } from '../answers.fixture.ts';
import { doesNotFire, fires } from '../rule-test.fixture.ts';
import { splitAggregateBelowJoin } from '../rules/split-aggregate-below-join.ts';

const BATCHES = [{ name: 'split', rules: [splitAggregateBelowJoin] }];
const JOINED = 'shop.customers c JOIN crm.tickets t ON t.customer = c.id';
const NAMES = ['var_samp', 'variance', 'var_pop', 'stddev', 'stddev_samp', 'stddev_pop'];

const worlds: Answers[] = [];
beforeAll(async () => {
  worlds.push(await Answers.open(21), await Answers.open(22), await Answers.open(23, true));
});
afterAll(() => {
  for (const world of worlds) world.close();
});

/** Both texts' rows; the last digits of a float depend on the order of its sum. */
async function compare(text: string): Promise<void> {
  const [first] = worlds;
  if (first === undefined) throw new Error('No data');
  const plan = await first.plan(text);
  const split = first.print(plan, BATCHES);
  expect(split).not.toBe(first.print(plan, []));
  for (const world of worlds)
    expect({ split, rows: await world.rows(split) }).toEqual({ split, rows: await world.rows(text) });
}

const rounded = (call: string): string => `round(${call}, 9)`;

describe.each(NAMES)('%s recombined is that of the whole', (name) => {
  test.each([
    ['by group', `SELECT c.region, ${rounded(`${name}(t.id)`)} FROM ${JOINED} GROUP BY c.region`],
    ['of all', `SELECT ${rounded(`${name}(t.customer)`)}, count(*), sum(t.id) FROM ${JOINED}`],
    [
      'of decimals',
      `SELECT t.text, ${rounded(`${name}(o.amount)`)} FROM crm.tickets t JOIN shop.orders o ON o.customer = t.customer GROUP BY t.text`,
    ],
    [
      'of NULLs of an outer join',
      `SELECT o.status, ${rounded(`${name}(t.id)`)} FROM shop.orders o LEFT JOIN crm.tickets t ON t.customer = o.customer GROUP BY o.status`,
    ],
    [
      'of some rows',
      `SELECT c.region, ${rounded(`${name}(t.id) FILTER (WHERE t.text <> 'n')`)} FROM ${JOINED} GROUP BY c.region`,
    ],
    [
      'of one value',
      `SELECT t.text, ${rounded(`${name}(o.id)`)} FROM crm.tickets t JOIN shop.orders o ON o.customer = t.customer AND o.id = 7 GROUP BY t.text`,
    ],
  ])('%s', async (_, text) => {
    await compare(text);
  });
});

test('far from zero, where a difference of squares would have no digit left', async () => {
  const [first] = worlds;
  if (first === undefined) throw new Error('No data');
  const from = (added: string): string =>
    `shop.customers c JOIN (SELECT customer, id + ${added} AS id FROM crm.tickets) t ON t.customer = c.id`;
  const text = `SELECT round(var_samp(t.id), 3) FROM ${from('1000000000')}`;
  await compare(text);
  expect(await first.rows(text)).toEqual(
    await first.rows(`SELECT round(var_samp(t.id), 3) FROM ${from('0')}`),
  );
});

test('the plan', async () => {
  const sql = `SELECT c.region, stddev(t.id) FROM ${JOINED} GROUP BY c.region`;
  expect(await fires(splitAggregateBelowJoin, sql)).toMatchInlineSnapshot(`
    "project region#0, stddev#1 as stddev(t.id)
      project region#0, case when (stddev_count#2 > 1.0) then sqrt((stddev#1 / (stddev_count#2 - 1.0))) else null end as stddev
        aggregate [region#1] sum((cast(count#3 as DOUBLE) * (var_pop#5 + (((sum#4 / cast(count#3 as DOUBLE)) - (total#6 / total#7)) * ((sum#4 / cast(count#3 as DOUBLE)) - (total#6 / total#7)))))), sum(cast(count#3 as DOUBLE))
          window sum(sum#4) over (partition by region#1 range unbounded-preceding..current-row), sum(cast(count#3 as DOUBLE)) over (partition by region#1 range unbounded-preceding..current-row)
            inner join on (id#0 = customer#2)
              scan shop.customers [id, region]
              aggregate [customer#0] count(cast(id#1 as DOUBLE)), sum(cast(id#1 as DOUBLE)), var_pop(cast(id#1 as DOUBLE))
                scan crm.tickets [customer, id]"
  `);
});

test.each([
  ['DISTINCT', `SELECT var_pop(DISTINCT t.id) FROM ${JOINED}`],
  ['floats', 'SELECT var_pop(e.value) FROM shop.customers c JOIN lake.events e ON e.customer = c.id'],
  ['values of both sides', `SELECT var_pop(t.id + c.id) FROM ${JOINED}`],
  ['a FILTER about another side', `SELECT var_pop(t.id) FILTER (WHERE c.id > 2) FROM ${JOINED}`],
  ['several grouping sets', `SELECT c.region, var_pop(t.id) FROM ${JOINED} GROUP BY ROLLUP (c.region)`],
])('not of %s', async (_, sql) => {
  await expect(doesNotFire(splitAggregateBelowJoin, sql)).resolves.toBeUndefined();
});
