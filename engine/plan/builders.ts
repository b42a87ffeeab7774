import { BIGINT, BOOLEAN } from '../types/data-type.ts';
import type { Column } from './column.ts';
import { columnOf } from './derive-column.ts';
import { withoutNulls } from './nullability.ts';
import type { AggregateCall, Expression, SortKey, WindowCall } from './expression.ts';
import type {
  AggregateNode,
  FilterNode,
  JoinNode,
  JoinType,
  LimitNode,
  NodeId,
  PlanNode,
  ProjectNode,
  SortNode,
  TopNNode,
  WindowNode,
} from './node.ts';

/*
 * Builders make nodes with their columns derived from the inputs. Each takes the id last: rules pass the id of the
 * node that they replace where the operator is still the user's, a fresh one where it is new.
 */

export function filter(child: PlanNode, predicates: readonly Expression[], id: NodeId): FilterNode {
  return { kind: 'filter', id, child, predicates, columns: withoutNulls(child.columns, predicates) };
}

/** `names[i]` names `expressions[i]`; without names, columns keep theirs. */
export function project(
  child: PlanNode,
  expressions: readonly Expression[],
  names: readonly string[] | null,
  id: NodeId,
): ProjectNode {
  const columns = expressions.map((expression, at) => columnOf(expression, child.columns, names?.[at]));
  return { kind: 'project', id, child, expressions, columns };
}

export function sort(child: PlanNode, keys: readonly SortKey[], id: NodeId): SortNode {
  return { kind: 'sort', id, child, keys, columns: child.columns };
}

export function limit(
  child: PlanNode,
  rows: Expression | null,
  offset: Expression | null,
  percent: boolean,
  id: NodeId,
): LimitNode {
  return { kind: 'limit', id, child, limit: rows, offset, percent, columns: child.columns };
}

export function topN(
  child: PlanNode,
  keys: readonly SortKey[],
  rows: number,
  offset: number,
  id: NodeId,
): TopNNode {
  return { kind: 'top-n', id, child, keys, limit: rows, offset, columns: child.columns };
}

interface JoinOptions {
  readonly asof?: boolean;
  /** Name of the mark column. */
  readonly mark?: string;
}

export function join(
  joinType: JoinType,
  left: PlanNode,
  right: PlanNode,
  conditions: readonly Expression[],
  id: NodeId,
  options: JoinOptions = {},
): JoinNode {
  const sides = joinColumns(joinType, left.columns, right.columns, options.mark);
  const columns = joinType === 'inner' || joinType === 'semi' ? withoutNulls(sides, conditions) : sides;
  return { kind: 'join', id, joinType, asof: options.asof ?? false, left, right, conditions, columns };
}

/** The output columns of a join of two inputs: outer sides become nullable. */
export function joinColumns(
  joinType: JoinType,
  left: readonly Column[],
  right: readonly Column[],
  mark = 'mark',
): readonly Column[] {
  switch (joinType) {
    case 'semi':
    case 'anti':
      return left;
    case 'mark':
      return [...left, { name: mark, type: BOOLEAN, nullable: true, collation: null, origins: [], tags: [] }];
    case 'left':
    case 'single':
      return [...left, ...right.map(nullable)];
    case 'right':
      return [...left.map(nullable), ...right];
    case 'full':
    case 'positional':
      return [...left.map(nullable), ...right.map(nullable)];
    case 'inner':
    case 'cross':
      return [...left, ...right];
  }
}

function nullable(column: Column): Column {
  return column.nullable ? column : { ...column, nullable: true };
}

export function aggregate(
  child: PlanNode,
  shape: Pick<AggregateNode, 'groups' | 'groupingSets' | 'aggregates' | 'groupingFunctions'>,
  names: readonly string[],
  id: NodeId,
): AggregateNode {
  const everywhere = (at: number): boolean => shape.groupingSets.every((set) => set.includes(at));
  const groups = shape.groups.map((group, at) => {
    const column = columnOf(group, child.columns, names[at]);
    return everywhere(at) ? column : nullable(column);
  });
  const calls = shape.aggregates.map((call, at) =>
    callColumn(call, child, names[groups.length + at] ?? call.name),
  );
  const markers = shape.groupingFunctions.map((_, at): Column => {
    const name = names[groups.length + calls.length + at] ?? 'grouping';
    return { name, type: BIGINT, nullable: false, collation: null, origins: [], tags: [] };
  });
  return { kind: 'aggregate', id, child, ...shape, columns: [...groups, ...calls, ...markers] };
}

/** The node over a window's input: the calls' columns follow the child's. */
export function window(
  child: PlanNode,
  windows: readonly WindowCall[],
  names: readonly string[],
  id: NodeId,
): WindowNode {
  const calls = windows.map((call, at) => callColumn(call, child, names[at] ?? call.name));
  return { kind: 'window', id, child, windows, columns: [...child.columns, ...calls] };
}

function callColumn(call: AggregateCall | WindowCall, child: PlanNode, name: string): Column {
  const inputs = call.args.map((argument) => columnOf(argument, child.columns));
  const origins = inputs.flatMap((input) => input.origins);
  const tags = [...new Set(inputs.flatMap((input) => input.tags))];
  return { name, type: call.type, nullable: !call.name.startsWith('count'), collation: null, origins, tags };
}
