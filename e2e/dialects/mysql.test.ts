import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mysqlDialect } from '../../connectors/mysql/dialect.ts';
import { CALLS } from '../../connectors/mysql/sql/calls.ts';
import type { Wire } from '../../connectors/mysql/wire/wire.ts';
import * as build from '../../engine/plan/builders.ts';
import { COMPARISONS, type Comparison, type Expression } from '../../engine/plan/expression.ts';
import { printExpression } from '../../engine/plan/print-expression.ts';
import { IN_KEY_SET } from '../../engine/plan/key-set.ts';
import { call, id, int, lit } from '../../engine/spi/sql/testing/shorthand.ts';
import { BIGINT, BOOLEAN, INTEGER, VARCHAR } from '../../engine/types/data-type.ts';
import { NO_MARIADB, startMariadb, type TestMariadb } from '../fixtures/mariadb.ts';
import { DialectPair, type Outcome } from './dialect-pair.ts';
import { fillMysql, runAtMysql } from './mysql-probe.ts';
import { PROBE_ROWS } from './probe-table.ts';
import { CALL_SAMPLES, MYSQL_PROBE, OTHER_SAMPLES, PROBE_DATABASE } from './mysql-samples.ts';
import { collationCases, orderCases } from './plans-collations.ts';
import { aggregateCases, groupingCases } from './plans-groups.ts';
import { joinCases } from './plans-joins.ts';
import { setCases } from './plans-sets.ts';
import { windowCases } from './plans-windows.ts';
import type { ProbeTable } from './probe-table.ts';
import { hexOf } from './blob-text.ts';

let server: TestMariadb;
let wire: Wire;
let pair: DialectPair;
const suite = NO_MARIADB === null ? describe : describe.skip;

const col = (name: string): Expression => MYSQL_PROBE.column(name);
const title = (expression: Expression): string =>
  printExpression(expression, (index) => MYSQL_PROBE.columns[index]?.name ?? '?');
const compare = (left: Expression, op: Comparison, right: Expression): Expression => ({
  kind: 'compare',
  op,
  left,
  right,
  type: BOOLEAN,
});

function expectSame(outcome: Outcome): void {
  expect({ ...outcome, duckdb: null }).toEqual({ ...outcome, duckdb: null, source: outcome.duckdb });
}

async function same(...expressions: readonly Expression[]): Promise<void> {
  expectSame(await pair.compare(build.project(MYSQL_PROBE.scan(), [...expressions, col('s')], null, id())));
}

/** Bytes are no text, and instants show a zone: they stand for themselves by what is true of them. */
function text(child: Expression): Expression {
  const plain = child.type.id !== 'BLOB' && child.type.id !== 'TIMESTAMP WITH TIME ZONE';
  return plain ? child : { kind: 'is-null', child, negated: false, type: BOOLEAN };
}

const COMPARED = MYSQL_PROBE.columns.map(({ name }) => name);
const KINDS = new Set(['numeric', 'time', 'dialect', 'function', 'type', 'collation', 'order', 'may-raise']);

