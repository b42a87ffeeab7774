import { IN_KEY_SET } from '../../engine/plan/key-set.ts';
import type { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { computedColumns, sqliteDialect } from '../../connectors/sqlite/dialect.ts';
import { CALLS } from '../../connectors/sqlite/sql/calls.ts';
import * as build from '../../engine/plan/builders.ts';
import { COMPARISONS, type Comparison, type Expression } from '../../engine/plan/expression.ts';
import { columnsUsed } from '../../engine/plan/expression-children.ts';
import { printExpression } from '../../engine/plan/print-expression.ts';
import { agg, call, id, int, lit, one } from '../../engine/spi/sql/testing/shorthand.ts';
import type { DataType } from '../../engine/types/data-type.ts';
import { BIGINT, BOOLEAN, DOUBLE, INTEGER, VARCHAR } from '../../engine/types/data-type.ts';
import type { PlanNode } from '../../engine/plan/node.ts';
import { DialectPair } from './dialect-pair.ts';
import { aggregateCases, groupingCases } from './plans-groups.ts';
import { collationCases } from './plans-collations.ts';
import { joinCases } from './plans-joins.ts';
import { setCases } from './plans-sets.ts';
import { windowCases } from './plans-windows.ts';
import type { ProbeTable } from './probe-table.ts';
import { hexOf } from './blob-text.ts';
import { PROBE_ROWS } from './probe-table.ts';
import { openSqlite, runAtSqlite, SQLITE_PROBE, typeTitle } from './sqlite-probe.ts';

let database: DatabaseSync;
let pair: DialectPair;
beforeAll(async () => {
  database = openSqlite();
  pair = await DialectPair.open([SQLITE_PROBE], PROBE_ROWS, sqliteDialect, runAtSqlite(database));
});
afterAll(() => {
  pair?.close();
  database?.close();
});

const col = (name: string): Expression => SQLITE_PROBE.column(name);
const names = (index: number): string => SQLITE_PROBE.columns[index]?.name ?? '?';
const title = (expression: Expression): string => printExpression(expression, names);
const str = (value: string): Expression => lit(VARCHAR, value);
const big = (value: number): Expression => lit(BIGINT, String(value));
const cast = (child: Expression, type: DataType): Expression => ({ kind: 'cast', child, type, try: false });
const compare = (left: Expression, op: Comparison, right: Expression): Expression => ({
  kind: 'compare',
  op,
  left,
  right,
  type: BOOLEAN,
});

async function same(expression: Expression): Promise<void> {
  const shown = [...columnsUsed(expression)]
    .map((index) => col(names(index)))
    .filter((column) => column.type.id !== 'BLOB');
  const outcome = await pair.compare(build.project(SQLITE_PROBE.scan(), [expression, ...shown], null, id()));
  expect({ ...outcome, duckdb: null }).toEqual({ ...outcome, duckdb: null, source: outcome.duckdb });
}

const PATTERNS = [
  'a%',
  '%b',
  'apple',
  '%special%requests%',
  'a%e',
  'ab%ab',
  '%',
  '',
  '%é%',
  'A%',
  '%a%b%',
  '%%',
  'aa%aa',
  "%'%",
];
const SAMPLES: readonly Expression[] = [
  ...['+', '-', '*'].map((op) =>
    call(op, [call('%', [col('a'), big(7)], BIGINT), call('year', [col('day')], BIGINT)], BIGINT),
  ),
  call('//', [col('i8'), big(2)], BIGINT),
  call('//', [col('a'), big(3)], BIGINT),
  call('%', [col('a'), big(3)], BIGINT),
  call('mod', [col('i8'), big(7)], BIGINT),
  call('abs', [col('a')], BIGINT),
  call('@', [col('i8')], BIGINT),
  call('||', [col('s'), col('x')], VARCHAR),
  ...['trim', 'ltrim', 'rtrim'].flatMap((name) => [
    call(name, [col('s')], VARCHAR),
    call(name, [col('s'), str('aé')], VARCHAR),
    call(name, [col('s'), str('')], VARCHAR),
  ]),
  call('replace', [col('s'), str('a'), str('éé')], VARCHAR),
  call('replace', [col('x'), str('a'), col('t')], VARCHAR),
  ...['instr', 'strpos', 'position'].flatMap((name) => [
    call(name, [col('s'), str('b')], BIGINT),
    call(name, [col('x'), col('t')], BIGINT),
    call(name, [col('s'), str('')], BIGINT),
  ]),
  call('contains', [col('x'), str('A')], BOOLEAN),
  ...['~~', '!~~'].flatMap((name) =>
    PATTERNS.map((pattern) => call(name, [col('s'), str(pattern)], BOOLEAN)),
  ),
  ...['prefix', 'starts_with', '^@', 'suffix', 'ends_with'].map((name) =>
    call(name, [col('s'), str('a')], BOOLEAN),
  ),
  ...['date_part', 'datepart'].flatMap((name) =>
    ['year', 'month', 'day'].map((part) => call(name, [str(part), col('day')], BIGINT)),
  ),
  ...['year', 'month', 'day', 'dayofmonth'].map((name) => call(name, [col('day')], BIGINT)),
  cast(col('a'), VARCHAR),
  cast(col('i8'), DOUBLE),
  cast(col('i8'), { id: 'HUGEINT' }),
  cast(col('o'), INTEGER),
  cast(col('day'), VARCHAR),
  compare(
    cast(col('day'), { id: 'TIMESTAMP' }),
    '<=',
    call('-', [cast(str('2000-03-01'), { id: 'DATE' }), lit({ id: 'INTERVAL' }, '1 days')], {
      id: 'TIMESTAMP',
    }),
  ),
  { kind: 'and', args: [col('o'), compare(col('a'), '>', big(0))], type: BOOLEAN },
  {
    kind: 'not',
    child: { kind: 'or', args: [col('o'), compare(col('a'), '>', big(0))], type: BOOLEAN },
    type: BOOLEAN,
  },
  {
    kind: 'case',
    branches: [{ when: col('o'), then: col('s') }],
    otherwise: lit(VARCHAR, null),
    type: VARCHAR,
  },
  { kind: 'coalesce', args: [col('s'), str('?')], type: VARCHAR },
  { kind: 'coalesce', args: [col('s')], type: VARCHAR },
];

describe('expressions', () => {
  // Key sets have values at run time alone: the conformance suite proves them.
  test('every function on the list has a sample', () => {
    const sampled = new Set(SAMPLES.map((sample) => sample.kind === 'call' && sample.name));
    expect(Object.keys(CALLS).filter((name) => !sampled.has(name) && name !== IN_KEY_SET)).toEqual([]);
  });
  test.each(SAMPLES.map((sample) => [title(sample), sample] as const))('%s', async (_, sample) =>
    same(sample),
  );
});

describe('comparisons', () => {
  for (const column of SQLITE_PROBE.columns.filter(
    ({ type }) => !['DECIMAL', 'TIMESTAMP'].includes(type.id),
  )) {
    test(`of ${typeTitle(column)} with constants and with itself`, async () => {
      const child = col(column.name);
      const values = column.values
        .slice(0, 6)
        .map((value) => lit(column.type, column.type.id === 'BLOB' ? hexOf(value) : value));
      const ops =
        column.name === 'x' ? COMPARISONS.filter((op) => !/[<>]/.test(op) || op === '<>') : COMPARISONS;
      for (const op of ops) for (const value of [child, ...values]) await same(compare(child, op, value));
      await same({ kind: 'in', child, list: values, negated: false, type: BOOLEAN });
      await same({ kind: 'in', child, list: values.slice(0, 2), negated: true, type: BOOLEAN });
      await same({ kind: 'is-null', child, negated: false, type: BOOLEAN });
      const [low = child, high = child] = values.slice(1);
      if (column.name !== 'x')
        await same({
          kind: 'between',
          child,
          lower: low,
          upper: high,
          lowerInclusive: true,
          upperInclusive: false,
          type: BOOLEAN,
        });
    });
    test(`order of ${typeTitle(column)}`, async () => {
      if (column.name === 'x' || column.type.id === 'BLOB') return;
      const keys = [{ expression: col(column.name), descending: true, nullsFirst: false }];
      const plan = build.project(build.sort(SQLITE_PROBE.scan(), keys, id()), [col(column.name)], null, id());
      const outcome = await pair.compare(plan, true);
      expect(outcome.source).toEqual(outcome.duckdb);
    });
  }
});

const topics = {
  collations: (table: ProbeTable) => collationCases(table, 'x'),
  aggregates: aggregateCases,
  groups: groupingCases,
  joins: joinCases,
  sets: setCases,
  windows: (table: ProbeTable, whole: DataType) =>
    windowCases(table, whole, ['a', 's', 'day', 'b', 't', 'i8', 'o', 'k']),
};
const refusedFor: string[] = [];
for (const [topic, cases] of Object.entries(topics)) {
  describe(topic, () => {
    for (const { name, plan, ordered } of cases(SQLITE_PROBE, BIGINT)) {
      test(name, async () => {
        const children = [plan, ...('child' in plan && plan.child ? [plan.child] : [])];
        const refusal = children.map((node) => sqliteDialect.refuse(node)).find((found) => found !== null);
        if (refusal) {
          refusedFor.push(`${topic}: ${name}`);
          expect(['numeric', 'time', 'dialect', 'function', 'type', 'collation']).toContain(refusal.code);
          return;
        }
        const outcome = await pair.compare(plan, ordered);
        expect({ ...outcome, duckdb: null }).toEqual({ ...outcome, duckdb: null, source: outcome.duckdb });
      });
    }
  });
}

test('little but decimals, timestamps and what SQLite lacks is refused', () => {
  const unexpected = refusedFor.filter(
    (name) =>
      !/ (4|11)\b| (d|at)$|by d$|string_agg|grouping sets|an expression|(intersect|except) all|distinct( on)?$|window (lead|sum)|rank over|having|stddev|var_|variance/.test(
        name,
      ),
  );
  expect(unexpected).toEqual([]);
});

test('the columns to be proved are those that are computed with, and only those', () => {
  const counted = (predicate: Expression): PlanNode =>
    one([agg('count_star', [], BIGINT)], build.filter(SQLITE_PROBE.scan(), [predicate], id()));
  const namesIn = (plan: PlanNode): readonly string[] =>
    [...new Set(computedColumns(plan).map(({ field }) => field.name))].toSorted();
  expect(namesIn(counted(compare(col('a'), '=', big(1))))).toEqual(['a']);
  expect(namesIn(counted(compare(col('day'), '>', lit({ id: 'DATE' }, '2021-01-01'))))).toEqual(['day']);
  expect(namesIn(counted(col('o')))).toEqual(['o']);
  expect(namesIn(one([agg('count_star', [], BIGINT)], SQLITE_PROBE.scan(), [col('day')]))).toEqual(['day']);
  expect(namesIn(SQLITE_PROBE.scan())).toEqual([]);
});

test('a sum beyond 64 bits is an error, an average is not', async () => {
  const own = openSqlite();
  own.exec('INSERT INTO probe_rows (i8) VALUES (9223372036854775807), (9223372036854775807)');
  const run = runAtSqlite(own);
  const sum = one([agg('sum', [col('i8')], { id: 'HUGEINT' })], SQLITE_PROBE.scan());
  await expect(run(sqliteDialect.print(sum))).rejects.toThrow(/integer overflow/);
  const average = one([agg('avg', [col('i8')], DOUBLE)], SQLITE_PROBE.scan());
  await expect(run(sqliteDialect.print(average))).resolves.toHaveLength(1);
  own.close();
});

test('what SQLite would answer otherwise is refused', () => {
  const refused: readonly (readonly [Expression, string])[] = [
    [call('+', [col('a'), col('b')], BIGINT), 'numeric'],
    [compare(col('d'), '=', lit({ id: 'DECIMAL', width: 12, scale: 2 }, '1.50')), 'numeric'],
    [compare(col('at'), '=', col('at')), 'time'],
    [compare(col('x'), '<', str('a')), 'collation'],
    [call('replace', [col('s'), str(''), col('t')], VARCHAR), 'function'],
    [call('upper', [col('s')], VARCHAR), 'function'],
    [call('~~', [col('s'), str('a_')], BOOLEAN), 'function'],
    [call('//', [col('a'), col('b')], BIGINT), 'may-raise'],
    [cast(col('s'), BIGINT), 'may-raise'],
    [compare(col('f'), '=', lit(DOUBLE, 'NaN')), 'type'],
  ];
  for (const [expression, code] of refused) {
    const node = build.project(SQLITE_PROBE.scan(), [expression], null, id());
    expect([title(expression), sqliteDialect.refuse(node)?.code]).toEqual([title(expression), code]);
  }
  const offset = build.limit(SQLITE_PROBE.scan(), null, int(3), false, id());
  expect(sqliteDialect.print(offset).sql).toContain('LIMIT -1 OFFSET 3');
});
