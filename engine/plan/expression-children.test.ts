import { describe, expect, test } from 'vitest';
import { call, col, compare, int, lit } from '../spi/sql/testing/shorthand.ts';
import { BOOLEAN, INTEGER, VARCHAR } from '../types/data-type.ts';
import type { Expression } from './expression.ts';
import {
  columnsUsed,
  mapExpression,
  mapParts,
  partsOf,
  remapColumns,
  substituteColumns,
  walkExpression,
} from './expression-children.ts';
import { conjunction, conjunctsOf, isConstant, isVolatile } from './predicates.ts';
import { printExpression } from './print-expression.ts';

const CASE: Expression = {
  kind: 'case',
  type: INTEGER,
  branches: [
    { when: compare(col(0), '=', int(1)), then: col(1) },
    { when: compare(col(2), '<', int(3)), then: int(4) },
  ],
  otherwise: col(5),
};
const BETWEEN: Expression = {
  kind: 'between',
  type: BOOLEAN,
  child: col(3),
  lower: int(0),
  upper: col(4),
  lowerInclusive: true,
  upperInclusive: false,
};
const IN: Expression = { kind: 'in', type: BOOLEAN, child: col(6), list: [int(1), col(7)], negated: true };
const LAMBDA: Expression = {
  kind: 'lambda',
  type: INTEGER,
  parameters: ['x'],
  body: call('+', [{ kind: 'lambda-parameter', name: 'x', type: INTEGER }, col(8)], INTEGER),
};
const ALL: Expression = {
  kind: 'and',
  type: BOOLEAN,
  args: [
    { kind: 'or', type: BOOLEAN, args: [BETWEEN, IN] },
    { kind: 'not', type: BOOLEAN, child: { kind: 'is-null', type: BOOLEAN, child: CASE, negated: false } },
    compare({ kind: 'cast', type: INTEGER, child: col(9, VARCHAR), try: true }, '=', {
      kind: 'coalesce',
      type: INTEGER,
      args: [call('list_sum', [LAMBDA], INTEGER), { kind: 'parameter', name: 'p', type: INTEGER }],
    }),
  ],
};

describe('parts', () => {
  test('all columns of all kinds of expression are found, in lambdas too', () => {
    expect([...columnsUsed(ALL)].toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test('the whole comes first, parts left to right', () => {
    expect([...walkExpression(CASE)].map((part) => part.kind)).toEqual([
      'case',
      'compare',
      'column',
      'literal',
      'column',
      'compare',
      'column',
      'literal',
      'literal',
      'column',
    ]);
    expect(partsOf(CASE)).toHaveLength(5);
  });

  test('mapping nothing gives the same object', () => {
    expect(mapParts(ALL, (part) => part)).toBe(ALL);
    expect(mapExpression(ALL, (part) => part)).toBe(ALL);
  });

  test('mapped parts stand where they stood', () => {
    const printed = printExpression(mapParts(CASE, (part) => (part.kind === 'literal' ? int(9) : part)));
    expect(printed).toBe('case when (#0 = 1) then #1 when (#2 < 3) then 9 else #5 end');
  });
});

describe('columns', () => {
  test('are moved', () => {
    expect(printExpression(remapColumns(CASE, (index) => index + 10))).toBe(
      'case when (#10 = 1) then #11 when (#12 < 3) then 4 else #15 end',
    );
  });

  test('are replaced at once: a replacement is not replaced again', () => {
    const swapped = substituteColumns(compare(col(0), '=', col(1)), [col(1), col(0)]);
    expect(printExpression(swapped)).toBe('(#1 = #0)');
  });

  test('a position without replacement is a fault', () => {
    expect(() => substituteColumns(col(2), [int(1)])).toThrow('No expression at position 2');
  });
});

describe('predicates', () => {
  const [a, b, c] = [
    compare(col(0), '=', int(1)),
    compare(col(1), '=', int(2)),
    compare(col(2), '=', int(3)),
  ];
  const TRUE = lit(BOOLEAN, 'true');

  test('nested ANDs are flat conjuncts, TRUE is none', () => {
    const nested: Expression = {
      kind: 'and',
      type: BOOLEAN,
      args: [a, { kind: 'and', type: BOOLEAN, args: [b, TRUE] }],
    };
    expect(conjunctsOf([nested, c])).toEqual([a, b, c]);
    expect(conjunctsOf([TRUE])).toEqual([]);
  });

  test('FALSE and ORs stay conjuncts', () => {
    const either: Expression = { kind: 'or', type: BOOLEAN, args: [a, b] };
    expect(conjunctsOf([either, lit(BOOLEAN, 'false')])).toHaveLength(2);
  });

  test('a conjunction of none is TRUE, of one is that one', () => {
    expect(conjunction([])).toEqual(TRUE);
    expect(conjunction([a])).toBe(a);
    expect(conjunctsOf([conjunction([a, b, c])])).toEqual([a, b, c]);
  });

  test('volatile at any depth, and never constant', () => {
    const random: Expression = { kind: 'call', name: 'random', args: [], type: INTEGER, volatile: true };
    expect(isVolatile(call('+', [int(1), random], INTEGER))).toBe(true);
    expect(isVolatile(ALL)).toBe(false);
    expect(isConstant(call('+', [int(1), random], INTEGER))).toBe(false);
    expect(isConstant(call('+', [int(1), int(2)], INTEGER))).toBe(true);
    expect(isConstant({ kind: 'parameter', name: 'p', type: INTEGER })).toBe(false);
  });
});
