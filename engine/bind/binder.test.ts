import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { walkExpression } from '../plan/expression-children.ts';
import { expressionsOf } from '../plan/node-expressions.ts';
import { printPlan } from '../plan/print-plan.ts';
import { walk } from '../plan/walk.ts';
import type { BindTables } from './bind-tables.ts';
import type { Binder } from './binder.ts';
import { Conformance } from './conformance/conformance.fixture.ts';
import { FIXTURE_TABLES } from './conformance/tables.fixture.ts';

let conformance: Conformance;
let binder: Binder;
beforeAll(async () => {
  conformance = await Conformance.open();
  ({ binder } = conformance);
});
afterAll(() => conformance.close());

const failure: Conformance['failure'] = (...args) => conformance.failure(...args);

describe('plans', () => {
  it('shows a join with constants folded and models spliced', async () => {
    const plan = await conformance.plan(
      "SELECT p.name, sum(b.twice) AS total FROM models.busy b JOIN crm.people p ON p.id = b.a WHERE p.since > DATE '2020-01-31' - INTERVAL 1 MONTH GROUP BY p.name ORDER BY total DESC LIMIT 3",
    );
    expect(printPlan(plan)).toMatchInlineSnapshot(`
      "limit 3
        sort total#1 desc
          project name#0, sum#1 as total
            aggregate [name#5] sum(twice#2)
              filter (cast(since#4 as TIMESTAMP) > '2019-12-31 00:00:00')
                inner join on (a#1 = id#3)
                  model busy
                    project id#2, a#1, (d#3 * 2) as twice
                      filter ((g#0 = 'apple') or (a#1 > 2))
                        scan shop.facts [g, a, id, d]
                  scan crm.public.people [id, since, name]"
    `);
  });

  it('shows a correlated subquery', async () => {
    const plan = await conformance.plan(
      'SELECT id FROM shop.facts f WHERE EXISTS (SELECT 1 FROM crm.people p WHERE p.id = f.a)',
    );
    expect(printPlan(plan)).toMatchInlineSnapshot(`
      "project id#1
        filter mark#2
          delim-join d2 mark keys a#0 on (a#0 is not distinct from a#3)
            scan shop.facts [a, id]
            project 1 as literal, a#1
              filter (id#0 = a#1)
                cross join
                  scan crm.public.people [id]
                  delim-scan d2 [a]"
    `);
  });

  it('gives scans the catalog: fields in the spelling of the source, origins, nullability', async () => {
    const plan = await conformance.plan('SELECT NAME_1, name FROM crm.people');
    const scan = [...walk(plan)].find((node) => node.kind === 'scan');
    expect(scan?.fields.map((field) => field.name)).toEqual(['NAME', 'name']);
    expect(scan?.columns.map((column) => column.name)).toEqual(['NAME_1', 'name']);
    expect(scan?.columns[0]?.origins).toEqual([{ source: 'crm', table: 'public.people', column: 'NAME' }]);
    const facts = await conformance.plan('SELECT id, a FROM shop.facts');
    expect(facts.columns.map((column) => column.nullable)).toEqual([false, true]);
  });

  it('keeps the names that DuckDB gives, repeated ones too', async () => {
    const { columns, plan } = await conformance.bind('SELECT id, a AS id, count(*) OVER () FROM shop.facts');
    expect(columns.map((column) => column.name)).toEqual(['id', 'id', 'count() OVER ()']);
    expect(plan?.columns.map((column) => column.name)).toEqual(['id', 'id', 'count() OVER ()']);
  });

  it('tells in UTF-16 where an expression was written', async () => {
    const sql = "SELECT '😀é' AS x, a + 1 FROM shop.facts";
    const plan = await conformance.plan(sql);
    const sum = expressionsOf(plan)
      .flatMap((one) => [...walkExpression(one)])
      .find((one) => one.kind === 'call');
    expect(sum?.at).toBe(sql.indexOf('+'));
  });

  it('lists tables through models once, as they are written', async () => {
    const { tables, models } = await conformance.bind(
      'SELECT 1 FROM models.pairs, crm.people, shop.facts, crm.people x',
    );
    expect(tables.map(({ parts }) => parts.join('.'))).toEqual(['shop.facts', 'crm.people']);
    expect(models.map(({ name }) => name)).toEqual(['pairs']);
  });

  it('makes a stub again when the shape of a table changes', async () => {
    const only = (name: string): BindTables => ({
      ...FIXTURE_TABLES,
      find: (parts) => {
        const found = FIXTURE_TABLES.find(parts);
        return (
          found && {
            ...found,
            table: { ...found.table, columns: found.table.columns.filter((column) => column.name === name) },
          }
        );
      },
    });
    const first = await binder.bind('SELECT * FROM shop.facts', only('a'));
    const second = await binder.bind('SELECT * FROM shop.facts', only('s'));
    expect([first, second].map(({ columns }) => columns.map((column) => column.name))).toEqual([
      ['a'],
      ['s'],
    ]);
    expect((await failure('SELECT a FROM shop.facts', new Map(), only('s'))).code).toBe('sql-unknown-column');
  });

  it('binds calls that come at the same time one after the other', async () => {
    const results = await Promise.all(
      ['a', 'b', 'g'].map(async (name) => await conformance.bind(`SELECT ${name} FROM shop.facts`)),
    );
    expect(results.map(({ columns }) => columns[0]?.name)).toEqual(['a', 'b', 'g']);
  });
});

