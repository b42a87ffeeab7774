import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { printPlan } from '../plan/print-plan.ts';
import { Conformance } from './conformance/conformance.fixture.ts';

let conformance: Conformance;
beforeAll(async () => {
  conformance = await Conformance.open();
});
afterAll(() => conformance.close());

const failure: Conformance['failure'] = (...args) => conformance.failure(...args);

describe('parameters', () => {
  it('become constants of the type that the query gives them', async () => {
    const { plan, parameters } = await conformance.bind(
      'SELECT id FROM shop.facts WHERE dt > $since AND a = $n AND s = $n2',
      new Map([
        ['since', '2020-01-01'],
        ['n', '3'],
        ['n2', "it's"],
      ]),
    );
    expect(parameters.map(({ name, type }) => `${name} ${type?.id}`)).toEqual([
      'since DATE',
      'n INTEGER',
      'n2 VARCHAR',
    ]);
    expect(plan && printPlan(plan)).toMatchInlineSnapshot(`
      "project id#3
        filter (dt#0 > '2020-01-01') and (a#1 = 3) and (s#2 = 'it''s')
          scan shop.facts [dt, a, s, id]"
    `);
  });
  it.each([
    [
      'SELECT id FROM shop.facts WHERE a > ? AND a < ?',
      new Map([
        ['1', '1'],
        ['2', '5'],
      ]),
    ],
    ['SELECT $x + 1', new Map([['x', '5']])],
    ['SELECT id FROM shop.facts ORDER BY id LIMIT $n', new Map([['n', '3']])],
    ["SELECT '$x' || $x, $$ $x $$, id -- $y\nFROM shop.facts", new Map([['x', "o'clock \\ 😀"]])],
    [
      'SELECT id FROM shop.facts WHERE a IN ($l, $l) OR dt = $d',
      new Map([
        ['l', '2'],
        ['d', '2020-01-05'],
      ]),
    ],
  ] as const)('%s', async (sql, values) => {
    await conformance.proves(sql, values);
  });
  it('takes typed values as they are', async () => {
    const values = new Map([['x', { type: { id: 'DECIMAL', width: 5, scale: 3 }, value: '1.500' }]] as const);
    const { columns } = await conformance.bind('SELECT $x AS v', values);
    expect(columns).toEqual([{ name: 'v', type: { id: 'DECIMAL', width: 5, scale: 3 } }]);
  });
  it.each([
    ['SELECT $x + $y', { x: '1' }, 'The query needs a value for $y.'],
    ['SELECT 1', { x: '1' }, 'The query has no parameter $x.'],
    ['SELECT id FROM shop.facts WHERE a = $x', { x: 'seven' }, "The value 'seven' of $x is no INTEGER."],
    ['SELECT $x, ?', { x: '1', 1: '2' }, 'The query mixes $name and ? parameters; use one form.'],
  ])('refuses %s with %o', async (sql, values, message) => {
    expect(await failure(sql, new Map(Object.entries(values)))).toMatchObject({
      code: 'sql-parameter',
      message,
    });
  });
});
