import type { AggregateCall, Expression } from '../../plan/expression.ts';
import { isNullable } from '../../plan/nullability.ts';
import { conjunction, conjunctsOf } from '../../plan/predicates.ts';
import type { Column } from '../../plan/column.ts';
import type { DataType } from '../../types/data-type.ts';
import { BIGINT, BOOLEAN, DOUBLE, sameType } from '../../types/data-type.ts';
import type { Combined, SplitCall } from './combined.ts';
import { canBeAdded, sumType, timesCount, weightedType } from './sums.ts';
import type { SplitInput } from './split-input.ts';
import { isDeviation, splitVariance } from './split-variance.ts';
import { raisingIf, widenedProduct } from './widened-product.ts';

/** Aggregates to which a row more of the same values adds nothing. */
const IDEMPOTENT: ReadonlySet<string> = new Set(['min', 'max', 'bool_and', 'bool_or']);
const ADDING: ReadonlySet<string> = new Set(['sum', 'count', 'count_star', 'avg', 'mean']);

/**
 * Splits one call, given over the top: into a call of the side and one that puts the groups' results together; or, if
 * it reads other inputs, into one that takes each row as often as its group of the side has rows. Null where neither
 * gives the same value for certain.
 */
export function splitCall(call: AggregateCall, input: SplitInput, top: readonly Column[]): SplitCall | null {
  if (call.orderBy.length > 0 || call.args.length > 1) return null;
  const [argument] = call.args;
  const inside = argument === undefined ? null : input.within(argument);
  if (IDEMPOTENT.has(call.name))
    return inside === null ? asItIs(call, input) : combinedAlike(call, inside, input);
  if (isDeviation(call)) return splitVariance(call, input);
  if (!ADDING.has(call.name)) return null;
  if (call.distinct) return asItIs(call, input);
  if (argument === undefined)
    return input.side.nullSupplied ? weighted(call, null, input, top) : added(call, null, input);
  if (inside !== null && (call.name === 'count' || canBeAdded(inside))) return added(call, inside, input);
  return addedWide(call, argument, input) ?? weighted(call, argument, input, top);
}

/** Rows that differ from another in nothing that it reads count for nothing: it needs its columns, no more. */
function asItIs(call: AggregateCall, input: SplitInput): SplitCall {
  for (const part of [...call.args, ...(call.filter === null ? [] : [call.filter])]) input.keep(part);
  return { isPartial: false, combine: () => alone(call) };
}

function combinedAlike(call: AggregateCall, inside: Expression, input: SplitInput): SplitCall {
  const { below, above } = splitFilter(call, input);
  return {
    isPartial: true,
    combine: () => {
      const part = input.call({ ...call, distinct: false, args: [inside], filter: below });
      return alone({ ...call, distinct: false, args: [part], filter: above });
    },
  };
}

/** A sum of products that could raise before the joins: in a wider type, raising for groups that met others. */
function addedWide(call: AggregateCall, argument: Expression, input: SplitInput): SplitCall | null {
  const wide = call.name === 'count' ? null : widenedProduct(argument);
  const inside = wide && input.within(wide.value);
  if (wide === null || inside === null || !canBeAdded(inside)) return null;
  return added(call, inside, input, input.toSide(wide.isTooWide));
}

/**
 * Sums and counts of the side's groups, summed. `inside` null: rows are counted. Where `raises` holds for a row of a
 * group, so must its sum raise.
 */
function added(
  call: AggregateCall,
  inside: Expression | null,
  input: SplitInput,
  raises: Expression | null = null,
): SplitCall {
  const { below, above } = splitFilter(call, input);
  const args = inside === null ? [] : [inside];
  const part = (name: string, type: DataType): Expression =>
    input.call({ ...call, name, args, type, filter: below });
  return {
    isPartial: true,
    combine: () => {
      if (inside === null || call.name === 'count')
        return countOf(call, sumOf(call, part(call.name, BIGINT), above));
      const whole = part('sum', sumType(inside.type));
      const flag =
        raises && input.call({ ...call, name: 'bool_or', args: [raises], type: BOOLEAN, filter: below });
      const sum = sumOf(call, flag === null ? whole : raisingIf(flag, whole), above);
      if (call.name === 'sum') return alone(sum);
      return averageOf(sum, sumOf(call, part('count', BIGINT), above));
    },
  };
}