describe('the clock', () => {
  it('is read once, in UTC', async () => {
    const plan = await conformance.plan(
      'SELECT now(), current_date, current_timestamp, get_current_timestamp(), today(), age(ts) FROM shop.facts',
    );
    expect(printPlan(plan)).toMatchInlineSnapshot(`
      "project '2020-03-04 05:06:07.890000+00' as now(), '2020-03-04' as current_date, '2020-03-04 05:06:07.890000+00' as current_timestamp, '2020-03-04 05:06:07.890000+00' as get_current_timestamp(), '2020-03-04' as today(), age('2020-03-04 00:00:00', ts#0) as age(ts)
        scan shop.facts [ts]"
    `);
  });
});

describe('determinism and order', () => {
  it.each([
    ['SELECT id FROM shop.facts', []],
    ['SELECT random()', [/random/]],
    ['SELECT id FROM shop.facts LIMIT 3', [/LIMIT without/]],
    ['SELECT id FROM shop.facts ORDER BY a LIMIT 3', [/tie/]],
    ['SELECT a, s FROM shop.facts ORDER BY id LIMIT 3', []],
    ['SELECT a FROM shop.facts ORDER BY a LIMIT 3', []],
    ['SELECT any_value(a) FROM shop.facts', [/any_value/]],
    ['SELECT list(a ORDER BY a) FROM shop.facts', []],
    ['SELECT id, row_number() OVER (ORDER BY a) FROM shop.facts', [/row_number/]],
    ['SELECT row_number() OVER (ORDER BY id) FROM shop.facts', []],
    ['SELECT rank() OVER (ORDER BY a) FROM shop.facts', []],
    ['SELECT DISTINCT ON (a) id FROM shop.facts', [/DISTINCT ON/]],
    ['FROM shop.facts USING SAMPLE 5', [/SAMPLE/]],
  ])('%s', async (sql, reasons) => {
    const { nondeterminism } = await conformance.bind(sql);
    expect(nondeterminism).toHaveLength(reasons.length);
    reasons.forEach((reason, at) => {
      expect(nondeterminism[at]).toMatch(reason);
    });
  });
  it.each([
    ['SELECT id FROM shop.facts ORDER BY a', true],
    ['SELECT id FROM shop.facts ORDER BY a LIMIT 2', true],
    ['SELECT g, count(*) FROM (SELECT g FROM shop.facts ORDER BY id) GROUP BY g', false],
    ['WITH t AS (SELECT 1 AS n) FROM t ORDER BY n', true],
    ["SELECT id FROM shop.facts WHERE s COLLATE nocase = 'x' ORDER BY id", true],
  ])('%s is ordered: %s', async (sql, ordered) => {
    expect((await conformance.bind(sql)).ordered).toBe(ordered);
  });
});