suite(`mysql (${NO_MARIADB ?? 'against MariaDB'})`, () => {
  beforeAll(async () => {
    server = await startMariadb();
    await server.createDatabase(PROBE_DATABASE);
    wire = await server.connect(PROBE_DATABASE);
    await fillMysql(wire, MYSQL_PROBE);
    pair = await DialectPair.open([MYSQL_PROBE], PROBE_ROWS, mysqlDialect, runAtMysql(wire));
  });
  afterAll(async () => {
    pair?.close();
    wire?.end();
    await server?.stop();
  });

  test('every function on the list has a sample', () => {
    const sampled = new Set(CALL_SAMPLES.map((sample) => sample.kind === 'call' && sample.name));
    expect(Object.keys(CALLS).filter((name) => !sampled.has(name) && name !== IN_KEY_SET)).toEqual([]);
  });

  describe('calls', () => {
    test.each(CALL_SAMPLES.map((sample) => [title(sample), sample] as const))('%s', async (_, sample) =>
      same(sample),
    );
  });

  describe('casts and branches', () => {
    test.each(OTHER_SAMPLES.map((sample) => [title(sample), sample] as const))('%s', async (_, sample) =>
      same(sample),
    );
  });

  describe('comparisons', () => {
    test.each(COMPARED)('of %s with constants and with itself, membership and bounds', async (name) => {
      const child = col(name);
      const column = MYSQL_PROBE.columns.find((one) => one.name === name);
      const values = (column?.values ?? [])
        .slice(0, 7)
        .map((value) => lit(child.type, child.type.id === 'BLOB' ? hexOf(value) : value));
      const [low = child, high = child] = values.slice(1);
      const between = { kind: 'between', child, lower: low, upper: high, type: BOOLEAN } as const;
      await same(
        ...COMPARISONS.flatMap((op) => [child, ...values].map((value) => compare(child, op, value))),
        { ...between, lowerInclusive: true, upperInclusive: false },
        { ...between, lowerInclusive: true, upperInclusive: true },
        { kind: 'in', child, list: values, negated: false, type: BOOLEAN },
        { kind: 'in', child, list: values.slice(0, 2), negated: true, type: BOOLEAN },
        { kind: 'is-null', child, negated: true, type: BOOLEAN },
      );
      for (const value of values) {
        const kept = build.filter(MYSQL_PROBE.scan(), [compare(child, '=', value)], id());
        expectSame(await pair.compare(build.project(kept, [col('a'), col('s')], null, id())));
      }
    });

    test.each(COMPARED)('the order of %s', async (name) => {
      for (const descending of [true, false]) {
        for (const nullsFirst of [true, false]) {
          const sorted = build.sort(
            MYSQL_PROBE.scan(),
            [{ expression: col(name), descending, nullsFirst }],
            id(),
          );
          const shown = build.project(sorted, [text(col(name))], null, id());
          expectSame(await pair.compare(shown, true));
        }
      }
    });

    test('of two text columns, whatever their collations', async () => {
      const texts = ['s', 't', 'x', 'p', 'n', 'latin', 'c', 'z'].map(col);
      for (const left of texts)
        for (const right of texts) await same(...COMPARISONS.map((op) => compare(left, op, right)));
    });
  });

  const refused: string[] = [];
  const topics = {
    collations: (table: ProbeTable) =>
      ['s', 'x', 'p', 'n', 'latin', 'c', 'z'].flatMap((name) => [
        ...collationCases(table, name),
        ...orderCases(table, name),
      ]),
    aggregates: aggregateCases,
    groups: groupingCases,
    joins: joinCases,
    sets: setCases,
    windows: windowCases,
  };
  for (const [topic, cases] of Object.entries(topics)) {
    describe(topic, () => {
      test.each(cases(MYSQL_PROBE).map((one) => [one.name, one] as const))(
        '%s',
        async (name, { plan, ordered }) => {
          const children = [plan, ...('child' in plan && plan.child ? [plan.child] : [])];
          const refusal = children.map((node) => mysqlDialect.refuse(node)).find((found) => found !== null);
          if (refusal) {
            refused.push(`${topic}: ${name}: ${refusal.reason}`);
            expect(KINDS).toContain(refusal.code);
            return;
          }
          expectSame(await pair.compare(plan, ordered));
        },
      );
    });
  }

  test('what is refused of these is known', () => {
    expect(refused).toMatchInlineSnapshot(`
      [
        "collations: full join by s: MySQL has no FULL JOIN.",
        "collations: full join by x: MySQL has no FULL JOIN.",
        "collations: full join by p: MySQL has no FULL JOIN.",
        "collations: full join by n: MySQL has no FULL JOIN.",
        "collations: full join by latin: MySQL has no FULL JOIN.",
        "collations: full join by c: MySQL has no FULL JOIN.",
        "collations: full join by z: MySQL has no FULL JOIN.",
        "aggregates: string_agg 9, of all rows: string_agg is not known to be the same at MySQL.",
        "aggregates: string_agg 9, of no row: string_agg is not known to be the same at MySQL.",
        "aggregates: string_agg 9, by group: string_agg is not known to be the same at MySQL.",
        "groups: a sum cast and an average scaled by d: A cast of DECIMAL(38,2) to DECIMAL(38,12) may raise or round otherwise at MySQL.",
        "groups: groups by a constant: A constant key would read as the position of a column.",
        "groups: grouping sets: GROUPING() does not exist there.",
        "joins: full join by a: MySQL has no FULL JOIN.",
        "joins: full join by s: MySQL has no FULL JOIN.",
        "joins: full join by d: MySQL has no FULL JOIN.",
        "joins: full join by day: MySQL has no FULL JOIN.",
        "sets: intersect all: INTERSECT ALL does not exist there.",
        "sets: except all: EXCEPT ALL does not exist there.",
        "sets: distinct on: DISTINCT ON does not exist there.",
        "windows: window lag: lag is sent to MySQL only with a constant offset and no default.",
        "windows: window count_star: GROUPS and EXCLUDE in a window frame do not exist at MySQL.",
        "windows: window min: GROUPS and EXCLUDE in a window frame do not exist at MySQL.",
      ]
    `);
  });

  test('what MySQL would answer otherwise is refused', () => {
    const refusals: readonly (readonly [Expression, string])[] = [
      [call('+', [col('a'), col('b')], INTEGER), 'numeric'],
      [call('greatest', [col('a'), col('b')], INTEGER), 'function'],
      [call('trim', [col('s')], VARCHAR), 'function'],
      [call('upper', [col('s')], VARCHAR), 'function'],
      [call('//', [col('a'), col('b')], INTEGER), 'may-raise'],
      [{ kind: 'cast', child: col('s'), type: BIGINT, try: false }, 'may-raise'],
      [call('~', [col('s'), lit(VARCHAR, 'a')], BOOLEAN), 'function'],
    ];
    for (const [expression, code] of refusals) {
      const node = build.project(MYSQL_PROBE.scan(), [expression], null, id());
      expect([title(expression), mysqlDialect.refuse(node)?.code]).toEqual([title(expression), code]);
    }
    const offset = build.limit(MYSQL_PROBE.scan(), null, int(3), false, id());
    expect(mysqlDialect.print(offset).sql).toContain('LIMIT 18446744073709551615 OFFSET 3');
  });
});
