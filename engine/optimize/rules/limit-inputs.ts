import { limit, topN } from '../../plan/builders.ts';
import type { SortKey } from '../../plan/expression.ts';
import { remapColumns } from '../../plan/expression-children.ts';
import type { NodeIds } from '../../plan/ids.ts';
import type {
  DistinctNode,
  JoinNode,
  LimitNode,
  PlanNode,
  SetOperationNode,
  TopNNode,
} from '../../plan/node.ts';
import { isVolatile } from '../../plan/predicates.ts';
import { BIGINT } from '../../types/data-type.ts';
import { soleSource } from '../join-graph.ts';
import { readsOnly } from '../movable.ts';
import type { Rule } from '../rule.ts';
import { withConditions } from '../with-conditions.ts';
import { constantRows } from './make-top-n.ts';

/**
 * ```
 * limit 3 offset 1      limit 3 offset 1      top-n 3 by k(left)      top-n 3 by k(left)
 *   union all             union all             left join               left join
 *     x              →      limit 4               left             →      top-n 3 by k
 *     y                       x                   right                     left
 *                           limit 4                                       right
 *                             y
 * ```
 * No input has to give more rows than are asked for. The limit stays above as well. An input of UNION ALL, of
 * UNION with its rows made distinct, and the preserved side of a left, right, single or mark join: each of its rows
 * gives one row at least. Never for inner, semi, anti and full joins; not for keys of the other side or volatile ones,
 * nor for a percentage, nor where the input gives no more rows already, nor where one source has all inputs and can do
 * as it sees fit.
 */
export const limitInputs: Rule = {
  name: 'limit-inputs',
  scope: 'node',
  apply(node, { ids }): PlanNode | null {
    if (node.kind !== 'limit' && node.kind !== 'top-n') return null;
    const rows = rowsOf(node);
    if (rows === null || keysOf(node).some((key) => isVolatile(key.expression))) return null;
    const below = node.child;
    if (soleSource(below) !== null) return null;
    const lowered = lowerInto(below, keysOf(node), rows, ids);
    return lowered === null ? null : { ...node, child: lowered };
  },
};

function lowerInto(below: PlanNode, keys: readonly SortKey[], rows: number, ids: NodeIds): PlanNode | null {
  if (below.kind === 'set-operation') return limitUnion(below, keys, rows, (input) => input, ids);
  if (below.kind === 'join') return limitSide(below, keys, rows, ids);
  // Rows of one input that are alike count once: cut before, they might leave too few.
  if (below.kind !== 'distinct' || below.on !== null || below.child.kind !== 'set-operation') return null;
  const distinct = (child: PlanNode): DistinctNode => {
    return { kind: 'distinct', id: ids.next(), child, on: null, orderBy: [], columns: child.columns };
  };
  const union = limitUnion(below.child, keys, rows, distinct, ids);
  return union === null ? null : { ...below, child: union };
}

/** Rows that the operator asks of its input; null where that is no constant. */
function rowsOf(node: LimitNode | TopNNode): number | null {
  if (node.kind === 'top-n') return node.limit + node.offset;
  const rows = node.limit === null || node.percent ? null : constantRows(node.limit);
  const offset = node.offset === null ? 0 : constantRows(node.offset);
  return rows === null || offset === null ? null : rows + offset;
}

function keysOf(node: LimitNode | TopNNode): readonly SortKey[] {
  return node.kind === 'top-n' ? node.keys : [];
}

function limitUnion(
  node: SetOperationNode,
  keys: readonly SortKey[],
  rows: number,
  counted: (input: PlanNode) => PlanNode,
  ids: NodeIds,
): PlanNode | null {
  if (node.op !== 'union' || !node.all || node.inputs.every((input) => givesAtMost(input, rows))) return null;
  const inputs = node.inputs.map((input) =>
    givesAtMost(input, rows) ? input : limited(counted(input), keys, rows, ids),
  );
  return { ...node, inputs };
}

function limitSide(node: JoinNode, keys: readonly SortKey[], rows: number, ids: NodeIds): PlanNode | null {
  const width = node.left.columns.length;
  const keepsLeft = ['left', 'single', 'mark'].includes(node.joinType);
  if (node.asof || (!keepsLeft && node.joinType !== 'right')) return null;
  const from = keepsLeft ? 0 : width;
  const side = keepsLeft ? node.left : node.right;
  const own = keys.every((key) => readsOnly(key.expression, from, from + side.columns.length));
  if (!own || givesAtMost(side, rows)) return null;
  const moved = keys.map((key) => ({
    ...key,
    expression: remapColumns(key.expression, (index) => index - from),
  }));
  const cut = limited(side, moved, rows, ids);
  return keepsLeft
    ? withConditions(node, node.conditions, cut)
    : withConditions(node, node.conditions, node.left, cut);
}

function limited(node: PlanNode, keys: readonly SortKey[], rows: number, ids: NodeIds): PlanNode {
  if (givesAtMost(node, rows)) return node;
  if (keys.length > 0) return topN(node, keys, rows, 0, ids.next());
  return limit(node, { kind: 'literal', type: BIGINT, value: String(rows) }, null, false, ids.next());
}

/** Whether the node is known to give no more rows than that. */
function givesAtMost(node: PlanNode, rows: number): boolean {
  switch (node.kind) {
    case 'project':
    case 'filter':
    case 'model':
    case 'sort':
      return givesAtMost(node.child, rows);
    case 'limit':
      return (
        (node.limit !== null && !node.percent && (constantRows(node.limit) ?? Infinity) <= rows) ||
        givesAtMost(node.child, rows)
      );
    case 'top-n':
      return node.limit <= rows || givesAtMost(node.child, rows);
    case 'values':
      return node.rows.length <= rows;
    case 'aggregate':
      return node.groups.length === 0 && node.groupingSets.length <= 1 && rows >= 1;
    default:
      return false;
  }
}
