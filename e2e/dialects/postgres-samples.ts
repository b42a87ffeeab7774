import type { Expression } from '../../engine/plan/expression.ts';
import { call, int, lit } from '../../engine/spi/sql/testing/shorthand.ts';
import type { DataType } from '../../engine/types/data-type.ts';
import { BIGINT, BOOLEAN, DOUBLE, INTEGER, VARCHAR } from '../../engine/types/data-type.ts';
import { POSTGRES_PROBE } from './postgres-probe.ts';

const col = (name: string): Expression => POSTGRES_PROBE.column(name);
const str = (value: string): Expression => lit(VARCHAR, value);
const big = (value: number): Expression => lit(BIGINT, String(value));
const cast = (child: Expression, type: DataType): Expression => ({ kind: 'cast', child, type, try: false });
const decimal = (width: number, scale: number): DataType => ({ id: 'DECIMAL', width, scale });
const DATE: DataType = { id: 'DATE' };
const TIMESTAMP: DataType = { id: 'TIMESTAMP' };
const TIMESTAMPTZ: DataType = { id: 'TIMESTAMP WITH TIME ZONE' };
const INTERVAL: DataType = { id: 'INTERVAL' };
const HUGEINT: DataType = { id: 'HUGEINT' };
const SMALLINT: DataType = { id: 'SMALLINT' };

const half = cast(col('a'), DOUBLE);
const e = cast(col('e'), decimal(16, 4));
const d16 = cast(col('d'), decimal(16, 4));

