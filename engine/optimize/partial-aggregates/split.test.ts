import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { NodeIds } from '../../plan/ids.ts';
import { Answers } from '../answers.fixture.ts';
import { optimize } from '../driver.ts';
import type { Rule } from '../rule.ts';
import { rulesFor } from '../rule-list.ts';
import { pushConditionIntoSide } from '../rules/push-condition-into-side.ts';
import { pushFilterIntoJoin } from '../rules/push-filter-into-join.ts';
import { splitAggregateBelowJoin } from '../rules/split-aggregate-below-join.ts';

type Text = fc.Arbitrary<string>;

/** Tables by alias, with what a query may do with their columns. */
const TABLES = [
  {
    from: 'shop.orders o',
    keys: ['o.customer', 'o.id'],
    numbers: ['o.customer', 'o.amount', 'o.weight'],
    texts: ['o.status'],
  },
  {
    from: 'shop.customers c',
    keys: ['c.id', 'c.credit'],
    numbers: ['c.id', 'c.credit'],
    texts: ['c.name', 'c.region'],
  },
  { from: 'crm.tickets t', keys: ['t.customer', 't.id'], numbers: ['t.customer', 't.id'], texts: ['t.text'] },
  { from: 'lake.events e', keys: ['e.customer'], numbers: ['e.customer', 'e.value'], texts: ['e.kind'] },
] as const;
type Table = (typeof TABLES)[number];

const JOINS = ['JOIN', 'JOIN', 'LEFT JOIN', 'RIGHT JOIN', 'FULL JOIN', 'SEMI JOIN', 'ANTI JOIN'];

interface From {
  readonly sql: string;
  readonly tables: readonly Table[];
}

/** Two or three tables, joined by keys and sometimes by more. */
function from(): fc.Arbitrary<From> {
  return fc.shuffledSubarray([...TABLES], { minLength: 2, maxLength: 3 }).chain((tables) => {
    const [first, ...others] = tables as [Table, ...Table[]];
    return others.reduce<fc.Arbitrary<From>>(
      (before, table) => before.chain((left) => joined(left, table)),
      fc.constant({ sql: first.from, tables: [first] }),
    );
  });
}

function joined(left: From, table: Table): fc.Arbitrary<From> {
  const keys = fc.tuple(keyOf(left.tables), fc.constantFrom(...table.keys));
  const on = fc
    .tuple(keys, fc.constantFrom('=', '=', '=', 'IS NOT DISTINCT FROM'))
    .map(([[a, b], op]) => `${a} ${op} ${b}`);
  const more = fc.option(predicate([...left.tables, table]), { freq: 3 });
  return fc.tuple(fc.constantFrom(...JOINS), on, more).map(([how, equal, also]) => ({
    sql: `${left.sql} ${how} ${table.from} ON ${equal}${also === null ? '' : ` AND ${also}`}`,
    tables: how.startsWith('SEMI') || how.startsWith('ANTI') ? left.tables : [...left.tables, table],
  }));
}

function keyOf(tables: readonly Table[]): Text {
  return fc.constantFrom(...tables.flatMap((table) => [...table.keys]));
}

function predicate(tables: readonly Table[]): Text {
  const text = fc.constantFrom(...tables.flatMap((table) => [...table.texts]));
  return fc.oneof(
    fc
      .tuple(number(tables), fc.constantFrom('<', '>=', '<>'), fc.integer({ min: 0, max: 8 }))
      .map((parts) => parts.join(' ')),
    fc
      .tuple(text, fc.constantFrom("= 'new'", "<> 'n'", 'IS NULL', 'IS NOT NULL'))
      .map((parts) => parts.join(' ')),
    fc.tuple(number(tables), number(tables)).map(([a, b]) => `${a} < ${b}`),
  );
}

function number(tables: readonly Table[]): Text {
  const column = fc.constantFrom(...tables.flatMap((table) => [...table.numbers]));
  return fc.oneof(
    { weight: 5, arbitrary: column },
    { weight: 1, arbitrary: fc.tuple(column, column).map(([a, b]) => `(${a} * ${b})`) },
    { weight: 1, arbitrary: column.map((one) => `(${one} + 1)`) },
    { weight: 1, arbitrary: column.map((one) => `coalesce(${one}, 2)`) },
    { weight: 1, arbitrary: column.map((one) => `CASE WHEN ${one} > 2 THEN ${one} ELSE 0 END`) },
  );
}

const CALLS = [
  'sum(X)',
  'sum(X)',
  'avg(X)',
  'count(X)',
  'min(X)',
  'max(X)',
  'count(DISTINCT X)',
  'sum(DISTINCT X)',
  'min(DISTINCT X)',
];