/** A call about other inputs: each row stands for as many as its group of the side has. */
function weighted(
  call: AggregateCall,
  argument: Expression | null,
  input: SplitInput,
  top: readonly Column[],
): SplitCall | null {
  const value = call.name === 'count' ? null : argument;
  const type = value === null ? null : weightedType(value.type);
  if (value !== null && type === null) return null;
  for (const part of [...call.args, ...(call.filter === null ? [] : [call.filter])]) input.keep(part);
  const present = argument !== null && isNullable(argument, top) ? [notNull(argument)] : [];
  const filter = both([...present, ...(call.filter === null ? [] : [call.filter])]);
  return {
    isPartial: false,
    combine: () => {
      const rows = rowsOf(call, input);
      const count = sumOf(call, rows, filter);
      if (value === null || type === null) return countOf(call, count);
      const sum = sumOf(call, timesCount(value, rows, type), call.filter);
      return call.name === 'sum' ? alone(sum) : averageOf(sum, count);
    },
  };
}

/** How many rows of the top a row over the partial results stands for. */
function rowsOf(call: AggregateCall, input: SplitInput): Expression {
  const counted = input.call({
    ...call,
    name: 'count_star',
    args: [],
    type: BIGINT,
    distinct: false,
    filter: null,
  });
  return input.side.nullSupplied ? orElse(counted, '1') : counted;
}

/** The conjuncts of a FILTER that the side can judge, and those that wait until after the joins. */
function splitFilter(
  call: AggregateCall,
  input: SplitInput,
): { readonly below: Expression | null; readonly above: Expression | null } {
  const below: Expression[] = [];
  const above: Expression[] = [];
  for (const part of call.filter === null ? [] : conjunctsOf([call.filter])) {
    const inside = input.within(part);
    if (inside === null) above.push(part);
    else below.push(inside);
  }
  for (const part of above) input.keep(part);
  return { below: both(below), above: both(above) };
}

function both(predicates: readonly Expression[]): Expression | null {
  return predicates.length === 0 ? null : conjunction(predicates);
}

function notNull(child: Expression): Expression {
  return { kind: 'is-null', child, negated: true, type: BOOLEAN };
}

function sumOf(call: AggregateCall, argument: Expression, filter: Expression | null): AggregateCall {
  return { ...call, name: 'sum', args: [argument], type: sumType(argument.type), distinct: false, filter };
}

function alone(call: AggregateCall): Combined {
  return { totals: [], calls: () => [call], result: ([value]) => value ?? missing() };
}

/** A sum of counts as a count: of no group it is 0. */
function countOf(call: AggregateCall, sum: AggregateCall): Combined {
  return {
    totals: [],
    calls: () => [sum],
    result: ([value]) => orElse(cast(value ?? missing(), call.type), '0'),
  };
}

/** NULL of no value: the sum then is NULL, whatever the count. */
function averageOf(sum: AggregateCall, count: AggregateCall): Combined {
  return {
    totals: [],
    calls: () => [sum, count],
    result: ([total, rows]) => ({
      kind: 'call',
      name: '/',
      args: [cast(total ?? missing(), DOUBLE), cast(rows ?? missing(), DOUBLE)],
      type: DOUBLE,
    }),
  };
}

function orElse(child: Expression, value: string): Expression {
  return { kind: 'coalesce', args: [child, { kind: 'literal', type: BIGINT, value }], type: BIGINT };
}

function cast(child: Expression, type: DataType): Expression {
  return sameType(child.type, type) ? child : { kind: 'cast', child, type, try: false };
}

function missing(): never {
  throw new Error('A combined aggregate lacks a column');
}
