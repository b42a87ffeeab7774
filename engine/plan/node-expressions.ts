import { assertNever } from '../errors/assert-never.ts';
import type { AggregateCall, Expression, FrameBound, SortKey, WindowCall } from './expression.ts';
import type { PlanNode } from './node.ts';

/** All scalar expressions that a node itself holds (not its children), calls' arguments included. */
export function expressionsOf(node: PlanNode): readonly Expression[] {
  const found: Expression[] = [];
  mapNodeExpressions(node, (expression) => {
    found.push(expression);
    return expression;
  });
  return found;
}

type Map = (expression: Expression) => Expression;

/** The node with each of its own top expressions replaced. Columns stay: types must not change. */
export function mapNodeExpressions(node: PlanNode, map: Map): PlanNode {
  switch (node.kind) {
    case 'scan':
    case 'fragment-scan':
    case 'governed':
    case 'model':
    case 'delim-scan':
    case 'set-operation':
    case 'cte':
    case 'cte-ref':
    case 'sample':
      return node;
    case 'filter':
      return { ...node, predicates: node.predicates.map(map) };
    case 'project':
      return { ...node, expressions: node.expressions.map(map) };
    case 'join':
      return { ...node, conditions: node.conditions.map(map) };
    case 'delim-join':
      return { ...node, keys: node.keys.map(map), conditions: node.conditions.map(map) };
    case 'aggregate':
      return {
        ...node,
        groups: node.groups.map(map),
        aggregates: node.aggregates.map((call) => mapAggregate(call, map)),
      };
    case 'window':
      return { ...node, windows: node.windows.map((call) => mapWindow(call, map)) };
    case 'sort':
    case 'top-n':
      return { ...node, keys: mapKeys(node.keys, map) };
    case 'limit':
      return { ...node, limit: node.limit && map(node.limit), offset: node.offset && map(node.offset) };
    case 'distinct':
      return { ...node, on: node.on && node.on.map(map), orderBy: mapKeys(node.orderBy, map) };
    case 'values':
      return { ...node, rows: node.rows.map((row) => row.map(map)) };
    case 'unnest':
      return { ...node, lists: node.lists.map(map) };
    case 'table-function':
      return { ...node, args: node.args.map(map) };
  }
  return assertNever(node);
}

/** An aggregate call with its expressions replaced. */
export function mapAggregate(call: AggregateCall, map: Map): AggregateCall {
  return {
    ...call,
    args: call.args.map(map),
    filter: call.filter && map(call.filter),
    orderBy: mapKeys(call.orderBy, map),
  };
}

/** A window call with its expressions replaced. */
export function mapWindow(call: WindowCall, map: Map): WindowCall {
  const bound = (side: FrameBound): FrameBound =>
    'offset' in side ? { ...side, offset: map(side.offset) } : side;
  return {
    ...call,
    args: call.args.map(map),
    filter: call.filter && map(call.filter),
    partitionBy: call.partitionBy.map(map),
    orderBy: mapKeys(call.orderBy, map),
    argumentOrder: mapKeys(call.argumentOrder, map),
    frame: { ...call.frame, start: bound(call.frame.start), end: bound(call.frame.end) },
  };
}

/** Sort keys with their expressions replaced. */
export function mapKeys(keys: readonly SortKey[], map: Map): readonly SortKey[] {
  return keys.map((key) => ({ ...key, expression: map(key.expression) }));
}
