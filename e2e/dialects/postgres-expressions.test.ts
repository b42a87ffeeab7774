import { IN_KEY_SET } from '../../engine/plan/key-set.ts';
import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CALLS } from '../../connectors/postgres/sql/calls.ts';
import { postgresDialect } from '../../connectors/postgres/dialect.ts';
import * as build from '../../engine/plan/builders.ts';
import { COMPARISONS, type Comparison, type Expression } from '../../engine/plan/expression.ts';
import { columnsUsed } from '../../engine/plan/expression-children.ts';
import { printExpression } from '../../engine/plan/print-expression.ts';
import { call, id, lit, up } from '../../engine/spi/sql/testing/shorthand.ts';
import { BOOLEAN, VARCHAR } from '../../engine/types/data-type.ts';
import { startPostgres, type TestPostgres } from '../fixtures/postgres.ts';
import { DialectPair, type Outcome } from './dialect-pair.ts';
import { fillPostgres, POSTGRES_PROBE, runAtPostgres } from './postgres-probe.ts';
import { PROBE_ROWS } from './probe-table.ts';
import { CALL_SAMPLES, CAST_SAMPLES } from './postgres-samples.ts';

let server: TestPostgres;
let client: Client;
let pair: DialectPair;
beforeAll(async () => {
  server = await startPostgres();
  client = await server.connect(await server.createDatabase('dialect'));
  await client.query("SET extra_float_digits = 3; SET TimeZone = 'UTC'; SET DateStyle = 'ISO'");
  await fillPostgres(client);
  pair = await DialectPair.open([POSTGRES_PROBE], PROBE_ROWS, postgresDialect, runAtPostgres(client));
});
afterAll(async () => {
  pair?.close();
  await client?.end();
  await server?.stop();
});

const names = (index: number): string => POSTGRES_PROBE.columns[index]?.name ?? '?';
const title = (expression: Expression): string => printExpression(expression, names);
const compare = (left: Expression, op: Comparison, right: Expression): Expression => ({
  kind: 'compare',
  op,
  left,
  right,
  type: BOOLEAN,
});

/** The source's rows are DuckDB's; a difference shows the statement. */
function expectSame(outcome: Outcome): void {
  expect({ ...outcome, duckdb: null }).toEqual({ ...outcome, duckdb: null, source: outcome.duckdb });
}

async function same(expression: Expression): Promise<void> {
  const used = [...columnsUsed(expression)].map((index) => POSTGRES_PROBE.column(names(index)));
  const shown = used.filter((column) => column.type.id !== 'BLOB');
  const outcome = await pair.compare(
    build.project(POSTGRES_PROBE.scan(), [expression, ...shown], null, id()),
  );
  expectSame(outcome);
}

describe('functions', () => {
  // Key sets have values at run time alone: the conformance suite proves them.
  test('every function on the list has a sample', () => {
    const sampled = new Set(CALL_SAMPLES.map((sample) => sample.kind === 'call' && sample.name));
    expect(Object.keys(CALLS).filter((name) => !sampled.has(name) && name !== IN_KEY_SET)).toEqual([]);
  });
  test.each(CALL_SAMPLES.map((sample) => [title(sample), sample] as const))('%s', async (_, sample) =>
    same(sample),
  );
});

describe('casts', () => {
  test.each(CAST_SAMPLES.map((sample) => [title(sample), sample] as const))('%s', async (_, sample) =>
    same(sample),
  );
});