/** For each function that is sent, calls of it that must be sent: the whole allow-list, by argument types. */
export const CALL_SAMPLES: readonly Expression[] = [
  ...['+', '-', '*'].flatMap((op) => [
    call(op, [col('a'), col('b')], INTEGER),
    call(op, [col('i2'), lit(SMALLINT, '3')], SMALLINT),
    call(op, [col('i8'), big(7)], BIGINT),
    call(op, [cast(col('i8'), HUGEINT), cast(col('a'), HUGEINT)], HUGEINT),
    call(op, [half, lit(DOUBLE, '2.5')], DOUBLE),
  ]),
  call('-', [col('a')], INTEGER),
  call('-', [col('d')], decimal(12, 2)),
  call('-', [col('f')], DOUBLE),
  call('+', [d16, e], decimal(17, 4)),
  call('-', [e, d16], decimal(17, 4)),
  call('-', [col('wide'), cast(col('d'), decimal(18, 2))], decimal(18, 2)),
  call('+', [cast(col('d'), decimal(18, 2)), lit(decimal(18, 2), '9999999999999999.99')], decimal(18, 2)),
  call(
    '*',
    [col('d'), call('-', [cast(int(1), decimal(13, 4)), cast(col('e'), decimal(13, 4))], decimal(14, 4))],
    decimal(26, 6),
  ),
  call('/', [half, lit(DOUBLE, '4')], DOUBLE),
  call('/', [half, lit(DOUBLE, '-3')], DOUBLE),
  call('/', [call('*', [cast(col('d'), DOUBLE), lit(DOUBLE, '100')], DOUBLE), lit(DOUBLE, '7')], DOUBLE),
  call('//', [col('a'), int(3)], INTEGER),
  call('//', [col('big'), int(2)], INTEGER),
  call('%', [col('a'), int(3)], INTEGER),
  call('%', [col('i8'), big(7)], BIGINT),
  call('mod', [col('a'), int(5)], INTEGER),
  ...['abs', '@'].flatMap((name) => [
    call(name, [col('a')], INTEGER),
    call(name, [col('d')], decimal(12, 2)),
    call(name, [col('f')], DOUBLE),
  ]),
  ...['floor', 'ceil', 'ceiling'].flatMap((name) => [
    call(name, [col('d')], decimal(12, 0)),
    call(name, [col('f')], DOUBLE),
  ]),
  call('round', [col('d')], decimal(12, 0)),
  call('round', [col('e'), int(2)], decimal(9, 2)),
  call('round', [col('d'), int(5)], decimal(12, 2)),
  ...['greatest', 'least'].flatMap((name) => [
    call(name, [col('a'), col('b'), int(3)], INTEGER),
    call(name, [col('s'), col('t')], VARCHAR),
    call(name, [col('x'), col('l')], VARCHAR),
    call(name, [col('day'), col('due')], DATE),
    call(name, [col('f'), lit(DOUBLE, '1')], DOUBLE),
  ]),
  call('||', [col('s'), col('t')], VARCHAR),
  call('||', [col('x'), str('!')], VARCHAR),
  call('concat', [col('s'), str('-'), col('t')], VARCHAR),
  call('concat_ws', [str(','), col('s'), col('t')], VARCHAR),
  ...['length', 'len', 'char_length', 'character_length', 'strlen'].map((name) =>
    call(name, [col('s')], BIGINT),
  ),
  ...['substring', 'substr'].flatMap((name) => [
    call(name, [col('s'), big(2), big(2)], VARCHAR),
    call(name, [col('s'), big(3)], VARCHAR),
    call(name, [col('s'), big(1), big(0)], VARCHAR),
  ]),
  call('left', [col('s'), big(2)], VARCHAR),
  call('right', [col('s'), big(2)], VARCHAR),
  call('right', [col('s'), big(0)], VARCHAR),
  ...['trim', 'ltrim', 'rtrim'].flatMap((name) => [
    call(name, [col('s')], VARCHAR),
    call(name, [col('s'), str('a ')], VARCHAR),
    call(name, [col('s'), str('')], VARCHAR),
  ]),
  call('replace', [col('s'), str('a'), str('bb')], VARCHAR),
  call('replace', [col('x'), str('A'), str('bb')], VARCHAR),
  call('replace', [col('s'), str(''), str('bb')], VARCHAR),
  ...['instr', 'strpos', 'position'].flatMap((name) => [
    call(name, [col('s'), str('b')], BIGINT),
    call(name, [col('x'), col('t')], BIGINT),
    call(name, [col('s'), str('')], BIGINT),
  ]),
  ...['starts_with', 'prefix', '^@'].flatMap((name) => [
    call(name, [col('s'), str('a')], BOOLEAN),
    call(name, [col('x'), col('t')], BOOLEAN),
  ]),
  call('contains', [col('s'), str('b')], BOOLEAN),
  call('contains', [col('x'), str('A')], BOOLEAN),
  ...['~~', '!~~'].flatMap((name) =>
    ['a%', '%b', 'a\\b', 'a\\%', '_', '%é', '', '%', '10'].flatMap((pattern) => [
      call(name, [col('s'), str(pattern)], BOOLEAN),
      call(name, [col('x'), str(pattern)], BOOLEAN),
    ]),
  ),
  call('~~', [col('s'), col('t')], BOOLEAN),
  ...['like_escape', 'not_like_escape'].flatMap((name) => [
    call(name, [col('s'), str('a$%b'), str('$')], BOOLEAN),
    call(name, [col('s'), str('a\\_b'), str('\\')], BOOLEAN),
  ]),
  ...['date_part', 'datepart'].flatMap((name) =>
    ['year', 'quarter', 'month', 'day', 'dow', 'isodow', 'doy', 'week'].flatMap((part) => [
      call(name, [str(part), col('day')], BIGINT),
      call(name, [str(part), col('at')], BIGINT),
    ]),
  ),
  ...['hour', 'minute'].map((part) => call('date_part', [str(part), col('at')], BIGINT)),
  ...[
    'year',
    'quarter',
    'month',
    'day',
    'dayofmonth',
    'dayofweek',
    'weekday',
    'isodow',
    'dayofyear',
    'week',
    'weekofyear',
  ].map((name) => call(name, [col('day')], BIGINT)),
  ...['hour', 'minute'].map((name) => call(name, [col('at')], BIGINT)),
  ...['date_trunc', 'datetrunc'].flatMap((name) =>
    ['year', 'quarter', 'month', 'week', 'day', 'hour', 'minute', 'second'].flatMap((part) => [
      call(name, [str(part), col('at')], TIMESTAMP),
      call(name, [str(part), col('day')], TIMESTAMP),
    ]),
  ),
  ...['-5 days', '1 months', '13 months', '2 hours'].flatMap((span) =>
    ['+', '-'].flatMap((op) => [
      call(op, [col('due'), lit(INTERVAL, span)], TIMESTAMP),
      call(op, [col('at'), lit(INTERVAL, span)], TIMESTAMP),
    ]),
  ),
  call(
    '+',
    [col('due'), call('to_months', [cast(call('trunc', [cast(int(3), DOUBLE)], DOUBLE), INTEGER)], INTERVAL)],
    TIMESTAMP,
  ),
  call('+', [col('due'), int(5)], DATE),
  call('-', [col('due'), int(5)], DATE),
  call('-', [col('due'), lit(DATE, '2000-01-01')], BIGINT),
];

/** Casts that must be sent. */
export const CAST_SAMPLES: readonly Expression[] = [
  cast(col('i2'), INTEGER),
  cast(col('a'), BIGINT),
  cast(col('i8'), HUGEINT),
  cast(col('a'), decimal(18, 3)),
  cast(col('i8'), DOUBLE),
  cast(col('g'), DOUBLE),
  cast(col('d'), decimal(14, 3)),
  cast(col('d'), decimal(12, 1)),
  cast(col('e'), decimal(6, 0)),
  cast(col('e'), INTEGER),
  cast(col('d'), BIGINT),
  cast(col('d'), DOUBLE),
  cast(col('a'), VARCHAR),
  cast(col('d'), VARCHAR),
  cast(call('*', [col('d'), col('e')], decimal(21, 6)), VARCHAR),
  cast(col('o'), VARCHAR),
  cast(col('o'), INTEGER),
  cast(col('o'), BIGINT),
  cast(col('u'), VARCHAR),
  cast(col('day'), TIMESTAMP),
  cast(col('at'), DATE),
  cast(col('at'), TIMESTAMPTZ),
  cast(col('day'), TIMESTAMPTZ),
  cast(col('tz'), TIMESTAMP),
  cast(col('tz'), DATE),
];
