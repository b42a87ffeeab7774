import { canBeAdded, sumType } from '../../optimize/partial-aggregates/sums.ts';
import { aggregate, project } from '../../plan/builders.ts';
import type { AggregateCall, Expression } from '../../plan/expression.ts';
import type { NodeIds } from '../../plan/ids.ts';
import type { AggregateNode, PlanNode } from '../../plan/node.ts';
import { BIGINT, type DataType, DOUBLE, sameType } from '../../types/data-type.ts';
import { INTEGER_BITS, isFloat, isInteger } from '../../types/type-class.ts';
import type { Partial } from './partial-operator.ts';

/** One aggregate as calls over batches, calls over what those gave, and its value over the latter. */
interface SplitCall {
  readonly batch: readonly AggregateCall[];
  /** Given the columns that the batches' calls became. */
  rest(gathered: readonly Expression[]): readonly AggregateCall[];
  value(columns: readonly Expression[]): Expression;
}

const IDEMPOTENT: ReadonlySet<string> = new Set(['min', 'max', 'bool_and', 'bool_or']);
const HUGEINT: DataType = { id: 'HUGEINT' };
/** Beyond as many digits DuckDB divides in more than 64 bits, which no expression can. */
const MOST_AVERAGE_DIGITS = 15;

/**
 * An aggregate batch by batch: counts, sums of whole numbers and decimals, averages of those up to 15 digits, least and
 * greatest values and BOOLEAN ones, over one set of groups. Null where a call is another, such as a sum of floats, whose
 * value depends on the order.
 */
export function partialAggregate(node: AggregateNode, ids: NodeIds): Partial | null {
  const [set, ...others] = node.groupingSets;
  if (set === undefined || others.length > 0 || set.length !== node.groups.length) return null;
  if (node.groupingFunctions.length > 0) return null;
  const calls = node.aggregates.map(splitCall);
  if (!calls.every((call) => call !== null)) return null;
  const shape = { groupingSets: node.groupingSets, groupingFunctions: [] };
  const groups = node.groups.map((_, at) => `g${at}`);
  const batch = (input: PlanNode): PlanNode => {
    const aggregates = calls.flatMap((call) => call.batch);
    const names = [...groups, ...aggregates.map((_, at) => `a${at}`)];
    return aggregate(input, { ...shape, groups: node.groups, aggregates }, names, ids.next());
  };
  const rest = (gathered: PlanNode): PlanNode => {
    const columns = columnsOf(gathered);
    const keys = columns.slice(0, groups.length);
    const taken = split(
      columns.slice(groups.length),
      calls.map((call) => call.batch.length),
    );
    const aggregates = calls.map((call, at) => call.rest(taken[at] ?? []));
    const whole = aggregate(
      gathered,
      { ...shape, groups: keys, aggregates: aggregates.flat() },
      [...groups, ...aggregates.flat().map((_, at) => `a${at}`)],
      ids.next(),
    );
    const results = split(
      columnsOf(whole).slice(groups.length),
      aggregates.map((some) => some.length),
    );
    const values = calls.map((call, at) => call.value(results[at] ?? []));
    const names = node.columns.map(({ name }) => name);
    return project(whole, [...columnsOf(whole).slice(0, groups.length), ...values], names, node.id);
  };
  return { batch, rest, enough: null };
}

function splitCall(call: AggregateCall): SplitCall | null {
  const [argument, ...more] = call.args;
  if (call.orderBy.length > 0 || more.length > 0) return null;
  if (IDEMPOTENT.has(call.name) && argument !== undefined) {
    return {
      batch: [{ ...call, distinct: false }],
      rest: (columns) => [over(call.name, columns[0], call.type)],
      value: first,
    };
  }
  if (call.distinct) return null;
  if (call.name === 'count_star' || call.name === 'count') {
    return {
      batch: [call],
      rest: (columns) => [over('sum', columns[0], HUGEINT)],
      value: (columns) => orZero(first(columns), call.type),
    };
  }
  if (argument === undefined || isFloat(argument.type) || !canBeAdded(argument)) return null;
  const type = sumType(argument.type);
  if (call.name === 'sum' && sameType(call.type, type)) {
    return { batch: [call], rest: (columns) => [over('sum', columns[0], type)], value: first };
  }
  return call.name === 'avg' || call.name === 'mean' ? average(call, argument, type) : null;
}

function average(call: AggregateCall, argument: Expression, type: DataType): SplitCall | null {
  if (digitsOf(argument.type) > MOST_AVERAGE_DIGITS) return null;
  return {
    batch: [
      { ...call, name: 'sum', type },
      { ...call, name: 'count', type: BIGINT },
    ],
    rest: ([sum, count]) => [over('sum', sum, type), over('sum', count, HUGEINT)],
    value: ([sum, count]) => quotient(sum ?? missing(), count ?? missing()),
  };
}

function digitsOf(type: DataType): number {
  if (type.id === 'DECIMAL') return type.width;
  return isInteger(type) && (INTEGER_BITS[type.id] ?? 64) <= 32 ? 10 : Number.POSITIVE_INFINITY;
}

/** As DuckDB 1.5.6 divides: the sum without its point, by the count times the power of ten that the point stands for. */
function quotient(sum: Expression, count: Expression): Expression {
  const rows = cast(count, DOUBLE);
  if (sum.type.id !== 'DECIMAL' || sum.type.scale === 0) return divided(cast(sum, DOUBLE), rows);
  const { scale } = sum.type;
  const value = `1${'0'.repeat(scale)}`;
  const power: Expression = { kind: 'literal', type: { id: 'DECIMAL', width: scale + 1, scale: 0 }, value };
  const whole: Expression = { kind: 'call', name: '*', args: [sum, power], type: sum.type };
  const divisor: Expression = { kind: 'call', name: '*', args: [rows, cast(power, DOUBLE)], type: DOUBLE };
  return divided(cast(cast(whole, HUGEINT), DOUBLE), divisor);
}

function divided(left: Expression, right: Expression): Expression {
  return { kind: 'call', name: '/', args: [left, right], type: DOUBLE };
}

function over(name: string, argument: Expression | undefined, type: DataType): AggregateCall {
  const args = [argument ?? missing()];
  return { kind: 'aggregate-call', name, args, type, distinct: false, filter: null, orderBy: [] };
}

function orZero(child: Expression, type: DataType): Expression {
  return { kind: 'coalesce', args: [cast(child, type), { kind: 'literal', type, value: '0' }], type };
}

function cast(child: Expression, type: DataType): Expression {
  return sameType(child.type, type) ? child : { kind: 'cast', child, type, try: false };
}

function first([column]: readonly Expression[]): Expression {
  return column ?? missing();
}

function columnsOf({ columns }: PlanNode): readonly Expression[] {
  return columns.map(({ type }, index): Expression => ({ kind: 'column', index, type }));
}

/** A list cut into pieces of these lengths. */
function split<T>(list: readonly T[], lengths: readonly number[]): readonly (readonly T[])[] {
  let from = 0;
  return lengths.map((length) => {
    from += length;
    return list.slice(from - length, from);
  });
}

function missing(): never {
  throw new Error('A partial aggregate lacks a column');
}
