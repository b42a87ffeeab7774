import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import type { ExplainReport, FragmentReport, Outcome, PlanTree } from '../../engine/types/explain.ts';
import { explainText } from './explain-text.ts';

const FRAGMENT: FragmentReport = {
  id: 'f1',
  source: 'shop',
  sql: 'SELECT 1',
  params: [],
  covers: ['scan'],
  estimated: { rows: 3412, bytes: 51_000, ms: 123.4 },
  actual: null,
};
const ACTUAL = { rows: 3000, bytes: 45_000, connectMs: 1, firstRowMs: 2, ms: 84, retries: 0 };

/** The heading of the one fragment. */
function heading(fragment: FragmentReport): string {
  const report: ExplainReport = {
    sql: 'SELECT 1',
    columns: [],
    fragments: [fragment],
    local: { sql: 'FROM f1', ms: null, operators: [], opaque: false },
    notPushed: [],
    outcomes: [],
    totals: { ms: null, bytesMoved: null, rowsMoved: null, planMs: 1 },
    plan: {
      id: 'n1',
      kind: 'scan',
      line: 'scan',
      site: 'shop',
      fragment: 'f1',
      columns: [],
      estimatedRows: null,
      estimatedBytes: null,
      actualRows: null,
      children: [],
    },
  };
  return explainText(report, '/workspace').split('\n')[0] ?? '';
}

test('a fragment says what it is foretold to take', () => {
  expect(heading(FRAGMENT)).toBe('f1 at shop   about 3,412 rows · 51.0 kB · 123 ms');
  expect(heading({ ...FRAGMENT, estimated: { rows: 3412, bytes: 51_000 } })).toBe(
    'f1 at shop   about 3,412 rows · 51.0 kB',
  );
  expect(heading({ ...FRAGMENT, estimated: { rows: null, bytes: null } })).toBe('f1 at shop   size unknown');
});

test('after a run it stands beside what it took', () => {
  expect(heading({ ...FRAGMENT, actual: ACTUAL })).toBe(
    'f1 at shop   3,000 rows · 45.0 kB · 84 ms, foretold 123 ms',
  );
});

test('nothing is foretold of a fragment that keys cut', () => {
  expect(heading({ ...FRAGMENT, keysFrom: 'f2', actual: ACTUAL })).toBe(
    'f1 at shop   3,000 rows · 45.0 kB · 84 ms',
  );
});

const TREE = { columns: [], estimatedRows: 1234, estimatedBytes: null, actualRows: null };
const LONG = Array.from({ length: 30 }, (_, at) => `sum(amount_of_column_${at}#${at})`).join(', ');

