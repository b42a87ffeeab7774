import type { AggregateCall, Expression } from '../../../engine/plan/expression.ts';
import {
  type AnyAggregate,
  type Finish,
  onlyArgument,
  type PrintAggregate,
} from '../../../engine/spi/sql/aggregate-call.ts';
import { refuse } from '../../../engine/spi/sql/refused.ts';
import type { Writer } from '../../../engine/spi/sql/rules.ts';
import { type Sql, sql, text } from '../../../engine/spi/sql/sql-text.ts';
import { typeToSql } from '../../../engine/types/data-type.ts';
import { isSignedInteger } from '../../../engine/types/type-class.ts';
import { integerBound } from './integer-bounds.ts';
import { comparable } from './comparisons.ts';

const only = (call: AnyAggregate): Expression => onlyArgument(call, 'SQLite');

function argumentOf(call: AnyAggregate, writer: Writer): Sql {
  const argument = only(call);
  return call.distinct ? sql`DISTINCT ${comparable(argument, writer, 'equality')}` : writer.write(argument);
}

const count: PrintAggregate = (call, writer, finish) => {
  const argument = only(call);
  // Whether a value is NULL does not depend on its type.
  const bare =
    argument.kind === 'column' && !call.distinct ? writer.item(argument.index).sql : argumentOf(call, writer);
  return finish(sql`count(${bare})`);
};

/** Of constants: eight million rows of them keep within 64 bits. */
const LARGEST_SUMMED = 2 ** 40;

/** Sums of integers are exact, or an error of SQLite where one passes 64 bits; real numbers are left to DuckDB. */
const integerSum: PrintAggregate = (call, writer, finish) => {
  requireIntegers(call);
  if ((integerBound(only(call)) ?? 0) > LARGEST_SUMMED)
    refuse('numeric', 'A sum of numbers as large as this one would pass the 64 bits that SQLite adds up in.');
  return finish(sql`sum(${argumentOf(call, writer)})`);
};

function requireIntegers(call: AnyAggregate): void {
  const { type } = only(call);
  if (!isSignedInteger(type))
    refuse('numeric', `${call.name} of ${typeToSql(type)} differs at SQLite; of integers it is sent.`);
}

/** Both give the sum over the count as a double; SQLite's avg adds integers exactly, and does not raise beyond 64 bits. */
const avg: PrintAggregate = (call, writer, finish) => {
  requireIntegers(call);
  return finish(sql`avg(${argumentOf(call, writer)})`);
};

const extreme =
  (name: string): PrintAggregate =>
  (call, writer, finish) =>
    finish(sql`${name}(${comparable(only(call), writer, 'order')})`);

/** Booleans are 0 and 1: all are true where the least is. */
const logical =
  (name: string): PrintAggregate =>
  (call, writer, finish) => {
    if (only(call).type.id !== 'BOOLEAN') refuse('type', `${call.name} is of booleans.`);
    return finish(sql`${name}(${writer.write(only(call))})`);
  };

/** Every aggregate that is sent, by DuckDB's canonical name. */
export const AGGREGATES: Readonly<Record<string, PrintAggregate>> = {
  count_star: (_call, _writer, finish) => finish(text('count(*)')),
  count,
  sum: integerSum,
  avg,
  mean: avg,
  min: extreme('min'),
  max: extreme('max'),
  bool_and: logical('min'),
  bool_or: logical('max'),
};

/** An aggregate with its modifiers. */
export function sqliteAggregate(call: AggregateCall, writer: Writer, finish: Finish): Sql {
  const print = Object.hasOwn(AGGREGATES, call.name) ? AGGREGATES[call.name] : undefined;
  if (print === undefined) refuse('function', `${call.name} is not known to be the same at SQLite.`);
  return print(call, writer, finish);
}
