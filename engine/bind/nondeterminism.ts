import type { AggregateCall, CallExpression, Expression, SortKey, WindowCall } from '../plan/expression.ts';
import { walkExpression } from '../plan/expression-children.ts';
import { expressionsOf } from '../plan/node-expressions.ts';
import type { PlanNode } from '../plan/node.ts';
import { walk } from '../plan/walk.ts';
import type { TableKey } from '../types/catalog.ts';
import { isOrderSensitive, isPlaceSensitive } from './determinism.ts';

/** The keys of a table by source and name, to know when a sort order is total. */
export type KeysOf = (source: string, table: string) => readonly TableKey[];

/** Why two runs of the plan over the same data may differ; each reason once. */
export function nondeterminism(plan: PlanNode, keysOf: KeysOf): readonly string[] {
  const sorted = sortedLists(plan);
  const reasons = [...walk(plan)].flatMap((node) => [
    ...volatileCalls(node),
    ...reasonsOf(node, keysOf, sorted),
  ]);
  return [...new Set(reasons)];
}

/** `list(x ORDER BY x)` arrives as `list_sort(list(x))`: lists whose every use in the projection above sorts them. */
function sortedLists(plan: PlanNode): ReadonlySet<AggregateCall> {
  const found = new Set<AggregateCall>();
  for (const node of walk(plan)) {
    if (node.kind !== 'project' || node.child.kind !== 'aggregate') continue;
    const { groups, aggregates } = node.child;
    const parts = node.expressions.flatMap((expression) => [...walkExpression(expression)]);
    const sorts = parts.flatMap((part) => (isListSort(part) ? part.args.slice(0, 1).map(positionOf) : []));
    for (const [at, call] of aggregates.entries()) {
      const position = groups.length + at;
      const uses = parts.filter((part) => positionOf(part) === position).length;
      if (call.name === 'list' && uses > 0 && sorts.filter((one) => one === position).length === uses)
        found.add(call);
    }
  }
  return found;
}

function isListSort(expression: Expression): expression is CallExpression {
  return expression.kind === 'call' && ['list_sort', 'list_reverse_sort'].includes(expression.name);
}

function positionOf(expression: Expression): number | null {
  return expression.kind === 'column' ? expression.index : null;
}

function volatileCalls(node: PlanNode): readonly string[] {
  const parts = expressionsOf(node).flatMap((expression) => [...walkExpression(expression)]);
  return parts.flatMap((part) =>
    part.kind === 'call' && part.volatile === true ? [`${part.name}() differs at each call`] : [],
  );
}

function reasonsOf(node: PlanNode, keysOf: KeysOf, sorted: ReadonlySet<AggregateCall>): readonly string[] {
  switch (node.kind) {
    case 'sample':
      return ['SAMPLE takes rows at random'];
    case 'limit':
    case 'top-n':
      return limitReasons(node, keysOf);
    case 'aggregate':
      return node.aggregates.filter((call) => !sorted.has(call)).flatMap(aggregateReasons);
    case 'window':
      return node.windows.flatMap((call) => windowReasons(call, node.child, keysOf));
    case 'distinct':
      if (node.on === null || isTotal([...node.on.map(ascending), ...node.orderBy], node.child, keysOf))
        return [];
      return ['DISTINCT ON keeps one of several rows'];
    case 'join':
      return node.joinType === 'positional'
        ? ['POSITIONAL JOIN pairs rows by the order in which they come']
        : [];
    default:
      return [];
  }
}

function ascending(expression: SortKey['expression']): SortKey {
  return { expression, descending: false, nullsFirst: false };
}

function limitReasons(
  node: Extract<PlanNode, { kind: 'limit' | 'top-n' }>,
  keysOf: KeysOf,
): readonly string[] {
  if (node.kind === 'top-n')
    return isTotal(node.keys, node.child, keysOf)
      ? []
      : ['LIMIT may cut among rows that tie in the ORDER BY'];
  const order = belowProjects(node.child);
  if (order.kind !== 'sort') return ['LIMIT without ORDER BY takes any rows'];
  return isTotal(order.keys, order.child, keysOf)
    ? []
    : ['LIMIT may cut among rows that tie in the ORDER BY'];
}

function belowProjects(node: PlanNode): PlanNode {
  return node.kind === 'project' ? belowProjects(node.child) : node;
}

function aggregateReasons(call: AggregateCall): readonly string[] {
  if (!isOrderSensitive(call.name) || call.orderBy.length > 0) return [];
  return [`${call.name}() without ORDER BY depends on the order in which rows come`];
}

function windowReasons(call: WindowCall, child: PlanNode, keysOf: KeysOf): readonly string[] {
  const sensitive = isPlaceSensitive(call.name) || isOrderSensitive(call.name) || call.frame.unit === 'rows';
  if (!sensitive) return [];
  const keys = [...call.partitionBy.map(ascending), ...call.orderBy];
  return isTotal(keys, child, keysOf)
    ? []
    : [`${call.name}() OVER an order with ties depends on the order in which rows come`];
}

/**
 * Whether no two different rows tie: the keys cover every column of the input, or they hold a key of the one table
 * that the input takes its rows from.
 */
function isTotal(keys: readonly SortKey[], input: PlanNode, keysOf: KeysOf): boolean {
  const covered = new Set(
    keys.flatMap(({ expression }) => (expression.kind === 'column' ? [expression.index] : [])),
  );
  if (input.columns.every((_, at) => covered.has(at))) return true;
  const table = onlyTable(input);
  if (table === null) return false;
  const names = new Set([...covered].flatMap((at) => plainOrigin(input, at)));
  // A unique key may hold several NULLs; a primary key none.
  const primary = keysOf(table.source, table.name).filter((key) => key.kind === 'primary');
  return primary.some((key) => key.columns.every((column) => names.has(column)));
}

/** The one table whose rows are the input's rows, each at most once. */
function onlyTable(node: PlanNode): { source: string; name: string } | null {
  switch (node.kind) {
    case 'scan': {
      const { schema, name } = node.table;
      return { source: node.source, name: schema === null ? name : `${schema}.${name}` };
    }
    case 'filter':
    case 'project':
    case 'sort':
    case 'window':
    case 'model':
    case 'governed':
    case 'distinct':
      return onlyTable(node.child);
    default:
      return null;
  }
}

/** The source's column that stands unchanged at a position. */
function plainOrigin(node: PlanNode, at: number): readonly string[] {
  switch (node.kind) {
    case 'scan':
      return [node.fields[at]?.name ?? ''];
    case 'project': {
      const expression = node.expressions[at];
      return expression?.kind === 'column' ? plainOrigin(node.child, expression.index) : [];
    }
    case 'filter':
    case 'sort':
    case 'distinct':
    case 'model':
    case 'window':
      return at < node.child.columns.length ? plainOrigin(node.child, at) : [];
    default:
      return [];
  }
}

/** Whether the result has an order of its own. */
export function isOrdered(plan: PlanNode): boolean {
  switch (plan.kind) {
    case 'sort':
    case 'top-n':
      return true;
    case 'limit':
    case 'project':
    case 'model':
      return isOrdered(plan.child);
    case 'cte':
      return isOrdered(plan.body);
    default:
      return false;
  }
}
