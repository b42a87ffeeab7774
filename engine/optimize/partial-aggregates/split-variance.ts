import type { AggregateCall, Expression } from '../../plan/expression.ts';
import { BIGINT, BOOLEAN, DOUBLE } from '../../types/data-type.ts';
import { isExactNumeric } from '../../types/type-class.ts';
import type { Combined, SplitCall } from './combined.ts';
import type { SplitInput } from './split-input.ts';

interface Deviation {
  /** Divided by one less than the number of values. */
  readonly ofSample: boolean;
  readonly root: boolean;
}

const SAMPLE: Deviation = { ofSample: true, root: false };
const DEVIATIONS: ReadonlyMap<string, Deviation> = new Map([
  ['var_samp', SAMPLE],
  ['variance', SAMPLE],
  ['var_pop', { ofSample: false, root: false }],
  ['stddev', { ofSample: true, root: true }],
  ['stddev_samp', { ofSample: true, root: true }],
  ['stddev_pop', { ofSample: false, root: true }],
]);

export function isDeviation(call: AggregateCall): boolean {
  return DEVIATIONS.has(call.name);
}

/**
 * A variance or standard deviation of the side's values: of each group of the side its number of values, their sum and
 * their variance, recombined as Chan, Golub and LeVeque do ("Algorithms for computing the sample variance", 1983): the
 * squared deviations within the groups, and those of the groups' means from the mean of all, each as often as the group
 * has values. Never as a difference of sums of squares. `groups` of one set alone: the mean of all is taken by a window over them.
 *
 * Null for DISTINCT, for values of other inputs, and for floats, which may be infinite, where DuckDB raises.
 */
export function splitVariance(call: AggregateCall, input: SplitInput): SplitCall | null {
  const [argument] = call.args;
  const deviation = DEVIATIONS.get(call.name);
  if (argument === undefined || deviation === undefined || call.distinct || !isExact(argument)) return null;
  const inside = input.within(argument);
  const filter = call.filter === null ? null : input.within(call.filter);
  if (inside === null || (call.filter !== null && filter === null)) return null;
  const part = (name: string, type: AggregateCall['type']): Expression =>
    input.call({ ...call, name, args: [inside], type, filter });
  return {
    isPartial: true,
    combine: () =>
      recombined(call, deviation, part('count', BIGINT), part('sum', DOUBLE), part('var_pop', DOUBLE)),
  };
}

function isExact(argument: Expression): boolean {
  return argument.kind === 'cast' && !argument.try && isExactNumeric(argument.child.type);
}

function recombined(
  call: AggregateCall,
  deviation: Deviation,
  count: Expression,
  sum: Expression,
  variance: Expression,
): Combined {
  const rows: Expression = { kind: 'cast', child: count, type: DOUBLE, try: false };
  const total = (argument: Expression): AggregateCall => {
    return { ...call, name: 'sum', args: [argument], type: DOUBLE, distinct: false, filter: null };
  };
  return {
    totals: [sum, rows],
    calls: ([allSum, allRows]) => {
      const mean = double('/', allSum ?? missing(), allRows ?? missing());
      const away = double('-', double('/', sum, rows), mean);
      return [total(double('*', rows, double('+', variance, double('*', away, away)))), total(rows)];
    },
    result: ([squares, number]) => finished(deviation, squares ?? missing(), number ?? missing()),
  };
}

/** NULL of no value, and of a single one in a sample. */
function finished({ ofSample, root }: Deviation, squares: Expression, number: Expression): Expression {
  const divisor = ofSample ? double('-', number, literal('1.0')) : number;
  const variance = double('/', squares, divisor);
  const value: Expression = root ? { kind: 'call', name: 'sqrt', args: [variance], type: DOUBLE } : variance;
  if (!ofSample) return value;
  const several: Expression = {
    kind: 'compare',
    op: '>',
    left: number,
    right: literal('1.0'),
    type: BOOLEAN,
  };
  const nothing: Expression = { kind: 'literal', type: DOUBLE, value: null };
  return { kind: 'case', branches: [{ when: several, then: value }], otherwise: nothing, type: DOUBLE };
}

function double(name: string, left: Expression, right: Expression): Expression {
  return { kind: 'call', name, args: [left, right], type: DOUBLE };
}

function literal(value: string): Expression {
  return { kind: 'literal', type: DOUBLE, value };
}

function missing(): never {
  throw new Error('A recombined variance lacks a column');
}
