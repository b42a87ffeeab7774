import type { Expression } from '../../engine/plan/expression.ts';
import { call, int, lit } from '../../engine/spi/sql/testing/shorthand.ts';
import type { DataType } from '../../engine/types/data-type.ts';
import { BIGINT, BOOLEAN, DOUBLE, INTEGER, VARCHAR } from '../../engine/types/data-type.ts';
import { mysqlProbe } from './mysql-probe.ts';

/** The database that the samples' columns are in. */
export const PROBE_DATABASE = 'probe';
export const MYSQL_PROBE = mysqlProbe(PROBE_DATABASE);

const col = (name: string): Expression => MYSQL_PROBE.column(name);
const str = (value: string): Expression => lit(VARCHAR, value);
const big = (value: number): Expression => lit(BIGINT, String(value));
const cast = (child: Expression, type: DataType): Expression => ({ kind: 'cast', child, type, try: false });
const decimal = (width: number, scale: number): DataType => ({ id: 'DECIMAL', width, scale });
const DATE: DataType = { id: 'DATE' };
const TIMESTAMP: DataType = { id: 'TIMESTAMP' };
const HUGEINT: DataType = { id: 'HUGEINT' };

const half = cast(col('a'), DOUBLE);
const e = cast(col('e'), decimal(16, 4));
const d16 = cast(col('d'), decimal(16, 4));
const wideA = cast(col('a'), BIGINT);
const wideB = cast(col('b'), BIGINT);
const SUBJECTS = ['s', 'x', 'latin', 'n', 'c', 'z'];
const PATTERNS = [
  'a%',
  '%b',
  'apple',
  'A%',
  '%',
  '',
  '%é%',
  'a_',
  '_',
  '%\\%',
  "%'%",
  'a\\b',
  'É',
  'stra%',
  '_😀_',
];

const arithmetic: readonly Expression[] = [
  ...['+', '-', '*'].flatMap((op) => [
    call(op, [wideA, wideB], BIGINT),
    call(op, [cast(col('i2'), INTEGER), int(3)], INTEGER),
    call(op, [half, lit(DOUBLE, '2.5')], DOUBLE),
  ]),
  call('-', [col('i8')], BIGINT),
  call('-', [col('d')], decimal(12, 2)),
  call('-', [col('f')], DOUBLE),
  call('+', [d16, e], decimal(17, 4)),
  call('-', [e, d16], decimal(17, 4)),
  call('-', [col('wide'), cast(col('d'), decimal(18, 2))], decimal(18, 2)),
  call(
    '*',
    [col('d'), call('-', [cast(int(1), decimal(13, 4)), cast(col('e'), decimal(13, 4))], decimal(14, 4))],
    decimal(26, 6),
  ),
  call('/', [half, lit(DOUBLE, '4')], DOUBLE),
  call('/', [call('*', [cast(col('d'), DOUBLE), lit(DOUBLE, '100')], DOUBLE), lit(DOUBLE, '7')], DOUBLE),
  call('//', [col('a'), int(3)], INTEGER),
  call('//', [col('i8'), big(2)], BIGINT),
  call('%', [col('a'), int(3)], INTEGER),
  call('mod', [col('i8'), big(7)], BIGINT),
  ...['abs', '@'].flatMap((name) => [
    call(name, [col('i8')], BIGINT),
    call(name, [col('d')], decimal(12, 2)),
    call(name, [col('f')], DOUBLE),
  ]),
  ...['floor', 'ceil', 'ceiling'].map((name) => call(name, [col('d')], decimal(12, 0))),
  call('round', [col('e'), int(2)], decimal(9, 2)),
  call('round', [col('d')], decimal(12, 0)),
];

