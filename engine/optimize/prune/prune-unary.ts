import { aggregate, filter, project, window } from '../../plan/builders.ts';
import type { Column } from '../../plan/column.ts';
import { columnAt } from '../../plan/derive-column.ts';
import type { Expression } from '../../plan/expression.ts';
import { expressionsOf, mapAggregate, mapNodeExpressions, mapWindow } from '../../plan/node-expressions.ts';
import type {
  AggregateNode,
  DistinctNode,
  FilterNode,
  LimitNode,
  ModelNode,
  ProjectNode,
  SampleNode,
  SortNode,
  TopNNode,
  UnnestNode,
  WindowNode,
} from '../../plan/node.ts';
import { isVolatile } from '../../plan/predicates.ts';
import type { Kept, Positions } from './kept.ts';
import { allOf, moved, union, usedBy, within } from './kept.ts';
import type { PruneState } from './prune-state.ts';
import { narrowed } from './narrow.ts';

export function pruneFilter(node: FilterNode, required: Positions, state: PruneState): Kept {
  const child = state.prune(node.child, union(required, usedBy(node.predicates)));
  const predicates = node.predicates.map((one) => moved(one, child.at));
  return { node: filter(child.node, predicates, node.id), at: child.at };
}

/** Keeps the required expressions, volatile ones too (they may be meant for their effect), and never none. */
export function pruneProject(node: ProjectNode, required: Positions, state: PruneState): Kept {
  const wanted = node.expressions.flatMap((one, at) => (required.has(at) || isVolatile(one) ? [at] : []));
  const positions = wanted.length > 0 ? wanted : [0];
  const expressions = positions.map((at): Expression => node.expressions[at] ?? missing(at));
  const child = state.prune(node.child, usedBy(expressions));
  const names = positions.map((at) => columnAt(node.columns, at).name);
  const kept = project(
    child.node,
    expressions.map((one) => moved(one, child.at)),
    names,
    node.id,
  );
  return { node: kept, at: new Map(positions.map((position, index) => [position, index])) };
}

/** Groups decide about rows and stay; aggregates that nothing uses go, unless nothing would be left. */
export function pruneAggregate(node: AggregateNode, required: Positions, state: PruneState): Kept {
  const groups = node.groups.length;
  const used = node.aggregates.flatMap((_, at) => (required.has(groups + at) ? [at] : []));
  const kept = used.length === 0 && groups === 0 && node.groupingFunctions.length === 0 ? [0] : used;
  const calls = kept.map((at) => node.aggregates[at] ?? missing(at));
  const functionsAt = groups + node.aggregates.length;
  const positions = [
    ...node.groups.keys(),
    ...kept.map((at) => groups + at),
    ...[...node.groupingFunctions.keys()].map((at) => functionsAt + at),
  ];
  const slim = { ...node, aggregates: calls };
  const child = state.prune(node.child, usedBy(expressionsOf(slim)));
  const shape = {
    groups: node.groups.map((one) => moved(one, child.at)),
    groupingSets: node.groupingSets,
    aggregates: calls.map((call) => mapAggregate(call, (one) => moved(one, child.at))),
    groupingFunctions: node.groupingFunctions,
  };
  const names = positions.map((at) => columnAt(node.columns, at).name);
  return {
    node: aggregate(child.node, shape, names, node.id),
    at: new Map(positions.map((position, index) => [position, index])),
  };
}

/** Calls that nothing uses go; a window without calls is its child. */
export function pruneWindow(node: WindowNode, required: Positions, state: PruneState): Kept {
  const width = node.child.columns.length;
  const kept = node.windows.flatMap((_, at) => (required.has(width + at) ? [at] : []));
  const below = within(required, 0, width);
  if (kept.length === 0) return state.prune(node.child, below);
  const calls = kept.map((at) => node.windows[at] ?? missing(at));
  const needed = union(below, usedBy(expressionsOf({ ...node, windows: calls })));
  const child = narrowed(state.prune(node.child, needed), needed, state.ids);
  const names = kept.map((at) => columnAt(node.columns, width + at).name);
  const windows = calls.map((call) => mapWindow(call, (one) => moved(one, child.at)));
  const now = child.node.columns.length;
  const at = new Map([
    ...child.at,
    ...kept.map((call, index): [number, number] => [width + call, now + index]),
  ]);
  return { node: window(child.node, windows, names, node.id), at };
}

type Unary = SortNode | LimitNode | TopNNode | DistinctNode | SampleNode | ModelNode;

/** Operators that pass their child's columns on. DISTINCT over whole rows needs them all. */
export function pruneUnary(node: Unary, required: Positions, state: PruneState): Kept {
  const all = node.kind === 'distinct' && node.on === null;
  const own = node.kind === 'limit' ? new Set<number>() : usedBy(expressionsOf(node));
  const needed = all ? allOf(node.child) : union(required, own);
  const child = narrowed(state.prune(node.child, needed), needed, state.ids);
  const rewritten =
    node.kind === 'limit' ? node : (mapNodeExpressions(node, (one) => moved(one, child.at)) as Unary);
  const columns = node.kind === 'model' ? renamed(node, child) : child.node.columns;
  return { node: { ...rewritten, child: child.node, columns }, at: child.at };
}

function renamed(node: ModelNode, child: Kept): readonly Column[] {
  const names = new Map([...child.at].map(([old, now]) => [now, columnAt(node.columns, old).name]));
  return child.node.columns.map((column, at) => ({ ...column, name: names.get(at) ?? column.name }));
}

/** All lists stay: how many rows there are depends on the longest of them. */
export function pruneUnnest(node: UnnestNode, required: Positions, state: PruneState): Kept {
  const width = node.child.columns.length;
  const needed = union(within(required, 0, width), usedBy(node.lists));
  const child = narrowed(state.prune(node.child, needed), needed, state.ids);
  const now = child.node.columns.length;
  const added = node.columns.slice(width);
  const at = new Map([
    ...child.at,
    ...added.map((_, index): [number, number] => [width + index, now + index]),
  ]);
  const lists = node.lists.map((one) => moved(one, child.at));
  return { node: { ...node, child: child.node, lists, columns: [...child.node.columns, ...added] }, at };
}

function missing(at: number): never {
  throw new Error(`Nothing at position ${at}`);
}
