import { expect, test } from 'vitest';
import { planOf } from '../optimize/rule-test.fixture.ts';
import { col, int, lit } from '../spi/sql/testing/shorthand.ts';
import { BOOLEAN, INTEGER, VARCHAR } from '../types/data-type.ts';
import type { Expression } from './expression.ts';
import { printExpression, printKeys } from './print-expression.ts';
import { printPlan } from './print-plan.ts';

test('a plan is indented lines, columns by name and position in the input', async () => {
  const sql = `SELECT c.region, count(DISTINCT o.status) FILTER (WHERE o.amount > 2) AS n
    FROM shop.orders o LEFT JOIN shop.customers c ON o.customer = c.id
    GROUP BY GROUPING SETS ((c.region), ()) ORDER BY n DESC NULLS FIRST LIMIT 10 OFFSET 2`;
  expect(printPlan(await planOf(sql))).toMatchInlineSnapshot(`
    "limit 10 offset 2
      sort n#1 desc nulls first
        project region#0, count#1 as n
          aggregate [region#4] sets [[0],[]] count(distinct status#2) filter (amount#1 > 2.00)
            left join on (customer#0 = id#3)
              scan shop.orders [customer, amount, status]
              scan shop.customers [id, region]"
  `);
});

test('windows, set operations, CTEs, unnest, samples and functions', async () => {
  const sql = `WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 3)
    SELECT n.i, rank() OVER (PARTITION BY e.kind ORDER BY e.value ROWS BETWEEN 1 PRECEDING AND CURRENT ROW EXCLUDE TIES)
    FROM n, (SELECT kind, value, unnest(tags) AS t FROM lake.events USING SAMPLE 10%) e, generate_series(1, 3) g(j)
    EXCEPT SELECT 1, 2`;
  expect(printPlan(await planOf(sql))).toMatchInlineSnapshot(`
    "cte n recursive
      project 1 as i
        values 1 × 0
      project (i#0 + 1) as +
        filter (i#0 < 3)
          cte-ref n
      distinct
        project i#0, rank#1 as rank() OVER (PARTITION BY e.kind ORDER BY e."value" ROWS BETWEEN 1 PRECEDING AND CURRENT ROW EXCLUDE TIES)
          except
            project i#0, rank#5
              window rank() over (partition by kind#1 order by value#2 rows 1 preceding..current-row exclude ties)
                cross join
                  cross join
                    cte-ref n
                    project kind#0, value#1, unnest#3 as t
                      unnest tags#2
                        sample system 10.0%
                          scan lake.events [kind, value, tags]
                  table-function generate_series(1, 3)
            project 1 as literal, 2 as cast
              values 1 × 0"
  `);
});

test.each<[string, Expression, string]>([
  ['text in quotes', lit(VARCHAR, "it's"), "'it''s'"],
  ['digits of a text in quotes', lit(VARCHAR, '7'), "'7'"],
  ['numbers bare', int(-7), '-7'],
  ['NULL', lit(INTEGER, null), 'null'],
  ['a list by its parts', lit({ id: 'LIST', child: INTEGER }, ['1', null]), "['1', null]"],
  ['a parameter', { kind: 'parameter', name: 'day', type: VARCHAR }, '$day'],
  [
    'bounds by their signs',
    {
      kind: 'between',
      child: col(0),
      lower: int(1),
      upper: int(2),
      lowerInclusive: true,
      upperInclusive: false,
      type: BOOLEAN,
    },
    '(1 <= #0 < 2)',
  ],
  [
    'NOT IN',
    { kind: 'in', child: col(0), list: [int(1), int(2)], negated: true, type: BOOLEAN },
    '(#0 not in (1, 2))',
  ],
  ['TRY_CAST', { kind: 'cast', child: col(0, VARCHAR), type: INTEGER, try: true }, 'try_cast(#0 as INTEGER)'],
])('expressions: %s', (_, expression, text) => {
  expect(printExpression(expression)).toBe(text);
});

test('sort keys leave out what is the default', () => {
  const keys = [
    { expression: col(0), descending: false, nullsFirst: false },
    { expression: col(1), descending: true, nullsFirst: true },
  ];
  expect(printKeys(keys, (index) => `c${index}`)).toBe('c0, c1 desc nulls first');
});
