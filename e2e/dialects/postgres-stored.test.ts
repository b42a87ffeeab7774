import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { postgresDialect } from '../../connectors/postgres/dialect.ts';
import * as build from '../../engine/plan/builders.ts';
import { COMPARISONS, type Comparison, type Expression } from '../../engine/plan/expression.ts';
import type { PlanNode } from '../../engine/plan/node.ts';
import { printExpression } from '../../engine/plan/print-expression.ts';
import { agg, call, id, lit, one, up, win } from '../../engine/spi/sql/testing/shorthand.ts';
import type { DataType } from '../../engine/types/data-type.ts';
import { BIGINT, BOOLEAN, VARCHAR } from '../../engine/types/data-type.ts';
import { startPostgres, type TestPostgres } from '../fixtures/postgres.ts';
import { DialectPair } from './dialect-pair.ts';
import { runAtPostgres } from './postgres-probe.ts';
import { type ProbeColumn, ProbeTable } from './probe-table.ts';
import { at, compare, type RelationalCase, unordered } from './relational-case.ts';

/* Types whose values the server stores and compares by rules of its own: enums and CHAR(n). */

const MOOD: DataType = { id: 'ENUM', values: ['sad', 'ok', 'Happy', "it's", 'é'] };
const SHADE: DataType = { id: 'ENUM', values: ['ok', 'sad'] };
const moods = ['ok', 'Happy', null, 'sad', "it's", 'é', 'sad'];
const words = ['', 'a', 'A', 'ab', 'é', null, "it's", 'a b', 'abcde'];
const padded = (name: string, collation: string, equalityIsBytes: boolean): ProbeColumn => ({
  name,
  type: VARCHAR,
  native: 'character(5)',
  values: words,
  collation: { name: collation, equalityIsBytes, orderIsBytes: false, padded: true },
});

const TABLE = new ProbeTable(
  [
    { name: 'a', type: { id: 'INTEGER' }, native: 'integer', values: ['1', '-2', '10', '9'] },
    { name: 'm', type: MOOD, native: 'mood', values: moods },
    { name: 'n', type: MOOD, native: 'mood', values: [...moods].reverse() },
    { name: 'o', type: MOOD, native: 'far."Odd ""mood"', values: moods },
    { name: 's', type: SHADE, native: 'shade', values: ['ok', 'sad', null] },
    { name: 'd', type: MOOD, native: 'humour', values: moods, typeEnforced: false },
    { name: 't', type: VARCHAR, native: 'text', values: ['ok', 'OK', 'odd', null, 'a'] },
    padded('c', 'en-x-icu', true),
    padded('x', 'atoll_ci', false),
  ],
  'stored',
  'public',
);
const ROWS = 63;

let server: TestPostgres;
let client: Client;
let pair: DialectPair;
beforeAll(async () => {
  server = await startPostgres();
  client = await server.connect(await server.createDatabase('stored'));
  await fill();
  pair = await DialectPair.open([TABLE], ROWS, postgresDialect, runAtPostgres(client));
});
afterAll(async () => {
  pair?.close();
  await client?.end();
  await server?.stop();
});

async function fill(): Promise<void> {
  const labels = `('sad', 'ok', 'Happy', 'it''s', 'é')`;
  await client.query(`CREATE TYPE mood AS ENUM ${labels}; CREATE TYPE shade AS ENUM ('ok', 'sad');
    CREATE SCHEMA far; CREATE TYPE far."Odd ""mood" AS ENUM ${labels}; CREATE DOMAIN humour AS mood;
    CREATE COLLATION atoll_ci (provider = icu, locale = 'und-u-ks-level2', deterministic = false)`);
  const columns = TABLE.columns.map(
    ({ name, native, collation }) => `"${name}" ${native}${collation ? ` COLLATE "${collation.name}"` : ''}`,
  );
  await client.query(`CREATE TABLE stored (${columns.join(', ')}); CREATE INDEX by_m ON stored (m);
    CREATE INDEX by_c ON stored (c)`);
  const places = TABLE.columns.map((_, place) => `$${place + 1}`).join(', ');
  for (const row of TABLE.rows(ROWS)) await client.query(`INSERT INTO stored VALUES (${places})`, [...row]);
}

const col = (name: string): Expression => TABLE.column(name);
const textOf = (child: Expression): Expression => ({ kind: 'cast', child, type: VARCHAR, try: false });
const str = (value: string | null): Expression => lit(VARCHAR, value);
const project = (node: PlanNode, list: readonly Expression[]): PlanNode =>
  build.project(node, list, null, id());