function call(tables: readonly Table[]): Text {
  const text = fc.constantFrom(...tables.flatMap((table) => [...table.texts]));
  const plain = fc.oneof(
    { weight: 1, arbitrary: fc.constantFrom('count(*)', 'sum(2)', 'count(1)') },
    {
      weight: 8,
      arbitrary: fc.tuple(fc.constantFrom(...CALLS), number(tables)).map(([name, x]) => name.replace('X', x)),
    },
    {
      weight: 2,
      arbitrary: fc.tuple(fc.constantFrom('min', 'max', 'count'), text).map(([name, x]) => `${name}(${x})`),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.constantFrom('bool_and', 'bool_or'), number(tables))
        .map(([name, x]) => `${name}(${x} > 2)`),
    },
  );
  const where = fc.oneof(
    predicate(tables),
    fc.tuple(predicate(tables), predicate(tables)).map((both) => both.join(' AND ')),
  );
  return fc
    .tuple(plain, fc.option(where, { freq: 3 }))
    .map(([one, filter]) => (filter === null ? one : `${one} FILTER (WHERE ${filter})`));
}

/** An aggregate over joins, its calls about any of the tables. */
function query(): Text {
  return from().chain(({ sql, tables }) => {
    const texts = tables.flatMap((table) => [...table.texts]);
    const group = fc.oneof(
      keyOf(tables),
      fc.constantFrom(...texts),
      fc.constantFrom(...texts).map((one) => `lower(${one})`),
    );
    return fc
      .tuple(
        fc.uniqueArray(group, { maxLength: 2 }),
        fc.array(call(tables), { minLength: 1, maxLength: 4 }),
        fc.option(predicate(tables), { freq: 2 }),
        fc.constantFrom('', '', 'ROLLUP', 'CUBE'),
      )
      .map(([groups, calls, where, how]) => {
        const by =
          groups.length === 0
            ? ''
            : ` GROUP BY ${how === '' ? groups.join(', ') : `${how} (${groups.join(', ')})`}`;
        return `SELECT ${[...groups, ...calls].join(', ')} FROM ${sql}${where === null ? '' : ` WHERE ${where}`}${by}`;
      });
  });
}

const PREPARE: readonly Rule[] = [pushFilterIntoJoin, pushConditionIntoSide];
const PROGRAMS = [
  [{ name: 'split', rules: [splitAggregateBelowJoin] }],
  [
    { name: 'prepare', rules: PREPARE },
    { name: 'split', rules: [splitAggregateBelowJoin] },
  ],
  rulesFor('full'),
];
const RUNS = 600;

const worlds: Answers[] = [];
beforeAll(async () => {
  worlds.push(await Answers.open(11), await Answers.open(12), await Answers.open(13, true));
});
afterAll(() => {
  for (const world of worlds) world.close();
});

test('split aggregates give the answer of the whole', { timeout: 240_000 }, async () => {
  const [first] = worlds;
  if (first === undefined) throw new Error('No data');
  let fired = 0;
  const property = fc.asyncProperty(query(), async (text) => {
    const plan = await first.plan(text);
    const { trace } = optimize(plan, [{ name: 'split', rules: [splitAggregateBelowJoin] }], {
      ids: NodeIds.after(plan),
    });
    if (trace.length > 0) fired += 1;
    const printed = new Set(PROGRAMS.map((batches) => first.print(plan, batches)));
    for (const world of worlds) {
      const expected = await world.rows(text);
      for (const sql of printed)
        expect({ sql, rows: await world.rows(sql) }).toEqual({ sql, rows: expected });
    }
  });
  await fc.assert(property, { seed: 31, numRuns: RUNS, endOnFailure: true });
  expect(fired).toBeGreaterThan(0.5 * RUNS);
});

test.each([
  ['raises where a row that meets others is too wide', '', /Error/],
  ['does not raise for rows that meet none', ' AND e.customer > 100', /^NULL|^null/],
])('a widened product %s', async (_, condition, expected) => {
  const [world] = worlds;
  if (world === undefined) throw new Error('No data');
  const text = `SELECT sum(o.amount * 9999999999999999.99) FROM shop.orders o JOIN lake.events e ON o.customer = e.customer${condition}`;
  const batches = [{ name: 'split', rules: [splitAggregateBelowJoin] }];
  const split = world.print(await world.plan(text), batches);
  expect(split).toContain('bool_or');
  expect((await world.rows(text)).join()).toMatch(expected);
  expect((await world.rows(split)).join()).toMatch(expected);
});
