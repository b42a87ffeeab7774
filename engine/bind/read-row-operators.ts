import { aggregate, filter, limit, project, sort, window } from '../plan/builders.ts';
import { columnAt, columnOf } from '../plan/derive-column.ts';
import type { Expression } from '../plan/expression.ts';
import { columnsUsed } from '../plan/expression-children.ts';
import type { PlanNode, SampleNode } from '../plan/node.ts';
import { BIGINT, DOUBLE, sameType } from '../types/data-type.ts';
import type { ExactJson } from './exact-json.ts';
import { isExactObject } from './exact-json.ts';
import { FieldReader } from './field-reader.ts';
import type { OperatorContext } from './operator-context.ts';
import { onlyInput } from './operator-context.ts';
import { readAggregate, readWindow } from './read-calls.ts';
import { expressionContext, readExpression, readSortKeys } from './read-expression.ts';
import { readLiteral } from './read-literal.ts';
import { readType } from './read-type.ts';
import type { Output, Relation } from './relation.ts';
import { outputsOf, scopeOf } from './relation.ts';
import { splitAnd } from './split-and.ts';
import { Unmodelled } from './unmodelled.ts';

/** LOGICAL_FILTER. */
export function readFilter(reader: FieldReader, context: OperatorContext): Relation {
  const child = onlyInput(reader, context);
  const scope = expressionContext(context.translation, scopeOf(child));
  const predicates = splitAnd(reader.list('expressions').map((json) => readExpression(json, scope)));
  const outputs = select(child.outputs, reader.list('projection_map'));
  return { node: filter(child.node, predicates, context.translation.ids.next()), outputs };
}

/** An operator's own projection of its outputs; empty stands for all. */
function select(outputs: readonly Output[], positions: readonly ExactJson[]): readonly Output[] {
  if (positions.length === 0) return outputs;
  return positions.map((position) => {
    const output = outputs[Number(position)];
    if (output === undefined) throw new Unmodelled('a projection outside of the outputs');
    return output;
  });
}

/** LOGICAL_PROJECTION. */
export function readProjection(reader: FieldReader, context: OperatorContext): Relation {
  const child = onlyInput(reader, context);
  const scope = expressionContext(context.translation, scopeOf(child));
  const list = reader.list('expressions');
  const expressions = list.map((json) => readExpression(json, scope));
  const names = expressions.map((expression, at) => aliasOf(list[at]) ?? plainName(expression, child.node));
  const node = project(child.node, expressions, names, context.translation.ids.next());
  return { node, outputs: outputsOf(reader.digits('table_index'), expressions.length) };
}

function aliasOf(json: ExactJson | undefined): string | null {
  const alias = isExactObject(json) ? json['alias'] : undefined;
  return typeof alias === 'string' && alias !== '' ? alias : null;
}

function plainName(expression: Expression, input: PlanNode): string {
  if (expression.kind === 'column') return columnAt(input.columns, expression.index).name;
  return expression.kind === 'call' ? expression.name : expression.kind;
}

/** LOGICAL_ORDER_BY. */
export function readSort(reader: FieldReader, context: OperatorContext): Relation {
  const child = onlyInput(reader, context);
  const keys = readSortKeys(reader.list('orders'), expressionContext(context.translation, scopeOf(child)));
  const outputs = select(child.outputs, reader.list('projections'));
  return { node: sort(child.node, keys, context.translation.ids.next()), outputs };
}

/** LOGICAL_LIMIT. */
export function readLimit(reader: FieldReader, context: OperatorContext): Relation {
  const child = onlyInput(reader, context);
  const rows = readBound(reader.object('limit_val'), child, context);
  const offset = readBound(reader.object('offset_val'), child, context);
  if (offset?.percent) throw new Unmodelled('an OFFSET in percent');
  const id = context.translation.ids.next();
  const node = limit(child.node, rows?.value ?? null, offset?.value ?? null, rows?.percent ?? false, id);
  return { node, outputs: child.outputs };
}

function readBound(
  bound: FieldReader,
  child: Relation,
  context: OperatorContext,
): { value: Expression; percent: boolean } | null {
  const kind = bound.text('type');
  const rows = bound.digits('constant_integer');
  const share = bound.digits('constant_percentage');
  const expression = bound.has('expression') ? bound.raw('expression') : bound.absent('expression');
  bound.end();
  switch (kind) {
    case 'UNSET':
      return null;
    case 'CONSTANT_VALUE':
      return { value: { kind: 'literal', type: BIGINT, value: rows }, percent: false };
    case 'CONSTANT_PERCENTAGE':
      return { value: { kind: 'literal', type: DOUBLE, value: share }, percent: true };
    case 'EXPRESSION_VALUE':
    case 'EXPRESSION_PERCENTAGE': {
      const value = readExpression(
        expression ?? undefined,
        expressionContext(context.translation, scopeOf(child)),
      );
      if (columnsUsed(value).size > 0) throw new Unmodelled('a LIMIT that is computed by a subquery');
      return { value, percent: kind === 'EXPRESSION_PERCENTAGE' };
    }
    default:
      throw new Unmodelled(`a LIMIT of kind ${kind}`);
  }
}