const member = (child: Expression, list: readonly Expression[], negated = false): Expression => ({
  kind: 'in',
  child,
  list,
  negated,
  type: BOOLEAN,
});

async function same(plan: PlanNode, ordered = false): Promise<void> {
  const outcome = await pair.compare(plan, ordered);
  expect({ ...outcome, duckdb: null }).toEqual({ ...outcome, duckdb: null, source: outcome.duckdb });
}

const EQUALITIES: readonly Comparison[] = ['=', '<>', 'is distinct from', 'is not distinct from'];
const constants = ['ok', 'Happy', 'odd', "it's", 'é', 'a', 'a ', '', 'ab', 'a b', 'toolong', null].map(str);

/** Expressions that must be sent, and mean the same. */
const EXPRESSIONS: readonly Expression[] = [
  ...[textOf(col('m')), textOf(col('o')), col('c'), col('x')].flatMap(
    (subject) =>
      [
        ...constants.flatMap((value) => COMPARISONS.map((op) => compare(subject, op, value))),
        ...constants.flatMap((value) => EQUALITIES.map((op) => compare(value, op, subject))),
        member(subject, constants),
        member(subject, [str('ok'), str('sad'), str('a'), str(null)]),
        member(subject, [str('ok'), str('a')], true),
        member(subject, [str('odd'), str('a ')]),
        compare(subject, '=', col('t')),
        compare(subject, '<', col('t')),
        {
          kind: 'between',
          child: subject,
          lower: str('A'),
          upper: str('m'),
          lowerInclusive: true,
          upperInclusive: true,
          type: BOOLEAN,
        },
        call('||', [subject, str('!')], VARCHAR),
        { kind: 'is-null', child: subject, negated: false, type: BOOLEAN },
      ] as const,
  ),
  ...COMPARISONS.flatMap((op) => [
    compare(col('m'), op, col('n')),
    compare(col('m'), op, lit(MOOD, 'ok')),
    compare(lit(MOOD, null), op, col('m')),
    compare(textOf(col('m')), op, textOf(col('s'))),
  ]),
  ...EQUALITIES.flatMap((op) => [compare(col('m'), op, col('o')), compare(col('o'), op, lit(MOOD, "it's"))]),
  member(col('m'), [col('n'), lit(MOOD, 'sad')]),
  member(col('m'), [col('o'), lit(MOOD, 'sad')]),
  call('greatest', [col('m'), col('n')], MOOD),
  { kind: 'coalesce', args: [col('m'), col('o'), lit(MOOD, 'é')], type: MOOD },
  {
    kind: 'case',
    branches: [{ when: compare(col('m'), '=', col('o')), then: col('n') }],
    otherwise: lit(MOOD, null),
    type: MOOD,
  },
];

const names = (index: number): string => TABLE.columns[index]?.name ?? '?';
describe('expressions', () => {
  test.each(EXPRESSIONS.map((one) => [printExpression(one, names), one] as const))('%s', async (_, one) => {
    await same(project(TABLE.scan(), [one, col('a')]));
  });
});