const texts: readonly Expression[] = [
  ...SUBJECTS.flatMap((name) => [
    call('||', [col(name), col('t')], VARCHAR),
    call('length', [col(name)], BIGINT),
    call('strlen', [col(name)], BIGINT),
    call('substring', [col(name), big(2), big(3)], VARCHAR),
    call('left', [col(name), big(2)], VARCHAR),
    call('right', [col(name), big(2)], VARCHAR),
    call('contains', [col(name), str('A')], BOOLEAN),
    call('starts_with', [col(name), str('A')], BOOLEAN),
    call('ends_with', [col(name), str(' ')], BOOLEAN),
    ...['~~', '!~~'].flatMap((like) =>
      PATTERNS.map((pattern) => call(like, [col(name), str(pattern)], BOOLEAN)),
    ),
  ]),
  call('~~', [col('s'), col('t')], BOOLEAN),
  ...['like_escape', 'not_like_escape'].flatMap((like) => [
    call(like, [col('s'), str('a!_b'), str('!')], BOOLEAN),
    call(like, [col('s'), str('a\\%%'), str('\\')], BOOLEAN),
  ]),
  call('concat', [col('s'), col('latin'), col('z')], VARCHAR),
  call('concat_ws', [str('-'), col('s'), col('latin'), col('x')], VARCHAR),
  ...['len', 'char_length', 'character_length'].map((name) => call(name, [col('s')], BIGINT)),
  call('substr', [col('s'), big(1)], VARCHAR),
  call('replace', [col('s'), str('a'), str('éé')], VARCHAR),
  call('replace', [col('x'), str('A'), str('')], VARCHAR),
  ...['instr', 'strpos', 'position'].flatMap((name) => [
    call(name, [col('s'), str('b')], BIGINT),
    call(name, [col('x'), col('t')], BIGINT),
    call(name, [col('s'), str('')], BIGINT),
  ]),
  ...['prefix', '^@', 'suffix'].flatMap((name) => [
    call(name, [col('s'), col('t')], BOOLEAN),
    call(name, [col('s'), str('')], BOOLEAN),
  ]),
];

const PARTS = ['year', 'quarter', 'month', 'day', 'dow', 'isodow', 'doy', 'week'];
const NAMED = [
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
];

const times: readonly Expression[] = [
  ...['day', 'at'].flatMap((name) => [
    ...PARTS.map((part) => call('date_part', [str(part), col(name)], BIGINT)),
    ...NAMED.map((part) => call(part, [col(name)], BIGINT)),
    ...['year', 'month', 'week', 'day'].map((part) => call('date_trunc', [str(part), col(name)], TIMESTAMP)),
  ]),
  call('datepart', [str('year'), col('day')], BIGINT),
  call('datetrunc', [str('month'), col('day')], TIMESTAMP),
  call('hour', [col('at')], BIGINT),
  call('minute', [col('at')], BIGINT),
  call('-', [col('day'), col('due')], BIGINT),
];

/** For each function that is sent, calls of it that must be sent: the whole allow-list, by argument types. */
export const CALL_SAMPLES: readonly Expression[] = [...arithmetic, ...texts, ...times];

export const OTHER_SAMPLES: readonly Expression[] = [
  cast(col('a'), VARCHAR),
  cast(col('d'), VARCHAR),
  cast(col('day'), VARCHAR),
  cast(col('i8'), DOUBLE),
  cast(col('d'), DOUBLE),
  cast(col('i8'), HUGEINT),
  cast(col('o'), INTEGER),
  cast(col('e'), decimal(9, 2)),
  cast(col('a'), decimal(12, 2)),
  cast(col('at'), DATE),
  cast(col('day'), TIMESTAMP),
  { kind: 'coalesce', args: [col('s'), col('latin'), str('?')], type: VARCHAR },
  { kind: 'coalesce', args: [col('day'), col('due')], type: DATE },
  {
    kind: 'case',
    branches: [{ when: col('o'), then: col('x') }],
    otherwise: col('latin'),
    type: VARCHAR,
  },
  {
    kind: 'case',
    branches: [{ when: col('o'), then: col('d') }],
    otherwise: lit(decimal(12, 2), null),
    type: decimal(12, 2),
  },
  {
    kind: 'not',
    child: {
      kind: 'or',
      args: [col('o'), { kind: 'is-null', child: col('a'), negated: false, type: BOOLEAN }],
      type: BOOLEAN,
    },
    type: BOOLEAN,
  },
];
