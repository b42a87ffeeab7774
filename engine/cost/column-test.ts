import type { CompareExpression, Expression } from '../plan/expression.ts';
import { columnsUsed } from '../plan/expression-children.ts';
import type { Bound } from './distribution.ts';

/** A predicate as a test of one value against constants. */
export type ColumnTest =
  /** One of some values; null in the list stands for a value that is not known yet. */
  | { readonly kind: 'in'; readonly values: readonly (string | null)[]; readonly negated: boolean }
  | { readonly kind: 'range'; readonly low: Bound | null; readonly high: Bound | null }
  /** A range of which an end is not known yet. */
  | { readonly kind: 'some-range'; readonly ends: 1 | 2 }
  | { readonly kind: 'null'; readonly negated: boolean }
  | { readonly kind: 'like'; readonly pattern: string; readonly fold: boolean; readonly negated: boolean }
  | { readonly kind: 'never' };

export interface TestOf {
  readonly value: Expression;
  readonly test: ColumnTest;
}

/** The test that a predicate is; null where it compares columns with each other, or is something else. */
export function testOf(predicate: Expression): TestOf | null {
  switch (predicate.kind) {
    case 'compare':
      return compared(predicate);
    case 'between':
      return between(predicate);
    case 'in': {
      if (!predicate.list.every(isFixed)) return null;
      const values = predicate.list.map(textOf);
      return { value: predicate.child, test: { kind: 'in', values, negated: predicate.negated } };
    }
    case 'is-null':
      return { value: predicate.child, test: { kind: 'null', negated: predicate.negated } };
    case 'call':
      return liked(predicate);
    case 'not': {
      const inner = testOf(predicate.child);
      const test = inner === null ? null : negatedTest(inner.test);
      return inner === null || test === null ? null : { value: inner.value, test };
    }
    case 'or':
      return oneOf(predicate.args);
    default:
      return null;
  }
}

/** Whether an expression is the same for all rows, be its value known or not. */
function isFixed(expression: Expression): boolean {
  return columnsUsed(expression).size === 0 && expression.kind !== 'lambda-parameter';
}

function textOf(expression: Expression): string | null {
  if (expression.kind === 'cast') return textOf(expression.child);
  return expression.kind === 'literal' && typeof expression.value === 'string' ? expression.value : null;
}

function isNull(expression: Expression): boolean {
  return expression.kind === 'literal' && expression.value === null;
}

const TURNED: Partial<Record<CompareExpression['op'], CompareExpression['op']>> = {
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

function compared({ op: written, left, right }: CompareExpression): TestOf | null {
  if (isFixed(left) === isFixed(right)) return null;
  const [value, constant] = isFixed(right) ? [left, right] : [right, left];
  const op = isFixed(right) ? written : (TURNED[written] ?? written);
  const distinctFrom = op === 'is distinct from' || op === 'is not distinct from';
  if (isNull(constant)) {
    if (!distinctFrom) return { value, test: { kind: 'never' } };
    return { value, test: { kind: 'null', negated: op === 'is distinct from' } };
  }
  const text = textOf(constant);
  switch (op) {
    case '=':
    case 'is not distinct from':
      return { value, test: { kind: 'in', values: [text], negated: false } };
    case '<>':
    case 'is distinct from':
      return { value, test: { kind: 'in', values: [text], negated: true } };
    default: {
      if (text === null) return { value, test: { kind: 'some-range', ends: 1 } };
      const bound = { value: text, inclusive: op.endsWith('=') };
      const test: ColumnTest = op.startsWith('<')
        ? { kind: 'range', low: null, high: bound }
        : { kind: 'range', low: bound, high: null };
      return { value, test };
    }
  }
}

function between(predicate: Extract<Expression, { kind: 'between' }>): TestOf | null {
  const { child, lower, upper, lowerInclusive, upperInclusive } = predicate;
  if (!isFixed(lower) || !isFixed(upper) || isFixed(child)) return null;
  if (isNull(lower) || isNull(upper)) return { value: child, test: { kind: 'never' } };
  const [low, high] = [textOf(lower), textOf(upper)];
  if (low === null || high === null) return { value: child, test: { kind: 'some-range', ends: 2 } };
  return {
    value: child,
    test: {
      kind: 'range',
      low: { value: low, inclusive: lowerInclusive },
      high: { value: high, inclusive: upperInclusive },
    },
  };
}

/** LIKE and its kin by DuckDB's names, and what its optimiser makes of them. */
function liked({ name, args }: Extract<Expression, { kind: 'call' }>): TestOf | null {
  const [value, pattern] = args;
  const text = pattern === undefined ? null : textOf(pattern);
  if (value === undefined || text === null || args.length !== 2) return null;
  switch (name) {
    case '~~':
    case '!~~':
    case '~~*':
    case '!~~*': {
      const [fold, negated] = [name.endsWith('*'), name.startsWith('!')];
      return { value, test: { kind: 'like', pattern: text, fold, negated } };
    }
    case 'prefix':
    case 'starts_with':
    case '^@':
      return { value, test: { kind: 'like', pattern: `${escaped(text)}%`, fold: false, negated: false } };
    case 'suffix':
    case 'ends_with':
      return { value, test: { kind: 'like', pattern: `%${escaped(text)}`, fold: false, negated: false } };
    case 'contains':
      return { value, test: { kind: 'like', pattern: `%${escaped(text)}%`, fold: false, negated: false } };
    default:
      return null;
  }
}

/** A pattern knows no escapes here, so that `%` and `_` of a plain text stand for any one character. */
function escaped(text: string): string {
  return text.replaceAll('%', '_');
}

function negatedTest(test: ColumnTest): ColumnTest | null {
  switch (test.kind) {
    case 'in':
    case 'null':
    case 'like':
      return { ...test, negated: !test.negated };
    case 'range':
      if (test.low !== null && test.high !== null) return null;
      if (test.low !== null) return { kind: 'range', low: null, high: turned(test.low) };
      return test.high === null ? null : { kind: 'range', low: turned(test.high), high: null };
    case 'some-range':
    case 'never':
      return test;
  }
}

function turned({ value, inclusive }: Bound): Bound {
  return { value, inclusive: !inclusive };
}

/** Equalities of one value with several constants are one list. */
function oneOf(arms: readonly Expression[]): TestOf | null {
  const tests = arms.map(testOf);
  const [first] = tests;
  if (first == null) return null;
  const values: (string | null)[] = [];
  for (const one of tests) {
    if (one === null || one.test.kind !== 'in' || one.test.negated) return null;
    if (keyOf(one.value) !== keyOf(first.value)) return null;
    values.push(...one.test.values);
  }
  return { value: first.value, test: { kind: 'in', values: [...new Set(values)], negated: false } };
}

/** The same text for expressions that differ in their place in the user's text alone. */
function keyOf(expression: Expression): string {
  return JSON.stringify(expression, (name, value: unknown) => (name === 'at' ? undefined : value));
}