function relations(): readonly RelationalCase[] {
  const count = agg('count_star', [], BIGINT);
  const picked = (name: string): PlanNode => project(TABLE.scan(), [col(name)]);
  const sorted = (key: Expression, descending: boolean): PlanNode =>
    build.sort(TABLE.scan(), [{ expression: key, descending, nullsFirst: descending }], id());
  // A bare CHAR(n) loses its padding only when it is decoded.
  const computed = (key: Expression): Expression =>
    key.type.id === 'ENUM' ? key : call('||', [key, str('!')], VARCHAR);
  const keys = [col('m'), col('o'), col('s'), textOf(col('m')), textOf(col('a')), col('c'), col('x')];
  const joined = (left: string, right: string): PlanNode => {
    const node = build.join(
      'full',
      picked(left),
      picked(right),
      [compare(at(0, MOOD), '=', at(1, MOOD))],
      id(),
    );
    return project(node, [at(0, MOOD), at(1, MOOD)]);
  };
  const union = (all: boolean): PlanNode => ({
    kind: 'set-operation',
    id: id(),
    op: 'union',
    all,
    inputs: [picked('m'), picked('o')],
    columns: picked('m').columns,
  });
  const grouped = one([count, agg('min', [col('n')], MOOD)], TABLE.scan(), [col('m')]);
  const ranked = build.window(
    TABLE.scan(),
    [
      win('count_star', [], BIGINT, { partitionBy: [col('m')] }),
      win('rank', [], BIGINT, { orderBy: [up(col('m'))] }),
    ],
    ['p', 'r'],
    id(),
  );
  const width = TABLE.columns.length;
  return [
    ...keys.flatMap((key) =>
      [true, false].map((down) => ({
        name: `sorted by ${printExpression(key, names)}${down ? ' DESC' : ''}`,
        plan: project(sorted(key, down), [computed(key)]),
        ordered: true,
      })),
    ),
    ...keys.map((key) =>
      unordered(`groups of ${printExpression(key, names)}`, one([count], TABLE.scan(), [key])),
    ),
    ...['m', 'o', 's'].map((name) =>
      unordered(
        `extremes of ${name}`,
        one(
          [
            agg('min', [col(name)], TABLE.column(name).type),
            agg('max', [col(name)], TABLE.column(name).type),
            agg('count', [col(name)], BIGINT, { distinct: true }),
          ],
          TABLE.scan(),
        ),
      ),
    ),
    unordered(
      'sums of groups again',
      one([count, agg('count', [at(2, MOOD)], BIGINT, { distinct: true })], grouped, [at(0, MOOD)]),
    ),
    unordered('windows over an enum', project(ranked, [col('m'), at(width, BIGINT), at(width + 1, BIGINT)])),
    unordered('a full join of one enum', joined('m', 'n')),
    unordered('a full join of two enums', joined('m', 'o')),
    unordered('a union of two enums', union(false)),
    unordered(
      'a union of two enums, counted and compared',
      one([count], build.filter(union(true), [compare(at(0, MOOD), '=', lit(MOOD, 'ok'))], id()), [
        at(0, MOOD),
      ]),
    ),
    {
      name: 'groups sorted by their enum',
      plan: build.sort(grouped, [up(at(0, MOOD))], id()),
      ordered: true,
    },
  ];
}

describe('relations', () => {
  test.each(relations().map((one) => [one.name, one] as const))('%s', async (_, { plan, ordered }) => {
    await same(plan, ordered);
  });
});

describe('refusals', () => {
  const sortedUnion: PlanNode = build.sort(
    {
      kind: 'set-operation',
      id: id(),
      op: 'union',
      all: true,
      inputs: ['m', 'o'].map((name) => project(TABLE.scan(), [col(name)])),
      columns: project(TABLE.scan(), [col('m')]).columns,
    },
    [up(at(0, MOOD))],
    id(),
  );
  const plans: readonly (readonly [string, PlanNode])[] = [
    ['the order of two enums', project(TABLE.scan(), [compare(col('m'), '<', col('o'))])],
    ['the greatest of two enums', project(TABLE.scan(), [call('greatest', [col('m'), col('o')], MOOD)])],
    ['the order of a union', sortedUnion],
    ['a domain over an enum', project(TABLE.scan(), [compare(textOf(col('d')), '=', str('ok'))])],
    [
      'a cast of text to an enum',
      project(TABLE.scan(), [{ kind: 'cast', child: col('t'), type: MOOD, try: false }]),
    ],
  ];
  test.each(plans)('%s', (_, plan) => {
    expect(postgresDialect.refuse(plan)).not.toBeNull();
  });
});

describe('indexes serve', () => {
  test.each([
    ['by_m', compare(textOf(col('m')), '=', str('ok'))],
    ['by_m', member(textOf(col('m')), [str('ok'), str('sad')])],
    ['by_m', compare(col('m'), '>=', lit(MOOD, 'Happy'))],
    ['by_c', compare(col('c'), '=', str('ab'))],
    ['by_c', member(col('c'), [str('ab'), str('a')])],
  ] as const)('%s', async (index, predicate) => {
    const { sql, params } = postgresDialect.print(build.filter(TABLE.scan(), [predicate], id()));
    await client.query('SET enable_seqscan = off');
    const { rows } = await client.query<[string]>({
      text: `EXPLAIN ${sql}`,
      values: params.map((param) => param.value),
      rowMode: 'array',
    });
    expect(rows.flat().join('\n')).toMatch(new RegExp(`Index Cond: .*\\b${index.slice(3)}\\b`));
  });
});
