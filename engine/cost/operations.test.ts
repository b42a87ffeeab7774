import { expect, test } from 'vitest';
import type { AggregateCall, Expression } from '../plan/expression.ts';
import { aggregateCost, expressionCost, expressionCosts } from './operations.ts';
import { column, INTEGER, literal, PRICE, ROUND_COSTS } from './round-costs.fixture.ts';

const BOOLEAN = { id: 'BOOLEAN' } as const;
const TEXT = { id: 'VARCHAR' } as const;

const cost = (expression: Expression): number => expressionCost(expression, ROUND_COSTS);
const call = (name: string, args: readonly Expression[], type = args[0]?.type ?? INTEGER): Expression => ({
  kind: 'call',
  name,
  args,
  type,
});
const equals = (left: Expression, right: Expression): Expression => ({
  kind: 'compare',
  op: '=',
  left,
  right,
  type: BOOLEAN,
});
const aggregate = (
  name: string,
  args: readonly Expression[],
  more: Partial<AggregateCall> = {},
): AggregateCall => ({
  kind: 'aggregate-call',
  name,
  args,
  type: INTEGER,
  distinct: false,
  filter: null,
  orderBy: [],
  ...more,
});

test('columns and constants cost nothing', () => {
  expect(cost(column(0))).toBe(0);
  expect(cost(literal('1'))).toBe(0);
});

test('each comparison and computation counts once, what joins predicates not', () => {
  const both: Expression = {
    kind: 'and',
    args: [equals(column(0), literal('1')), equals(call('+', [column(1), literal('1')]), literal('2'))],
    type: BOOLEAN,
  };
  expect(cost(both)).toBe(30);
  expect(cost({ kind: 'not', child: both, type: BOOLEAN })).toBe(30);
});

test('a computation counts as decimal by its result', () => {
  const discounted = call('*', [column(0, PRICE), call('-', [literal('1', PRICE), column(1, PRICE)])]);
  expect(cost(discounted)).toBe(200);
});

test('BETWEEN is two comparisons, a list is searched in halves', () => {
  const between: Expression = {
    kind: 'between',
    child: column(0),
    lower: literal('1'),
    upper: literal('9'),
    lowerInclusive: true,
    upperInclusive: true,
    type: BOOLEAN,
  };
  const list = ['1', '2', '3', '4', '5', '6', '7'].map((value) => literal(value));
  expect(cost(between)).toBe(20);
  expect(cost({ kind: 'in', child: column(0), list, negated: false, type: BOOLEAN })).toBe(40);
});

test('a search in text is several operations', () => {
  expect(cost(call('~~', [column(0, TEXT), literal('%x%', TEXT)], BOOLEAN))).toBe(40);
  expect(cost(call('upper', [column(0, TEXT)]))).toBe(10);
});

test('expressions add up', () => {
  expect(expressionCosts([equals(column(0), column(1)), call('abs', [column(0)])], ROUND_COSTS)).toBe(20);
});

test('an aggregate takes its argument, its filter, and adding to it', () => {
  expect(aggregateCost(aggregate('count_star', []), ROUND_COSTS)).toBe(10_000);
  const filtered = aggregate('sum', [call('abs', [column(0)])], { filter: equals(column(1), literal('1')) });
  expect(aggregateCost(filtered, ROUND_COSTS)).toBe(10_020);
});

test('DISTINCT looks each value up; adding decimals takes at least a decimal operation', () => {
  expect(aggregateCost(aggregate('count', [column(0)], { distinct: true }), ROUND_COSTS)).toBe(11_000);
  const dear = { ...ROUND_COSTS, decimal: 50_000 };
  expect(aggregateCost(aggregate('sum', [column(0, PRICE)]), dear)).toBe(50_000);
  expect(aggregateCost(aggregate('sum', [column(0)]), dear)).toBe(10_000);
});