describe('comparisons', () => {
  for (const column of POSTGRES_PROBE.columns) {
    test(`of ${column.name} with constants and with itself, membership and bounds`, async () => {
      const child = POSTGRES_PROBE.column(column.name);
      const values = column.values
        .slice(0, 6)
        .map((value) => lit(column.type, column.type.id === 'BLOB' && value !== null ? hex(value) : value));
      const [low = child, high = child] = values.slice(1);
      const tests = COMPARISONS.flatMap((op) => [
        compare(child, op, child),
        ...values.map((value) => compare(child, op, value)),
      ]);
      for (const inclusive of [true, false]) {
        tests.push({
          kind: 'between',
          child,
          lower: low,
          upper: high,
          lowerInclusive: inclusive,
          upperInclusive: true,
          type: BOOLEAN,
        });
      }
      tests.push(
        { kind: 'in', child, list: values, negated: false, type: BOOLEAN },
        { kind: 'in', child, list: values.slice(0, 2), negated: true, type: BOOLEAN },
      );
      tests.push({ kind: 'is-null', child, negated: true, type: BOOLEAN });
      const outcome = await pair.compare(build.project(POSTGRES_PROBE.scan(), tests, null, id()));
      expectSame(outcome);
    });

    test(`the order of ${column.name}`, async () => {
      if (column.type.id === 'BLOB') return;
      const child = POSTGRES_PROBE.column(column.name);
      for (const descending of [true, false]) {
        const sorted = build.sort(
          POSTGRES_PROBE.scan(),
          [{ expression: child, descending, nullsFirst: descending }],
          id(),
        );
        const outcome = await pair.compare(build.project(sorted, [child], null, id()), true);
        expectSame(outcome);
      }
    });
  }

  test('of two text columns, whatever their collations', async () => {
    const texts = ['s', 't', 'x', 'l'].map((name) => POSTGRES_PROBE.column(name));
    for (const left of texts)
      for (const right of texts) for (const op of COMPARISONS) await same(compare(left, op, right));
  });

  test('of columns through widening casts', async () => {
    const wide = { id: 'BIGINT' } as const;
    await same(
      compare(
        { kind: 'cast', child: POSTGRES_PROBE.column('big'), type: wide, try: false },
        '<',
        lit(wide, '2147483648'),
      ),
    );
    const timestamp = { id: 'TIMESTAMP' } as const;
    const day: Expression = {
      kind: 'cast',
      child: POSTGRES_PROBE.column('day'),
      type: timestamp,
      try: false,
    };
    await same(
      compare(
        day,
        '<=',
        call('-', [lit({ id: 'DATE' }, '2000-03-01'), lit({ id: 'INTERVAL' }, '1 days')], timestamp),
      ),
    );
    const decimal = { id: 'DECIMAL', width: 16, scale: 3 } as const;
    await same(
      compare(
        { kind: 'cast', child: POSTGRES_PROBE.column('d'), type: decimal, try: false },
        '>',
        lit(decimal, '1.499'),
      ),
    );
  });
});

describe('logic', () => {
  const o = POSTGRES_PROBE.column('o');
  const positive = compare(POSTGRES_PROBE.column('a'), '>', lit({ id: 'INTEGER' }, '0'));
  const cases: readonly Expression[] = [
    { kind: 'and', args: [o, positive], type: BOOLEAN },
    {
      kind: 'or',
      args: [o, { kind: 'and', args: [positive, { kind: 'not', child: o, type: BOOLEAN }], type: BOOLEAN }],
      type: BOOLEAN,
    },
    {
      kind: 'case',
      branches: [
        { when: o, then: POSTGRES_PROBE.column('s') },
        { when: positive, then: POSTGRES_PROBE.column('x') },
      ],
      otherwise: lit(VARCHAR, null),
      type: VARCHAR,
    },
    {
      kind: 'coalesce',
      args: [POSTGRES_PROBE.column('s'), POSTGRES_PROBE.column('l'), lit(VARCHAR, '?')],
      type: VARCHAR,
    },
    lit(BOOLEAN, null),
  ];
  test.each(cases.map((one) => [title(one), one] as const))('%s', async (_, one) => same(one));
});

test('constants arrive as they are, quotes, backslashes and all planes of Unicode', async () => {
  const hostile = [
    "'",
    '\\',
    "\\'",
    '$1',
    '%s',
    '\n\r\t\u0001',
    '\ud7ff\ue000\ufffd',
    '𝄞😀',
    "'; DROP TABLE probe_rows; --",
  ];
  for (const value of hostile)
    await same(call('||', [lit(VARCHAR, value), POSTGRES_PROBE.column('s')], VARCHAR));
});

test('keys sort by every column at once', async () => {
  const keys = ['l', 's', 'a', 'd', 'day'].map((name) => up(POSTGRES_PROBE.column(name)));
  const sorted = build.topN(POSTGRES_PROBE.scan(), keys, 30, 3, id());
  const outcome = await pair.compare(
    build.project(
      sorted,
      keys.map((key) => key.expression),
      null,
      id(),
    ),
    true,
  );
  expectSame(outcome);
});

function hex(value: string): string {
  return Buffer.from(
    value.replace(/\\x(..)/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16))),
    'latin1',
  )
    .toString('hex')
    .toUpperCase();
}
