import type { AggregateCall, Expression } from '../../../engine/plan/expression.ts';
import {
  type AnyAggregate,
  deviation,
  type Finish,
  onlyArgument,
  type PrintAggregate,
} from '../../../engine/spi/sql/aggregate-call.ts';
import { refuse } from '../../../engine/spi/sql/refused.ts';
import type { Writer } from '../../../engine/spi/sql/rules.ts';
import { type Sql, sql } from '../../../engine/spi/sql/sql-text.ts';
import type { DataType } from '../../../engine/types/data-type.ts';
import { typeToSql } from '../../../engine/types/data-type.ts';
import { isInteger } from '../../../engine/types/type-class.ts';
import { mysqlGroupKey, mysqlOrderKey } from './comparisons.ts';

/** Types that sums and averages are sent for; sums of doubles depend on order in both engines. */
function isSummed(type: DataType): boolean {
  return isInteger(type) || type.id === 'DECIMAL' || type.id === 'DOUBLE';
}

const only = (call: AnyAggregate): Expression => onlyArgument(call, 'MySQL');

/** There is no FILTER: rows that it leaves out give NULL, which every aggregate here skips. */
function filtered(call: AnyAggregate, writer: Writer, value: Sql): Sql {
  if (call.filter === null) return value;
  return sql`CASE WHEN ${writer.write(call.filter)} THEN ${value} END`;
}

/** With DISTINCT an argument is compared, so it obeys the rules of keys. */
function argumentOf(call: AnyAggregate, writer: Writer): Sql {
  const argument = only(call);
  if (!call.distinct) return filtered(call, writer, writer.write(argument));
  return sql`DISTINCT ${filtered(call, writer, mysqlGroupKey(argument, writer))}`;
}

const countStar: PrintAggregate = (call, writer, finish) =>
  finish(call.filter === null ? sql`count(*)` : sql`count(${filtered(call, writer, sql`1`)})`);

const count: PrintAggregate = (call, writer, finish) => {
  const argument = only(call);
  // Whether a value is NULL does not depend on its type.
  const bare = argument.kind === 'column' && !call.distinct;
  const value = bare ? filtered(call, writer, writer.item(argument.index).sql) : argumentOf(call, writer);
  return finish(sql`count(${value})`);
};

const sum: PrintAggregate = (call, writer, finish) => {
  const { type } = only(call);
  if (!isSummed(type)) refuse('numeric', `sum of ${typeToSql(type)} differs at MySQL.`);
  return finish(sql`sum(${argumentOf(call, writer)})`);
};

/** DuckDB's avg is a DOUBLE, the exact sum over the count. */
const avg: PrintAggregate = (call, writer, finish) => {
  const { type } = only(call);
  if (!isSummed(type) || call.type.id !== 'DOUBLE')
    refuse('numeric', `avg of ${typeToSql(type)} differs at MySQL.`);
  const inner = argumentOf(call, writer);
  return sql`CAST(${finish(sql`sum(${inner})`)} AS DOUBLE) / ${finish(sql`count(${inner})`)}`.at(
    'arithmetic',
  );
};

const extreme =
  (name: string): PrintAggregate =>
  (call, writer, finish) =>
    finish(sql`${name}(${filtered(call, writer, mysqlOrderKey(only(call), writer))})`);

/** Booleans are 0 and 1: all are true where the least is. */
const logical =
  (name: string): PrintAggregate =>
  (call, writer, finish) => {
    if (only(call).type.id !== 'BOOLEAN') refuse('type', `${call.name} is of booleans.`);
    return finish(sql`${name}(${filtered(call, writer, writer.write(only(call)))})`);
  };

/** Every aggregate that is sent, by DuckDB's canonical name. */
export const AGGREGATES: Readonly<Record<string, PrintAggregate>> = {
  count_star: countStar,
  count,
  sum,
  avg,
  mean: avg,
  min: extreme('min'),
  max: extreme('max'),
  bool_and: logical('min'),
  stddev: deviation('stddev_samp', argumentOf),
  stddev_samp: deviation('stddev_samp', argumentOf),
  stddev_pop: deviation('stddev_pop', argumentOf),
  variance: deviation('var_samp', argumentOf),
  var_samp: deviation('var_samp', argumentOf),
  var_pop: deviation('var_pop', argumentOf),
  bool_or: logical('max'),
};

/** An aggregate with its modifiers. */
export function mysqlAggregate(call: AggregateCall, writer: Writer, finish: Finish): Sql {
  const print = Object.hasOwn(AGGREGATES, call.name) ? AGGREGATES[call.name] : undefined;
  if (print === undefined) refuse('function', `${call.name} is not known to be the same at MySQL.`);
  if (call.orderBy.length > 0 && call.args[0]?.type.id === 'DOUBLE')
    refuse('order', 'A sum of doubles in a stated order is not sent.');
  return print(call, writer, finish);
}