const MIXED: ExplainReport = {
  sql: 'SELECT 1',
  columns: Array.from({ length: 20 }, (_, at) => ({ name: `column_${at}`, type: 'DECIMAL(38,4)' })),
  fragments: [
    { ...FRAGMENT, params: ['a'.repeat(300), null, 'x y'], sql: `SELECT ${LONG} FROM orders` },
    { ...FRAGMENT, id: 'f2', source: 'crm', estimated: { rows: null, bytes: null } },
  ],
  local: {
    sql: 'SELECT 1 FROM f1 JOIN f2',
    ms: null,
    operators: [{ kind: 'filter', node: 'n3', line: "filter (name#1 = '#1 of ''all''')" }],
    opaque: false,
  },
  notPushed: [
    { operator: 'join', expression: 'keys of id', source: 'crm', code: 'type', reason: 'Not as keys.' },
  ],
  outcomes: [
    outcome({
      operator: 'sort',
      expression: 'id',
      reason: 'It works on what an INNER JOIN gives, which runs here.',
    }),
    outcome({ part: 'predicate', operator: 'filter', expression: "(name = 'all')" }),
    outcome({ operator: 'filter', expression: "(name = 'all')" }),
    outcome({ operator: 'aggregate', expression: LONG.replaceAll(/#\d+/g, '') }),
    outcome({ operator: 'scan', expression: 'shop.orders', outcome: 'exact', code: null, reason: null }),
    outcome({ operator: 'join', expression: 'left on (a = b)', outcome: 'dropped', code: null }),
  ],
  totals: { ms: null, bytesMoved: null, rowsMoved: null, planMs: 1 },
  plan: {
    ...TREE,
    id: 'n1',
    kind: 'project',
    line: 'project id#0, name#1 as other',
    site: 'local',
    fragment: null,
    children: [
      {
        ...TREE,
        id: 'n2',
        kind: 'aggregate',
        line: `aggregate [id#0] ${LONG}`,
        site: 'local',
        fragment: null,
        children: [
          {
            ...TREE,
            id: 'n3',
            kind: 'filter',
            line: 'filter of the whole plan',
            site: 'local',
            fragment: null,
            children: [leaf('f1', 'shop'), leaf('f2', 'crm')],
          },
        ],
      },
    ],
  },
};

function leaf(fragment: string, site: string): PlanTree {
  return { ...TREE, id: fragment, kind: 'scan', line: 'scan', site, fragment, children: [] };
}

function outcome(of: Partial<Outcome>): Outcome {
  const nowhere = { sources: [], fragments: [], node: 'n1' };
  return {
    part: 'operator',
    operator: 'sort',
    expression: null,
    outcome: 'kept',
    ...nowhere,
    code: 'collation',
    reason: 'Its text is compared without case there: declare name utf8mb4_nopad_bin.',
    ...of,
  };
}

test('no line is wider than the terminal, or than 100 columns', () => {
  for (const terminal of [null, 60, 80, 100, 200]) {
    const lines = explainText(MIXED, '/workspace', { terminal }).split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(Math.min(100, terminal ?? 100));
  }
});

test('the local part is a plan over the fragments, what stayed is grouped by reason', () => {
  const text = explainText({ ...MIXED, fragments: [], columns: [] }, '/workspace', { terminal: 80 });
  expect(text).toMatchInlineSnapshot(`
    "here, in DuckDB
      aggregate [id] sum(amount_of_column_0),                                 ~1,234
      │     sum(amount_of_column_1), sum(amount_of_column_2),
      │     sum(amount_of_column_3), sum(amount_of_column_4), …
      └ filter (name = '#1 of ''all''')                                       ~1,234
        ├ f1 at shop                                                          ~1,234
        └ f2 at crm                                                           ~1,234

    done here, and why
      · Its text is compared without case there: declare name utf8mb4_nopad_bin.
        (collation)
          name = 'all'
          aggregate sum(amount_of_column_0), sum(amount_of_column_1),
            sum(amount_of_column_2), sum(amount_of_column_3),
            sum(amount_of_column_4), sum(amount_of_column_5),
            sum(amount_of_column_6), sum(amount_of_column_7),
            sum(amount_of_column_8), sum(amount_of_column_9),
            sum(amount_of_column_10), sum(amount_of_column_11),
            sum(amount_of_column_12), sum(amount_of_column_13),
            sum(amount_of_column_14), sum(amount_of_column_15),
            sum(amount_of_column_16), sum(amount_of_column_17),
            sum(amount_of_column_18), sum(amount_of_column_19),
            sum(amount_of_column_20), sum(amount_of_column_21),
            sum(amount_of_column_22), sum(amount_of_column_23),
            sum(amount_of_column_24), sum(amount_of_column_25),
            sum(amount_of_column_26), sum(amount_of_column_27),
            sum(amount_of_column_28), sum(amount_of_column_29)
      · Not as keys. (type)
          keys of id at crm
      · over what is put together here: sort id

    left out, since the answer is the same
      join left on (a = b)

    operators: 1 at sources, 3 here, 1 left out · predicates: 1 here
    nothing travels · planned in 1.0 ms
    "
  `);
});

test('the SQL that runs here is shown where it is asked for', () => {
  expect(explainText(MIXED, '/workspace', { sql: true })).toContain('    SELECT 1 FROM f1 JOIN f2\n');
});

test('headings stand out where colours are wanted, and nothing else changes', () => {
  const coloured = explainText(MIXED, '/workspace', { colours: true });
  expect(coloured).toContain('\u001B[1mhere, in DuckDB\u001B[22m');
  expect(stripVTControlCharacters(coloured)).toBe(explainText(MIXED, '/workspace'));
});

test('after a run the worst estimate is named', () => {
  const worstEstimate = { where: 'f2', estimated: 50, actual: 4000, factor: 80 };
  const totals = { ms: 40, bytesMoved: 90, rowsMoved: 4000, planMs: 3 };
  expect(
    explainText({ ...MIXED, totals, worstEstimate }, '/workspace')
      .split('\n')
      .slice(-3),
  ).toEqual([
    '4,000 rows · 90 B travelled, 0.0 ms here · planned in 3.0 ms',
    'worst estimate: f2, about 50 rows expected, 4,000 came (80 times off)',
    '',
  ]);
});
