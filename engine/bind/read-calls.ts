import type {
  AggregateCall,
  Expression,
  FrameBound,
  FrameExclusion,
  FrameUnit,
  WindowCall,
} from '../plan/expression.ts';
import type { ExactJson } from './exact-json.ts';
import { isExactObject } from './exact-json.ts';
import type { ExpressionContext } from './expression-context.ts';
import { FieldReader } from './field-reader.ts';
import { readAggregateData } from './read-aggregate-data.ts';
import { readExpression, readSortKeys } from './read-expression.ts';
import { readType } from './read-type.ts';
import { Unmodelled } from './unmodelled.ts';

const SELF_DESCRIPTION = ['arguments', 'catalog_name', 'schema_name', 'has_serialize'];

/** A bound aggregate call. */
export function readAggregate(json: ExactJson, context: ExpressionContext): AggregateCall {
  const reader = new FieldReader(json, 'BOUND_AGGREGATE');
  reader.expect('expression_class', 'BOUND_AGGREGATE').expect('type', 'BOUND_AGGREGATE');
  reader.ignore('alias', ...SELF_DESCRIPTION);
  const at = context.translation.at(reader.location());
  const { name, args } = readTarget(reader, context);
  const kind = reader.text('aggregate_type');
  if (kind !== 'DISTINCT' && kind !== 'NON_DISTINCT') throw new Unmodelled(`an aggregate of kind ${kind}`);
  const order = reader.optionalObject('order_bys');
  const call: AggregateCall = {
    kind: 'aggregate-call',
    name,
    args,
    type: readType(reader.raw('return_type')),
    distinct: kind === 'DISTINCT',
    filter: optional(reader, 'filter', context),
    orderBy: order === null ? [] : readSortKeys(order.list('orders'), context),
  };
  order?.end();
  reader.end();
  return at === null ? call : { ...call, at };
}

/** The function that is called and all its arguments, those in `function_data` too. */
function readTarget(
  reader: FieldReader,
  context: ExpressionContext,
): { name: string; args: readonly Expression[] } {
  const name = reader.text('name');
  const args = reader.list('children').map((child) => readExpression(child, context));
  const asList = lastIsList(reader.raw('original_arguments'));
  const data = reader.optionalObject('function_data');
  return { name, args: data === null ? args : [...args, ...readAggregateData(name, asList, data)] };
}

function lastIsList(types: ExactJson | undefined): boolean {
  const last: ExactJson | undefined = Array.isArray(types)
    ? (types as readonly ExactJson[]).at(-1)
    : undefined;
  return isExactObject(last) && last['id'] === 'LIST';
}

function optional(reader: FieldReader, name: string, context: ExpressionContext): Expression | null {
  return reader.has(name) ? readExpression(reader.raw(name), context) : reader.absent(name);
}

const WINDOW_NAMES: Readonly<Record<string, string>> = {
  WINDOW_ROW_NUMBER: 'row_number',
  WINDOW_RANK: 'rank',
  WINDOW_RANK_DENSE: 'dense_rank',
  WINDOW_PERCENT_RANK: 'percent_rank',
  WINDOW_CUME_DIST: 'cume_dist',
  WINDOW_NTILE: 'ntile',
  WINDOW_LAG: 'lag',
  WINDOW_LEAD: 'lead',
  WINDOW_FIRST_VALUE: 'first_value',
  WINDOW_LAST_VALUE: 'last_value',
  WINDOW_NTH_VALUE: 'nth_value',
  WINDOW_FILL: 'fill',
};

