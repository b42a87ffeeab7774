import { expect, test } from 'vitest';
import { postgresDialect } from '../../connectors/postgres/dialect.ts';
import * as build from '../../engine/plan/builders.ts';
import type { Expression } from '../../engine/plan/expression.ts';
import { agg, call, col, id, int, lit, one, win } from '../../engine/spi/sql/testing/shorthand.ts';
import type { DataType } from '../../engine/types/data-type.ts';
import { BIGINT, BOOLEAN, DOUBLE, INTEGER, VARCHAR } from '../../engine/types/data-type.ts';
import { POSTGRES_PROBE } from './postgres-probe.ts';
import { type ProbeColumn, ProbeTable } from './probe-table.ts';
import { compare } from './relational-case.ts';

const column = (name: string): Expression => POSTGRES_PROBE.column(name);
const cast = (child: Expression, type: DataType): Expression => ({ kind: 'cast', child, type, try: false });
const text = (value: string): Expression => lit(VARCHAR, value);

const EXPRESSIONS: readonly (readonly [string, Expression, string])[] = [
  [
    'a division by a column',
    call('/', [cast(column('a'), DOUBLE), cast(column('b'), DOUBLE)], DOUBLE),
    'may-raise',
  ],
  ['a whole division by a column', call('//', [column('a'), column('b')], INTEGER), 'may-raise'],
  ['a product of doubles', call('*', [column('f'), column('f')], DOUBLE), 'numeric'],
  ['a power', call('pow', [column('f'), lit(DOUBLE, '2')], DOUBLE), 'function'],
  ['case mapping', call('lower', [column('s')], VARCHAR), 'function'],
  ['a regular expression', call('regexp_matches', [column('s'), text('a')], BOOLEAN), 'function'],
  ['LIKE without case', call('~~*', [column('s'), text('a%')], BOOLEAN), 'function'],
  ['a rounded double', call('round', [column('f')], DOUBLE), 'numeric'],
  ['seconds', call('date_part', [text('second'), column('at')], BIGINT), 'time'],
  ['a number from text', cast(column('s'), INTEGER), 'may-raise'],
  ['a narrower integer', cast(column('i8'), INTEGER), 'may-raise'],
  ['a wide decimal as double', cast(column('wide'), DOUBLE), 'may-raise'],
  ['the text of a date', cast(column('day'), VARCHAR), 'function'],
  ['a volatile call', { kind: 'call', name: 'random', args: [], type: DOUBLE, volatile: true }, 'volatile'],
  ['a text with NUL', compare(column('s'), '=', text('a\0b')), 'type'],
  ['a parameter without value', { kind: 'parameter', name: 'p', type: INTEGER }, 'type'],
];

test.each(EXPRESSIONS)('%s is refused', (_, expression, code) => {
  const node = build.project(POSTGRES_PROBE.scan(), [expression], null, id());
  expect(postgresDialect.refuse(node)?.code).toBe(code);
  expect(() => postgresDialect.print(node)).toThrow();
});

test('aggregates and windows beyond the list are refused', () => {
  const of = (name: string, type: DataType, argument: Expression): string | undefined =>
    postgresDialect.refuse(one([agg(name, [argument], type)], POSTGRES_PROBE.scan()))?.code;
  expect(of('stddev', DOUBLE, column('f'))).toBe('numeric');
  expect(of('first', INTEGER, column('a'))).toBe('function');
  expect(of('max', BOOLEAN, column('o'))).toBe('type');
  const skipping = win('lag', [column('a')], INTEGER, { ignoreNulls: true });
  const window = build.window(POSTGRES_PROBE.scan(), [skipping], ['w'], id());
  expect(postgresDialect.refuse(window)?.code).toBe('dialect');
});

test('a column that may hold other values is read but not computed with', () => {
  const loose: DataType = { id: 'DECIMAL', width: 38, scale: 10 };
  const columns: readonly ProbeColumn[] = [
    { name: 'loose', type: loose, native: 'numeric', values: [], typeEnforced: false },
    { name: 'address', type: VARCHAR, native: 'inet', values: [] },
    { name: 'doc', type: { id: 'VARCHAR', alias: 'JSON' }, native: 'jsonb', values: [] },
  ];
  const table = new ProbeTable(columns, 'Odd "table"', 'my schema');
  expect(postgresDialect.print(table.scan()).sql).toBe(
    'SELECT ot.loose, ot.address, ot.doc FROM "my schema"."Odd ""table""" AS ot',
  );
  for (const { name } of columns) {
    const itself = compare(table.column(name), '=', table.column(name));
    expect(postgresDialect.refuse(build.filter(table.scan(), [itself], id()))?.code).toBe('type');
    const present: Expression = { kind: 'is-null', child: table.column(name), negated: true, type: BOOLEAN };
    expect(postgresDialect.refuse(build.filter(table.scan(), [present], id()))).toBeNull();
  }
});

test('a refusal names the part that was refused', () => {
  const lower = compare(call('lower', [column('s')], VARCHAR), '=', text('a'));
  const refusal = postgresDialect.refuse(build.filter(POSTGRES_PROBE.scan(), [lower], id()));
  expect(refusal).toEqual({
    code: 'function',
    reason: 'lower is not known to be the same at PostgreSQL.',
    expression: "(lower(s) = 'a')",
  });
});

test('an operator is refused for itself, not for what a later one adds', () => {
  const filtered = build.filter(POSTGRES_PROBE.scan(), [compare(column('a'), '=', int(1))], id());
  const projected = build.project(filtered, [call('lower', [column('s')], VARCHAR)], null, id());
  expect(postgresDialect.refuse(filtered)).toBeNull();
  expect(postgresDialect.refuse(projected)?.code).toBe('function');
  const length = call('length', [col(0, VARCHAR)], BIGINT);
  expect(postgresDialect.refuseExpression(length, projected.columns)).toBeNull();
});
