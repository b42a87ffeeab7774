import { describe, expect, test } from 'vitest';
import { agg, call, col, column, compare, int, lit, one, values } from '../spi/sql/testing/shorthand.ts';
import { BIGINT, BOOLEAN, INTEGER } from '../types/data-type.ts';
import { aggregate, filter, join } from './builders.ts';
import type { Expression } from './expression.ts';
import type { JoinType, PlanNode } from './node.ts';
import { isNullable, withoutNulls } from './nullability.ts';
import { refreshColumns } from './refresh-columns.ts';

/** Column 0 is never NULL, column 1 may be. */
const INPUT = [{ ...column('key', INTEGER), nullable: false }, column('x', INTEGER)];
const KEY = col(0);
const X = col(1);
const NULL = lit(INTEGER, null);
const is = (child: Expression, negated: boolean): Expression => ({
  kind: 'is-null',
  child,
  negated,
  type: BOOLEAN,
});
const not = (child: Expression): Expression => ({ kind: 'not', child, type: BOOLEAN });

describe('an expression', () => {
  test.each<[string, Expression, boolean]>([
    ['a key', KEY, false],
    ['a column', X, true],
    ['a constant', int(1), false],
    ['NULL', NULL, true],
    ['a test for NULL', is(X, false), false],
    ['a comparison of keys', compare(KEY, '=', int(1)), false],
    ['a comparison with a column', compare(KEY, '<', X), true],
    ['a null-safe comparison', compare(X, 'is not distinct from', NULL), false],
    ['NOT of a comparison', not(compare(X, '=', int(1))), true],
    ['a cast of a key', { kind: 'cast', child: KEY, type: BIGINT, try: false }, false],
    ['a TRY_CAST of a key', { kind: 'cast', child: KEY, type: BIGINT, try: true }, true],
    ['a call', call('+', [KEY, KEY], INTEGER), true],
    ['COALESCE with a key', { kind: 'coalesce', args: [X, KEY], type: INTEGER }, false],
    ['COALESCE of columns', { kind: 'coalesce', args: [X, X], type: INTEGER }, true],
    [
      'IN with a NULL in its list',
      { kind: 'in', child: KEY, list: [int(1), NULL], negated: false, type: BOOLEAN },
      true,
    ],
    [
      'AND with a column',
      { kind: 'and', args: [compare(KEY, '=', int(1)), compare(X, '=', int(1))], type: BOOLEAN },
      true,
    ],
    [
      'CASE without ELSE',
      { kind: 'case', branches: [{ when: is(X, true), then: KEY }], otherwise: NULL, type: INTEGER },
      true,
    ],
    [
      'CASE of keys, whatever its conditions',
      {
        kind: 'case',
        branches: [{ when: compare(X, '=', int(1)), then: KEY }],
        otherwise: int(0),
        type: INTEGER,
      },
      false,
    ],
  ])('%s', (_, expression, expected) => {
    expect(isNullable(expression, INPUT)).toBe(expected);
  });
});

describe('predicates that reject NULL', () => {
  const freed = (predicate: Expression): boolean => withoutNulls(INPUT, [predicate])[1]?.nullable === false;

  test.each<[string, Expression]>([
    ['a comparison', compare(X, '<', int(1))],
    ['a comparison the other way round', compare(int(1), '<>', X)],
    ['IS NOT NULL', is(X, true)],
    ['IN', { kind: 'in', child: X, list: [int(1)], negated: false, type: BOOLEAN }],
    ['NOT IN', { kind: 'in', child: X, list: [int(1)], negated: true, type: BOOLEAN }],
    ['one of several', { kind: 'and', args: [compare(KEY, '=', int(1)), is(X, true)], type: BOOLEAN }],
  ])('%s', (_, predicate) => {
    expect(freed(predicate)).toBe(true);
  });

  test.each<[string, Expression]>([
    ['IS NULL', is(X, false)],
    ['a null-safe comparison', compare(X, 'is not distinct from', int(1))],
    ['an OR', { kind: 'or', args: [compare(X, '=', int(1)), compare(KEY, '=', int(1))], type: BOOLEAN }],
    ['NOT of IS NOT NULL', not(is(X, true))],
    [
      'a comparison of COALESCE',
      compare({ kind: 'coalesce', args: [X, int(1)], type: INTEGER }, '=', int(1)),
    ],
  ])('not %s', (_, predicate) => {
    expect(freed(predicate)).toBe(false);
  });
});

describe('joins', () => {
  const side = (): PlanNode => values([], [{ ...column('k', INTEGER), nullable: false }]);

  test.each<[JoinType, readonly boolean[]]>([
    ['inner', [false, false]],
    ['cross', [false, false]],
    ['left', [false, true]],
    ['single', [false, true]],
    ['right', [true, false]],
    ['full', [true, true]],
    ['positional', [true, true]],
    ['semi', [false]],
    ['anti', [false]],
    ['mark', [false, true]],
  ])('%s', (joinType, nullable) => {
    const { columns } = join(joinType, side(), side(), [compare(col(0), '=', col(1))], 'j');
    expect(columns.map((one_) => one_.nullable)).toEqual(nullable);
  });

  test('an inner join frees the columns that it compares, an outer one does not', () => {
    const loose = (): PlanNode => values([], [column('x', INTEGER)]);
    const on = [compare(col(0), '=', col(1))];
    expect(join('inner', loose(), loose(), on, 'j').columns.map((c) => c.nullable)).toEqual([false, false]);
    expect(join('semi', loose(), loose(), on, 'j').columns.map((c) => c.nullable)).toEqual([false]);
    expect(join('left', loose(), loose(), on, 'j').columns.map((c) => c.nullable)).toEqual([true, true]);
    expect(join('anti', loose(), loose(), on, 'j').columns.map((c) => c.nullable)).toEqual([true]);
  });
});

describe('aggregates', () => {
  test('counts are never NULL, other calls may be', () => {
    const node = one([agg('count_star', [], BIGINT), agg('max', [KEY], INTEGER)], values([], INPUT), [KEY]);
    expect(node.columns.map((c) => c.nullable)).toEqual([false, false, true]);
  });

  test('a key that some grouping set lacks is NULL there', () => {
    const shape = {
      groups: [KEY, KEY],
      groupingSets: [[0, 1], [0]],
      aggregates: [],
      groupingFunctions: [[0, 1]],
    };
    const node = aggregate(values([], INPUT), shape, ['a', 'b'], 'g');
    expect(node.columns.map((c) => c.nullable)).toEqual([false, true, false]);
  });
});

test('what a rule learns below is known above after a refresh', () => {
  const low = values([], INPUT);
  const high = filter(filter(low, [], 'n1'), [], 'n2');
  const learnt = { ...high, child: filter(low, [is(X, true)], 'n1') };
  expect(learnt.columns[1]?.nullable).toBe(true);
  expect(refreshColumns(learnt).columns[1]?.nullable).toBe(false);
});