/** LOGICAL_DISTINCT. */
export function readDistinct(reader: FieldReader, context: OperatorContext): Relation {
  const child = onlyInput(reader, context);
  const scope = expressionContext(context.translation, scopeOf(child));
  const kind = reader.text('distinct_type');
  const targets = reader.list('distinct_targets').map((json) => readExpression(json, scope));
  const order = reader.optionalObject('order_by');
  const orderBy = order === null ? [] : readSortKeys(order.list('orders'), scope);
  order?.expect('type', 'ORDER_MODIFIER').end();
  if (kind !== 'DISTINCT' && kind !== 'DISTINCT_ON') throw new Unmodelled(`a DISTINCT of kind ${kind}`);
  const { columns } = child.node;
  const whole =
    kind === 'DISTINCT' && targets.length === child.outputs.length && columns.length === targets.length;
  if (kind === 'DISTINCT' && !whole) throw new Unmodelled('a DISTINCT of a part of the columns');
  const on = kind === 'DISTINCT_ON' ? targets : null;
  const node: PlanNode = {
    kind: 'distinct',
    id: context.translation.ids.next(),
    child: child.node,
    on,
    orderBy,
    columns,
  };
  return { node, outputs: child.outputs };
}

/** LOGICAL_AGGREGATE_AND_GROUP_BY. */
export function readAggregation(reader: FieldReader, context: OperatorContext): Relation {
  const child = onlyInput(reader, context);
  const scope = expressionContext(context.translation, scopeOf(child));
  reader.ignore('distinct_validity');
  const groupsJson = reader.list('groups');
  const groups = groupsJson.map((json) => readExpression(json, scope));
  const callsJson = reader.list('expressions');
  const aggregates = callsJson.map((json) => readAggregate(json, scope));
  const sets = reader.list('grouping_sets').map(positions);
  const groupingFunctions = reader.list('grouping_functions').map(positions);
  const names = [
    ...groups.map((group, at) => aliasOf(groupsJson[at]) ?? plainName(group, child.node)),
    ...aggregates.map((call, at) => aliasOf(callsJson[at]) ?? call.name),
  ];
  const shape = {
    groups,
    groupingSets: sets.length === 0 ? [groups.map((_, at) => at)] : sets,
    aggregates,
    groupingFunctions,
  };
  const node = aggregate(child.node, shape, names, context.translation.ids.next());
  const outputs = [
    ...outputsOf(reader.digits('group_index'), groups.length),
    ...outputsOf(reader.digits('aggregate_index'), aggregates.length, groups.length),
    ...outputsOf(
      reader.digits('groupings_index'),
      groupingFunctions.length,
      groups.length + aggregates.length,
    ),
  ];
  return { node, outputs };
}

function positions(json: ExactJson): readonly number[] {
  const list = Array.isArray(json) ? (json as readonly ExactJson[]) : null;
  if (list === null || list.some((one) => typeof one !== 'number'))
    throw new Unmodelled('a malformed grouping set');
  return list.map(Number);
}

/** LOGICAL_WINDOW. */
export function readWindows(reader: FieldReader, context: OperatorContext): Relation {
  const child = onlyInput(reader, context);
  const scope = expressionContext(context.translation, scopeOf(child));
  const list = reader.list('expressions');
  const calls = list.map((json) => readWindow(json, scope));
  const names = calls.map((call, at) => aliasOf(list[at]) ?? call.name);
  const node = window(child.node, calls, names, context.translation.ids.next());
  const own = outputsOf(reader.digits('window_index'), calls.length, child.node.columns.length);
  return { node, outputs: [...child.outputs, ...own] };
}

/** LOGICAL_UNNEST. */
export function readUnnest(reader: FieldReader, context: OperatorContext): Relation {
  const child = onlyInput(reader, context);
  const scope = expressionContext(context.translation, scopeOf(child));
  const unnested = reader.list('expressions').map((json) => {
    const unnest = new FieldReader(json, 'BOUND_UNNEST');
    unnest.expect('expression_class', 'BOUND_UNNEST').expect('type', 'BOUND_UNNEST');
    unnest.ignore('alias', 'query_location');
    const type = readType(unnest.raw('return_type'));
    const list = readExpression(unnest.raw('child'), scope);
    unnest.end();
    return { list, type };
  });
  const lists = unnested.map(({ list }) => list);
  const own = unnested.map(({ list, type }) => {
    if (list.type.id !== 'LIST' && list.type.id !== 'ARRAY')
      throw new Unmodelled(`UNNEST of ${list.type.id}`);
    if (!sameType(list.type.child, type)) throw new Unmodelled('UNNEST to another type than the list holds');
    return {
      ...columnOf(list, child.node.columns, 'unnest'),
      type: list.type.child,
      nullable: true,
      collation: null,
    };
  });
  const columns = [...child.node.columns, ...own];
  const node: PlanNode = {
    kind: 'unnest',
    id: context.translation.ids.next(),
    child: child.node,
    lists,
    columns,
  };
  const outputs = outputsOf(reader.digits('unnest_index'), lists.length, child.node.columns.length);
  return { node, outputs: [...child.outputs, ...outputs] };
}

const SAMPLE_METHODS: Readonly<Record<string, SampleNode['method']>> = {
  System: 'system',
  Bernoulli: 'bernoulli',
  Reservoir: 'reservoir',
};

/** LOGICAL_SAMPLE. */
export function readSample(reader: FieldReader, context: OperatorContext): Relation {
  const child = onlyInput(reader, context);
  const options = reader.object('sample_options');
  const size = readLiteral(options.raw('sample_size')).value;
  const method = SAMPLE_METHODS[options.text('method')];
  const seed = options.number('seed');
  const percent = options.flag('is_percentage');
  options.ignore('repeatable').end();
  if (method === undefined || typeof size !== 'string') throw new Unmodelled('a SAMPLE of an unknown kind');
  const { columns } = child.node;
  const id = context.translation.ids.next();
  const node: PlanNode = {
    kind: 'sample',
    id,
    child: child.node,
    method,
    size,
    percent,
    seed: seed < 0 ? null : seed,
    columns,
  };
  return { node, outputs: child.outputs };
}
