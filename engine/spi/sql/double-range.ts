import type { AggregateCall, Expression } from '../../plan/expression.ts';
import { constantOf } from './constants.ts';
import type { Writer } from './rules.ts';
import { isExactNumeric } from '../../types/type-class.ts';

/** Far inside the exponents of a double, 1e-308 to 1e308. */
const WIDEST = 250;

/**
 * For a double made of exact numbers by few operations: a power of ten such that its absolute value is zero or between
 * 10^-n and 10^n. Null where that is not known: servers raise on overflow and underflow, DuckDB goes on with
 * Infinity and 0.
 */
export function boundedDouble(expression: Expression, writer: Writer): number | null {
  const constant = constantOf(expression);
  if (constant !== null) return constantExponent(constant.value);
  if (expression.kind === 'column') return writer.item(expression.index).exponent ?? null;
  if (expression.kind === 'cast' && expression.type.id === 'DOUBLE')
    return isExactNumeric(expression.child.type) ? 40 : null;
  if (expression.kind !== 'call' || expression.type.id !== 'DOUBLE') return null;
  const [left, right] = expression.args;
  if (!left || !right || !['+', '-', '*', '/'].includes(expression.name)) return null;
  const [first, second] = [boundedDouble(left, writer), boundedDouble(right, writer)];
  if (first === null || second === null || (expression.name === '/' && constantOf(right) === null))
    return null;
  // A difference is zero or no less than the last digit of the smaller operand.
  const exponent =
    expression.name === '*' || expression.name === '/' ? first + second + 1 : Math.max(first, second) + 17;
  return exponent <= WIDEST ? exponent : null;
}

function constantExponent(value: unknown): number | null {
  const number = typeof value === 'string' ? Math.abs(Number(value)) : Number.NaN;
  if (number === 0) return 0;
  const exponent = Math.ceil(Math.abs(Math.log10(number)));
  return Number.isFinite(exponent) && exponent <= 100 ? exponent : null;
}

/** The average of exact numbers is no larger than the largest, and no smaller than their last digit over the count. */
export function averageExponent(call: AggregateCall): number | null {
  const [argument] = call.args;
  const average = call.name === 'avg' || call.name === 'mean';
  return average && argument !== undefined && isExactNumeric(argument.type) ? 60 : null;
}
