import { describe, expect, test } from 'vitest';
import type { Expression } from '../plan/expression.ts';
import { BOOLEAN, type DataType, DOUBLE, INTEGER, VARCHAR } from '../types/data-type.ts';
import { at, call, compare, constant, estimatorOver, tableOf } from './sample-plan.fixture.ts';

const DATE: DataType = { id: 'DATE' };
const TABLE = tableOf(1000, {
  even: [INTEGER, { distinct: 100, nullFraction: 0, min: '1', max: '100' }],
  skewed: [
    VARCHAR,
    {
      distinct: 12,
      nullFraction: 0.1,
      common: [
        { value: 'a', share: 0.5 },
        { value: 'b', share: 0.2 },
      ],
    },
  ],
  bounded: [DOUBLE, { distinct: 500, nullFraction: 0.2, histogram: ['0', '10', '100', '1000', '2000'] }],
  day: [DATE, { distinct: 365, nullFraction: 0, min: '2023-01-01', max: '2023-12-31' }],
  unknown: [VARCHAR],
  words: [VARCHAR, { distinct: 1000, nullFraction: 0, histogram: words() }],
  later: [INTEGER, { distinct: 100, nullFraction: 0, min: '51', max: '150' }],
});

/** 102 texts, ten of those between the ends with an x, and all that begin with b in the second half. */
function words(): string[] {
  return Array.from({ length: 102 }, (_, n) => {
    const start = n < 51 ? 'a' : 'b';
    return `${start}${String(n).padStart(3, '0')}${n % 10 === 5 ? 'x' : ''}`;
  });
}

const EVEN = at(0, INTEGER);
const SKEWED = at(1, VARCHAR);
const BOUNDED = at(2, DOUBLE);
const DAY = at(3, DATE);
const UNKNOWN = at(4, VARCHAR);
const WORDS = at(5, VARCHAR);
const LATER = at(6, INTEGER);

const number = (value: number): Expression => constant(String(value), INTEGER);
const text = (value: string): Expression => constant(value, VARCHAR);
const share = (...predicates: readonly Expression[]): number =>
  estimatorOver().selectivity(predicates, TABLE);
const or = (...args: readonly Expression[]): Expression => ({ kind: 'or', type: BOOLEAN, args });
const oneOf = (child: Expression, list: readonly Expression[], negated = false): Expression => {
  return { kind: 'in', type: BOOLEAN, child, list, negated };
};

describe('equality', () => {
  test.each([
    ['one of the distinct values', compare(EVEN, '=', number(7)), 1 / 100],
    ['turned round', compare(number(7), '=', EVEN), 1 / 100],
    ['beyond the largest', compare(EVEN, '=', number(101)), 0],
    [
      'a value that is not known yet',
      compare(EVEN, '=', { kind: 'parameter', name: 'n', type: INTEGER }),
      1 / 100,
    ],
    ['a common value', compare(SKEWED, '=', text('a')), 0.5],
    // What NULLs and common values leave, over the ten values that are not common.
    ['another value', compare(SKEWED, '=', text('z')), 0.2 / 10],
    ['NULL', compare(SKEWED, '=', constant(null, VARCHAR)), 0],
    ['all but one value', compare(SKEWED, '<>', text('a')), 0.4],
    ['a list', oneOf(SKEWED, [text('a'), text('b')]), 0.7],
    ['none of a list', oneOf(SKEWED, [text('a'), text('b')], true), 0.2],
    ['one or another is a list', or(compare(SKEWED, '=', text('a')), compare(SKEWED, '=', text('b'))), 0.7],
    ['the same twice', or(compare(SKEWED, '=', text('a')), compare(SKEWED, '=', text('a'))), 0.5],
    ['where nothing is known', compare(UNKNOWN, '=', text('a')), 0.1],
  ])('%s', (_, predicate, expected) => {
    expect(share(predicate)).toBeCloseTo(expected, 6);
  });
});

describe('ranges', () => {
  const from = (bound: number): Expression => compare(EVEN, '>=', number(bound));
  const below = (bound: number): Expression => compare(EVEN, '<', number(bound));

  test.each<[string, readonly Expression[], number]>([
    ['integers from one end', [below(11)], 0.1],
    ['to the other', [from(91)], 0.1],
    ['both ends of one interval, not the product of two', [from(11), below(21)], 0.1],
    ['an end said twice', [from(91), from(91)], 0.1],
    ['an empty interval', [from(50), below(50)], 0],
    ['a value and a range that holds it', [compare(EVEN, '=', number(7)), below(50)], 0.01],
    ['a value and a range that does not', [compare(EVEN, '=', number(70)), below(50)], 0],
    // Two of four parts and half of the third one, of the 80 % that are not NULL.
    ['a histogram', [compare(BOUNDED, '<', constant('550', DOUBLE))], 0.8 * (2.5 / 4)],
    ['days', [compare(DAY, '<', constant('2023-02-01', DATE))], 31 / 365],
    ['a range of which nothing is known', [compare(UNKNOWN, '<', text('m'))], 1 / 3],
    [
      'an interval of which nothing is known',
      [compare(UNKNOWN, '>', text('a')), compare(UNKNOWN, '<', text('m'))],
      1 / 4,
    ],
  ])('%s', (_, predicates, expected) => {
    expect(share(...predicates)).toBeCloseTo(expected, 6);
  });

  test('BETWEEN is the same interval', () => {
    const ends = { lower: number(11), upper: number(20), lowerInclusive: true, upperInclusive: true };
    expect(share({ kind: 'between', type: BOOLEAN, child: EVEN, ...ends })).toBeCloseTo(0.1, 6);
  });

  test('two columns of a row, by how their values lie', () => {
    // Evenly over 1 to 100 and 51 to 150: later is smaller in half of the quarter where they overlap.
    expect(share(compare(LATER, '<', EVEN))).toBeCloseTo(0.125, 1);
    expect(share(compare(EVEN, '<', LATER))).toBeCloseTo(0.875, 1);
    expect(share(compare(EVEN, '=', LATER))).toBeCloseTo(1 / 100, 6);
  });
});

describe('other predicates', () => {
  test.each<[string, Expression, number]>([
    ['NULL', { kind: 'is-null', type: BOOLEAN, child: SKEWED, negated: false }, 0.1],
    ['not NULL', { kind: 'is-null', type: BOOLEAN, child: SKEWED, negated: true }, 0.9],
    [
      'either of two columns',
      or(compare(EVEN, '=', number(7)), compare(SKEWED, '=', text('a'))),
      1 - 0.99 * 0.5,
    ],
    ['not', { kind: 'not', type: BOOLEAN, child: compare(SKEWED, '=', text('a')) }, 0.4],
    // Ten of a hundred bounds match: (10 + 1/2) / (100 + 1).
    ['a pattern is tried on the values that are known', call('~~', [WORDS, text('%x')]), 10.5 / 101],
    ['where none are', call('~~', [UNKNOWN, text('%x')]), 0.1],
  ])('%s', (_, predicate, expected) => {
    expect(share(predicate)).toBeCloseTo(expected, 6);
  });

  test('beginnings are ranges', () => {
    expect(share(call('~~', [WORDS, text('b%')]))).toBeCloseTo(0.5, 1);
    expect(share(call('!~~', [WORDS, text('b%')]))).toBeCloseTo(0.5, 1);
    const first = call('substring', [WORDS, number(1), number(1)], VARCHAR);
    expect(share(oneOf(first, [text('a'), text('b')]))).toBeCloseTo(1, 1);
  });
});
