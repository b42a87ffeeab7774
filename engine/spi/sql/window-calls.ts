import type { Expression, WindowCall } from '../../plan/expression.ts';
import type { Finish } from './aggregate-call.ts';
import { refuse } from './refused.ts';
import type { Writer } from './rules.ts';
import { smallInteger } from './small-integer.ts';
import { type Sql, sql, text } from './sql-text.ts';

/** Prints a window function with exactly DuckDB's meaning, or throws a refusal. */
export type PrintWindow = (call: WindowCall, writer: Writer, finish: Finish) => Sql;

/** A value among those of one column, which the source gives back as it is. */
export type PrintValue = (value: Expression, writer: Writer) => Sql;

/** What a source has of its own among the window functions. */
export interface WindowParts {
  /** row_number, rank and dense_rank. */
  readonly ranking: (name: string) => PrintWindow;
  /** percent_rank and cume_dist. */
  readonly share: (name: string) => PrintWindow;
  readonly ntile: PrintWindow;
  /** lag and lead. */
  readonly neighbour: PrintWindow;
  readonly value: PrintValue;
}

/** Every window function that is sent, by DuckDB's canonical name; aggregates over windows besides. */
export function windowCalls(parts: WindowParts): Readonly<Record<string, PrintWindow>> {
  const { ranking, share, ntile, neighbour, value } = parts;
  return {
    row_number: ranking('row_number'),
    rank: ranking('rank'),
    dense_rank: ranking('dense_rank'),
    rank_dense: ranking('dense_rank'),
    percent_rank: share('percent_rank'),
    cume_dist: share('cume_dist'),
    ntile,
    lag: neighbour,
    lead: neighbour,
    first_value: edge('first_value', value),
    first: edge('first_value', value),
    last_value: edge('last_value', value),
    last: edge('last_value', value),
    nth_value: nth(value),
  };
}

/** A function without arguments. */
export const bareWindow =
  (name: string): PrintWindow =>
  (_call, _writer, finish) =>
    finish(text(`${name}()`));

/** The number of buckets of ntile; refuses one that is not constant. */
export function bucketsOf(call: WindowCall): number {
  const buckets = smallInteger(call.args[0], 1, 1_000_000);
  if (buckets === null) return refuse('function', 'ntile is sent only with a constant number of buckets.');
  return buckets;
}

/** The value of a row so far away, or a default of the same type. */
export const neighbourOrDefault =
  (print: PrintValue): PrintWindow =>
  (call, writer, finish) => {
    const [value, offset, otherwise] = call.args;
    const distance = offset === undefined ? 1 : smallInteger(offset, 0, 1_000_000);
    if (!value || distance === null)
      return refuse('function', `${call.name} is sent only with a constant offset.`);
    const defaults = otherwise === undefined ? '' : sql`, ${print(otherwise, writer)}`;
    return finish(sql`${call.name}(${print(value, writer)}, ${String(distance)}${defaults})`);
  };

const edge =
  (name: string, print: PrintValue): PrintWindow =>
  (call, writer, finish) => {
    const [value] = call.args;
    if (!value || call.args.length !== 1) return refuse('function', `${name} takes one argument.`);
    return finish(sql`${name}(${print(value, writer)})`);
  };

const nth =
  (print: PrintValue): PrintWindow =>
  (call, writer, finish) => {
    const [value, place] = call.args;
    const row = smallInteger(place, 1, 1_000_000);
    if (!value || row === null) return refuse('function', 'nth_value is sent only with a constant place.');
    return finish(sql`nth_value(${print(value, writer)}, ${String(row)})`);
  };
