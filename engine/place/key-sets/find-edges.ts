import type { Expression } from '../../plan/expression.ts';
import { columnsUsed, remapColumns } from '../../plan/expression-children.ts';
import type { NodeIds } from '../../plan/ids.ts';
import { isKeyType } from '../../plan/key-set.ts';
import type { JoinNode, JoinType, PlanNode } from '../../plan/node.ts';
import { conjunctsOf } from '../../plan/predicates.ts';
import { walk } from '../../plan/walk.ts';
import { widenedColumn } from '../../plan/widened-column.ts';
import type { DataType } from '../../types/data-type.ts';
import { type CutColumn, findTargets } from './find-targets.ts';
import { isRepeatable, traceSource, type Tracing } from './trace-source.ts';

/** Keys of one fragment that may cut another, by an equality of a join of the remainder. */
export interface Edge {
  readonly from: string;
  /** The piece of the remainder that gives the keys, over `from` alone, and the key as an expression over it. */
  readonly source: PlanNode;
  readonly key: Expression;
  readonly target: CutColumn;
  /** The target column's type, which keys are brought to. */
  readonly type: DataType;
  /** The join that it comes from: all equalities of one join between two fragments are one composite key. */
  readonly join: string;
  /** The side of that join that the keys come from, and the key as an expression over it. */
  readonly side: PlanNode;
  readonly wanted: Expression;
}

/** Joins whose left (right) rows do not matter where no row of the other side has their key. */
const CUTS_LEFT: ReadonlySet<JoinType> = new Set(['inner', 'semi', 'right']);
const CUTS_RIGHT: ReadonlySet<JoinType> = new Set(['inner', 'semi', 'anti', 'left', 'single']);

/**
 * All pairs of fragments of which the one's keys may cut the other, both ways where both sides may be cut. Never a
 * preserved side, never for a mark join (an unknown mark needs the NULLs of its right side), never by `IS NOT DISTINCT
 * FROM`, of which NULL is a key.
 */
export function findEdges(remainder: PlanNode, context: Tracing): readonly Edge[] {
  const nodes = [...walk(remainder)];
  const joins = nodes.filter((node): node is JoinNode => node.kind === 'join' && !node.asof);
  return joins.flatMap((node) => conjunctsOf(node.conditions).flatMap((one) => edgesOf(node, one, context)));
}

/** What tracing needs of the remainder. */
export function tracing(remainder: PlanNode, ids: NodeIds): Tracing {
  const delims = [...walk(remainder)].filter((node) => node.kind === 'delim-join');
  return { ids, delimJoin: (delim) => delims.find((one) => one.delim === delim) ?? null };
}

function edgesOf(node: JoinNode, condition: Expression, context: Tracing): readonly Edge[] {
  if (condition.kind !== 'compare' || condition.op !== '=') return [];
  const [one, other] = [sideOf(node, condition.left), sideOf(node, condition.right)];
  if (one === null || other === null || one.isLeft === other.isLeft) return [];
  const [left, right] = one.isLeft ? [one, other] : [other, one];
  return [
    ...(CUTS_LEFT.has(node.joinType) ? edgesTo(node, left, right, context) : []),
    ...(CUTS_RIGHT.has(node.joinType) ? edgesTo(node, right, left, context) : []),
  ];
}

/** One side of an equality, over its side of the join. */
interface Side {
  readonly isLeft: boolean;
  readonly node: PlanNode;
  readonly expression: Expression;
}

function sideOf(node: JoinNode, expression: Expression): Side | null {
  const width = node.left.columns.length;
  const used = [...columnsUsed(expression)];
  if (used.length === 0) return null;
  if (used.every((index) => index < width)) return { isLeft: true, node: node.left, expression };
  if (used.some((index) => index < width)) return null;
  return { isLeft: false, node: node.right, expression: remapColumns(expression, (index) => index - width) };
}

function edgesTo(node: JoinNode, target: Side, from: Side, context: Tracing): readonly Edge[] {
  const column = widenedColumn(target.expression);
  const wanted = withoutFailure(from.expression);
  if (column === null || !isKeyType(column.type) || !isRepeatable(wanted)) return [];
  const traced = traceSource(from.node, columnsUsed(wanted), context);
  if (traced === null) return [];
  const key = remapColumns(wanted, (index) => traced.at(index) ?? 0);
  return findTargets(target.node, column.index)
    .filter(({ scan }) => scan.fragment !== traced.fragment)
    .map((cut) => ({
      from: traced.fragment,
      source: traced.node,
      key,
      target: cut,
      type: column.type,
      join: node.id,
      side: from.node,
      wanted,
    }));
}

/** A cast that fails for a value gives no key of it: the join itself casts the value again, where it gets that far. */
function withoutFailure(expression: Expression): Expression {
  return expression.kind === 'cast' ? { ...expression, try: true } : expression;
}
