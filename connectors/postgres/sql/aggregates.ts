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
import { joined, type Sql, sql, text } from '../../../engine/spi/sql/sql-text.ts';
import type { DataType } from '../../../engine/types/data-type.ts';
import { typeToSql } from '../../../engine/types/data-type.ts';
import { isSignedInteger, isText } from '../../../engine/types/type-class.ts';
import { postgresGroupKey, postgresOrderKey } from './comparisons.ts';
import { isEnum } from './enums.ts';
import { isOrdered } from './native-types.ts';

/** Types that sums and averages are sent for; sums of doubles depend on order in both engines. */
function isSummed(type: DataType): boolean {
  return isSignedInteger(type) || type.id === 'DECIMAL' || type.id === 'DOUBLE';
}

const only = (call: AnyAggregate): Expression => onlyArgument(call, 'PostgreSQL');

function distinct(call: AnyAggregate): string {
  return call.distinct ? 'DISTINCT ' : '';
}

/** With DISTINCT an argument is compared, so it obeys the rules of keys. */
function argumentOf(call: AnyAggregate, writer: Writer): Sql {
  const argument = only(call);
  return call.distinct ? postgresGroupKey(argument, writer) : writer.write(argument);
}

const count: PrintAggregate = (call, writer, finish) => {
  const argument = only(call);
  // Whether a value is NULL does not depend on its type.
  const bare =
    argument.kind === 'column' && !call.distinct ? writer.item(argument.index).sql : argumentOf(call, writer);
  return finish(sql`count(${distinct(call)}${bare})`);
};

const sum: PrintAggregate = (call, writer, finish) => {
  const argument = only(call);
  if (!isSummed(argument.type))
    refuse('numeric', `sum of ${typeToSql(argument.type)} differs at PostgreSQL.`);
  const whole = finish(sql`sum(${distinct(call)}${argumentOf(call, writer)})`);
  if (argument.type.id === 'DECIMAL' || argument.type.id === 'DOUBLE') return whole;
  // DuckDB sums integers as HUGEINT, PostgreSQL small ones as bigint.
  return sql`${whole}::numeric`;
};

/** DuckDB's avg is a DOUBLE, the exact sum over the count. */
const avg: PrintAggregate = (call, writer, finish) => {
  const argument = only(call);
  if (!isSummed(argument.type) || call.type.id !== 'DOUBLE')
    refuse('numeric', `avg of ${typeToSql(argument.type)} differs at PostgreSQL.`);
  const inner = sql`${distinct(call)}${argumentOf(call, writer)}`;
  return sql`${finish(sql`sum(${inner})`)}::double precision / ${finish(sql`count(${inner})`)}`.at(
    'arithmetic',
  );
};

const extreme: PrintAggregate = (call, writer, finish) => {
  const argument = only(call);
  const unordered =
    argument.type.id === 'BOOLEAN' || argument.type.id === 'UUID' || argument.type.id === 'BLOB';
  if (unordered || !(isOrdered(argument.type) || isText(argument.type) || isEnum(argument.type))) {
    refuse('type', `PostgreSQL has no ${call.name} of ${typeToSql(argument.type)}.`);
  }
  return finish(sql`${call.name}(${postgresOrderKey(argument, writer)})`);
};

const logical =
  (name: string): PrintAggregate =>
  (call, writer, finish) => {
    if (only(call).type.id !== 'BOOLEAN') refuse('type', `${name} is of booleans.`);
    return finish(sql`${name}(${writer.write(only(call))})`);
  };

/** Joined text is the same only in a stated order. */
const stringAgg: PrintAggregate = (call, writer, finish) => {
  const [value, separator] = call.args;
  const keys = call.kind === 'aggregate-call' ? call.orderBy : [];
  if (
    !value ||
    !separator ||
    !isText(value.type) ||
    !isText(separator.type) ||
    call.distinct ||
    separator.kind !== 'literal'
  ) {
    return refuse('function', 'string_agg is sent only of text with a constant separator.');
  }
  if (keys.length === 0) refuse('order', 'string_agg without ORDER BY depends on the order of rows.');
  const order = keys.map((key) => {
    const nulls = key.nullsFirst ? 'NULLS FIRST' : 'NULLS LAST';
    return sql`${postgresOrderKey(key.expression, writer).within('atom')}${key.descending ? ' DESC' : ''} ${nulls}`;
  });
  return finish(
    sql`string_agg(${writer.write(value)}, ${writer.write(separator)} ORDER BY ${joined(order, ', ')})`,
  );
};

/** Every aggregate that is sent, by DuckDB's canonical name. */
export const AGGREGATES: Readonly<Record<string, PrintAggregate>> = {
  count_star: (_call, _writer, finish) => finish(text('count(*)')),
  count,
  sum,
  avg,
  mean: avg,
  min: extreme,
  max: extreme,
  bool_and: logical('bool_and'),
  stddev: deviation('stddev_samp', argumentOf),
  stddev_samp: deviation('stddev_samp', argumentOf),
  stddev_pop: deviation('stddev_pop', argumentOf),
  variance: deviation('var_samp', argumentOf),
  var_samp: deviation('var_samp', argumentOf),
  var_pop: deviation('var_pop', argumentOf),
  bool_or: logical('bool_or'),
  string_agg: stringAgg,
};

const ORDERLESS: ReadonlySet<string> = new Set([
  'count_star',
  'count',
  'min',
  'max',
  'bool_and',
  'bool_or',
  'sum',
  'avg',
  'mean',
]);

/** An aggregate with its modifiers, in the type that the plan says. */
export function postgresAggregate(call: AggregateCall, writer: Writer, finish: Finish): Sql {
  const print = Object.hasOwn(AGGREGATES, call.name) ? AGGREGATES[call.name] : undefined;
  if (print === undefined) refuse('function', `${call.name} is not known to be the same at PostgreSQL.`);
  if (call.orderBy.length > 0 && ORDERLESS.has(call.name) && call.args[0]?.type.id === 'DOUBLE') {
    refuse('order', 'A sum of doubles in a stated order is not sent.');
  }
  return print(call, writer, finish);
}
