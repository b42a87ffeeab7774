import { filter, project } from '../../plan/builders.ts';
import type { Expression } from '../../plan/expression.ts';
import { columnsUsed, remapColumns } from '../../plan/expression-children.ts';
import type { NodeIds } from '../../plan/ids.ts';
import { mayRaise } from '../../plan/may-raise.ts';
import type { DelimJoinNode, FilterNode, JoinNode, PlanNode } from '../../plan/node.ts';
import { isVolatile } from '../../plan/predicates.ts';

/** A piece of the remainder over one fragment alone, and where the columns that were asked for stand in it. */
export interface TracedSource {
  /** Filters and projections over the fragment's scan. */
  readonly node: PlanNode;
  readonly fragment: string;
  at(index: number): number | null;
}

/** What tracing needs of the whole remainder. */
export interface Tracing {
  readonly ids: NodeIds;
  /** The join that feeds the delim-scans of this name. */
  delimJoin(delim: string): DelimJoinNode | null;
}

/**
 * What gives all values that some columns of the remainder have at this place, NULL apart: filters and projections over
 * the one fragment that they come from. Joins on the way, and what else only removes or repeats rows, are left out, so
 * that it may give more values. Null where the columns come from several fragments or are computed from several rows.
 */
export function traceSource(
  node: PlanNode,
  used: ReadonlySet<number>,
  context: Tracing,
): TracedSource | null {
  if (used.size === 0) return null;
  switch (node.kind) {
    case 'fragment-scan':
      return { node, fragment: node.fragment, at: (index) => index };
    case 'filter':
      return traceFilter(node, used, context);
    case 'project':
      return traceComputed(node.child, node.expressions, used, context);
    case 'aggregate':
      return [...used].every((index) => index < node.groups.length)
        ? traceComputed(node.child, node.groups, used, context)
        : null;
    case 'join':
      return traceJoin(node, used, context);
    case 'delim-scan': {
      const feeding = context.delimJoin(node.delim);
      return feeding && traceComputed(feeding.left, feeding.keys, used, context);
    }
    case 'delim-join':
      return [...used].every((index) => index < node.left.columns.length)
        ? traceSource(node.left, used, context)
        : null;
    case 'window':
    case 'unnest':
      return [...used].every((index) => index < node.child.columns.length)
        ? traceSource(node.child, used, context)
        : null;
    case 'model':
    case 'sort':
    case 'limit':
    case 'top-n':
    case 'distinct':
    case 'sample':
      return traceSource(node.child, used, context);
    default:
      return null;
  }
}

function traceFilter(node: FilterNode, used: ReadonlySet<number>, context: Tracing): TracedSource | null {
  const below = traceSource(node.child, used, context);
  if (below === null) return null;
  const predicates = node.predicates.filter(
    (one) => isRepeatable(one) && [...columnsUsed(one)].every((index) => below.at(index) !== null),
  );
  if (predicates.length === 0) return below;
  const moved = predicates.map((one) => remapColumns(one, (index) => below.at(index) ?? 0));
  return { ...below, node: filter(below.node, moved, context.ids.next()) };
}

function traceComputed(
  child: PlanNode,
  expressions: readonly Expression[],
  used: ReadonlySet<number>,
  context: Tracing,
): TracedSource | null {
  const wanted = [...used];
  const computed = wanted.map((index) => expressions[index]);
  if (!computed.every((one) => one !== undefined && isRepeatable(one))) return null;
  const inputs = new Set(computed.flatMap((one) => (one === undefined ? [] : [...columnsUsed(one)])));
  const below = traceSource(child, inputs, context);
  if (below === null) return null;
  const moved = computed.flatMap((one) =>
    one === undefined ? [] : [remapColumns(one, (index) => below.at(index) ?? 0)],
  );
  const at = (index: number): number | null => {
    const position = wanted.indexOf(index);
    return position < 0 ? null : position;
  };
  return { node: project(below.node, moved, null, context.ids.next()), fragment: below.fragment, at };
}

/** The side that the columns come from; of an outer side they may also be NULL, which is no key. */
function traceJoin(node: JoinNode, used: ReadonlySet<number>, context: Tracing): TracedSource | null {
  const width = node.left.columns.length;
  if ([...used].every((index) => index < width)) {
    const left = traceSource(node.left, used, context);
    return left && { ...left, at: (index) => (index < width ? left.at(index) : null) };
  }
  if (node.joinType === 'mark' || [...used].some((index) => index < width)) return null;
  const below = new Set([...used].map((index) => index - width));
  const right = traceSource(node.right, below, context);
  return right && { ...right, at: (index) => (index < width ? null : right.at(index - width)) };
}

/** Whether it may be evaluated once more, for rows that other operators would have removed. */
export function isRepeatable(expression: Expression): boolean {
  return !isVolatile(expression) && !mayRaise(expression);
}
