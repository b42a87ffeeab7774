import type { AggregateCall, Expression, WindowCall } from '../../plan/expression.ts';
import { isExactNumeric } from '../../types/type-class.ts';
import { refuse } from './refused.ts';
import type { Writer } from './rules.ts';
import { type Sql, sql } from './sql-text.ts';

/** Adds the modifiers of a call, such as FILTER or OVER, to its bare text. */
export type Finish = (bare: Sql) => Sql;

/** An aggregate, by itself or over a window. */
export type AnyAggregate = AggregateCall | WindowCall;

/** Prints an aggregate with exactly DuckDB's meaning, or throws a refusal. */
export type PrintAggregate = (call: AnyAggregate, writer: Writer, finish: Finish) => Sql;

/** The argument of an aggregate that has just one; refuses others. `product` is what the source is. */
export function onlyArgument(call: AnyAggregate, product: string): Expression {
  const [argument] = call.args;
  if (argument === undefined || call.args.length !== 1)
    return refuse(
      'function',
      `${call.name} of ${call.args.length} arguments is not sent to ${product}: only of one.`,
    );
  return argument;
}

/**
 * stddev, variance and their like: as the source computes them, in doubles and without squaring sums; floats may be
 * infinite, where DuckDB raises. `argumentOf` prints the one argument.
 */
export const deviation =
  (name: string, argumentOf: (call: AnyAggregate, writer: Writer) => Sql): PrintAggregate =>
  (call, writer, finish) => {
    const [argument] = call.args;
    const exact = argument?.kind === 'cast' && !argument.try && isExactNumeric(argument.child.type);
    if (!exact || call.distinct)
      refuse('numeric', `${call.name} is sent only of exact numbers, all of them.`);
    return finish(sql`${name}(${argumentOf(call, writer)})`);
  };