/** A bound window call. */
export function readWindow(json: ExactJson, context: ExpressionContext): WindowCall {
  const reader = new FieldReader(json, 'BOUND_WINDOW');
  reader.expect('expression_class', 'BOUND_WINDOW').ignore('alias', ...SELF_DESCRIPTION);
  const at = context.translation.at(reader.location());
  const { name, args } = readWindowTarget(reader, context);
  const offset = optional(reader, 'offset_expr', context);
  const fallback = optional(reader, 'default_expr', context);
  if (fallback !== null && offset === null)
    throw new Unmodelled(`${name} with a default but without an offset`);
  const call: WindowCall = {
    kind: 'window-call',
    name,
    args: [...args, ...[offset, fallback].filter((one) => one !== null)],
    type: readType(reader.raw('return_type')),
    distinct: reader.flag('distinct'),
    filter: optional(reader, 'filters', context),
    ignoreNulls: reader.flag('ignore_nulls'),
    partitionBy: reader.list('partitions').map((one) => readExpression(one, context)),
    orderBy: readSortKeys(reader.list('orders'), context),
    argumentOrder: readSortKeys(reader.list('arg_orders'), context),
    frame: readFrame(reader, context),
  };
  reader.end();
  return at === null ? call : { ...call, at };
}

function readWindowTarget(
  reader: FieldReader,
  context: ExpressionContext,
): { name: string; args: readonly Expression[] } {
  const type = reader.text('type');
  if (type === 'WINDOW_AGGREGATE') return readTarget(reader, context);
  const name = WINDOW_NAMES[type];
  if (name === undefined) throw new Unmodelled(`the window function ${type}`);
  reader.expect('original_arguments', []);
  return { name, args: reader.list('children').map((one) => readExpression(one, context)) };
}

const EXCLUSIONS: Readonly<Record<string, FrameExclusion>> = {
  NO_OTHER: 'no others',
  CURRENT_ROW: 'current row',
  GROUP: 'group',
  TIES: 'ties',
};

function readFrame(reader: FieldReader, context: ExpressionContext): WindowCall['frame'] {
  const start = reader.text('start');
  const end = reader.text('end');
  const exclude = EXCLUSIONS[reader.text('exclude_clause')];
  if (exclude === undefined) throw new Unmodelled('an unknown frame exclusion');
  const unit = unitOf(start) ?? unitOf(end) ?? 'range';
  return {
    unit,
    start: readBound(start, unit, reader, 'start_expr', context),
    end: readBound(end, unit, reader, 'end_expr', context),
    exclude,
  };
}

function unitOf(bound: string): FrameUnit | null {
  if (bound.endsWith('_ROWS')) return 'rows';
  if (bound.endsWith('_RANGE')) return 'range';
  return bound.endsWith('_GROUPS') ? 'groups' : null;
}

function readBound(
  bound: string,
  unit: FrameUnit,
  reader: FieldReader,
  field: string,
  context: ExpressionContext,
): FrameBound {
  switch (bound) {
    case 'UNBOUNDED_PRECEDING':
      return { kind: 'unbounded-preceding' };
    case 'UNBOUNDED_FOLLOWING':
      return { kind: 'unbounded-following' };
    case `CURRENT_ROW_${unit.toUpperCase()}`:
      return { kind: 'current-row' };
    case `EXPR_PRECEDING_${unit.toUpperCase()}`:
      return { kind: 'preceding', offset: readOffset(reader.raw(field), unit, context) };
    case `EXPR_FOLLOWING_${unit.toUpperCase()}`:
      return { kind: 'following', offset: readOffset(reader.raw(field), unit, context) };
    default:
      throw new Unmodelled(`the frame bound ${bound}`);
  }
}

/** For a RANGE frame DuckDB binds `key ± offset`, computed for each row; the offset is its second operand. */
function readOffset(json: ExactJson | undefined, unit: FrameUnit, context: ExpressionContext): Expression {
  const expression = readExpression(json, context);
  if (unit !== 'range') return expression;
  const offset =
    expression.kind === 'call' && ['+', '-'].includes(expression.name) ? expression.args[1] : undefined;
  if (offset === undefined) throw new Unmodelled('a RANGE frame whose bound is not key ± offset');
  return offset;
}
