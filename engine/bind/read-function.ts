import type { CallExpression, Expression } from '../plan/expression.ts';
import type { DataType } from '../types/data-type.ts';
import { sameType, VARCHAR } from '../types/data-type.ts';
import { midnight } from './clock.ts';
import { isVolatile } from './determinism.ts';
import { closeSlice } from './list-slice.ts';
import type { ExpressionContext } from './expression-context.ts';
import type { FieldReader } from './field-reader.ts';
import { readAggregateData } from './read-aggregate-data.ts';
import { isLambdaFunction, readLambdaCall } from './read-lambda.ts';
import { readType } from './read-type.ts';
import { Unmodelled } from './unmodelled.ts';

/** Names that only DuckDB's binder may write, and the function that means the same in SQL. */
const CALLABLE_NAMES: Readonly<Record<string, string>> = {
  unpivot_list: 'list_value',
  '!__postfix': 'factorial',
};

/** What a function says of itself beside its arguments; only `function_data` may change its meaning. */
const SELF_DESCRIPTION = [
  'arguments',
  'original_arguments',
  'catalog_name',
  'schema_name',
  'has_serialize',
  'is_operator',
];

/** A scalar function. Arguments that the binder folded into `function_data` come back as arguments. */
export function readFunction(reader: FieldReader, context: ExpressionContext): Expression {
  reader.expect('type', 'BOUND_FUNCTION');
  reader.ignore(...SELF_DESCRIPTION);
  const name = reader.text('name');
  const type = readType(reader.raw('return_type'));
  const children = reader.list('children');
  const data = reader.optionalObject('function_data');
  if (isLambdaFunction(name) && data !== null) return readLambdaCall(name, type, children, data, context);
  const args = children.map((child) => context.read(child, context));
  const clock = args.length === 0 ? context.translation.clock(name, type) : null;
  if (clock !== null) return clock;
  if (name === 'age' && args.length === 1) return callOf(name, sinceMidnight(args, context), type);
  const all = data === null ? closeSlice(name, args) : withData(name, type, args, data);
  data?.end();
  return callOf(CALLABLE_NAMES[name] ?? name, all, type);
}

function callOf(name: string, args: readonly Expression[], type: DataType): CallExpression {
  return isVolatile(name)
    ? { kind: 'call', name, args, type, volatile: true }
    : { kind: 'call', name, args, type };
}

/** `age(x)` counts from the start of today; the day is fixed with the clock. */
function sinceMidnight(args: readonly Expression[], context: ExpressionContext): readonly Expression[] {
  const [argument] = args;
  const start = argument && midnight(context.translation.clock, argument.type);
  if (!start) throw new Unmodelled('age() of something else than a timestamp');
  return [start, ...args];
}

function withData(
  name: string,
  type: DataType,
  args: readonly Expression[],
  data: FieldReader,
): readonly Expression[] {
  switch (name) {
    case '+':
    case '-':
    case '*':
      // Without a check where the types alone show that none is needed; binding again finds the same.
      data.expect('check_overflow', true, type.id !== 'DECIMAL').ignore('arguments');
      return sameData(type, readType(data.raw('return_type')), name, args);
    case 'struct_pack':
    case 'row':
    case 'union_value':
    case 'struct_insert':
    case 'struct_update':
      return sameData(type, readType(data.raw('variable_return_type')), name, args);
    case 'list_aggr':
    case 'list_aggregate':
    case 'aggregate':
    case 'array_aggr':
    case 'array_aggregate':
      return [...args, ...listAggregateArguments(data)];
    case 'date_part':
    case 'datepart':
      return [partNames(type, data), ...args];
    default:
      throw new Unmodelled(`the function ${name} with function_data`);
  }
}

function sameData(
  type: DataType,
  told: DataType,
  name: string,
  args: readonly Expression[],
): readonly Expression[] {
  if (!sameType(type, told)) throw new Unmodelled(`the function ${name} whose data names another type`);
  return args;
}

/** `list_aggregate(list, 'string_agg', '|')`: the separator stands only in the inner aggregate's data. */
function listAggregateArguments(data: FieldReader): readonly Expression[] {
  const bound = data.object('bind_data');
  bound.ignore('stype');
  const inner = bound.object('aggr_expr');
  bound.end();
  inner.ignore('expression_class', 'type', 'alias', 'query_location', 'return_type', ...SELF_DESCRIPTION);
  const name = inner.text('name');
  inner.expect('aggregate_type', 'NON_DISTINCT').ignore('children', 'arguments');
  const innerData = inner.optionalObject('function_data');
  inner.expect('filter').expect('order_bys').end();
  return innerData === null ? [] : readAggregateData(name, false, innerData);
}

/** `date_part(['year', 'month'], x)`: the names are those of the struct that it makes. */
function partNames(type: DataType, data: FieldReader): Expression {
  data.ignore('stype', 'part_codes');
  if (type.id !== 'STRUCT') throw new Unmodelled('date_part of a list without a struct');
  return {
    kind: 'literal',
    type: { id: 'LIST', child: VARCHAR },
    value: type.fields.map((field) => field.name),
  };
}
