import { filter, join, project } from '../../plan/builders.ts';
import type { Expression } from '../../plan/expression.ts';
import { columnsUsed, substituteColumns } from '../../plan/expression-children.ts';
import type { DelimJoinNode, JoinNode, PlanNode } from '../../plan/node.ts';
import { isVolatile } from '../../plan/predicates.ts';
import { BOOLEAN } from '../../types/data-type.ts';
import { expressionKey } from '../expression-key.ts';
import { partition } from '../movable.ts';
import { readsDelims } from '../reads-delims.ts';
import type { Rule } from '../rule.ts';

/**
 * ```
 * filter mark, p                                          project left…, TRUE
 *   delim-join d mark on k is not distinct from k'    →     filter p
 *     left                                                  semi join on c(x, k)
 *     project k'                                              left
 *       inner join on c(x, d.k)                               x
 *         x
 *         delim-scan d [k]
 * ```
 * What EXISTS asks of each outer row by more than equalities: whether some row of `x` satisfies the conditions together
 * with its keys. `filter not mark` becomes an anti join: null-safe conditions make no mark unknown. Not where
 * something else than projects and filters stands over the join, as a limit or an aggregate would; not where the mark is
 * used in another way, nor where the conditions are about more than the keys, as those of a correlated IN; not within a
 * subquery that still reads keys of its own: DuckDB does not correlate through a semi join.
 */
export const existsToSemiJoin: Rule = {
  name: 'exists-to-semi-join',
  scope: 'node',
  apply(node, { ids }): PlanNode | null {
    if (node.kind !== 'filter' || node.child.kind !== 'delim-join' || node.child.joinType !== 'mark')
      return null;
    const below = node.child;
    const mark = below.left.columns.length;
    const [onMark, rest] = partition(node.predicates, (predicate) => columnsUsed(predicate).has(mark));
    const [asked] = onMark;
    const verdict = asked === undefined || onMark.length > 1 ? null : verdictOf(asked);
    const inner = verdict === null ? null : innerOf(below);
    if (verdict === null || inner === null) return null;
    const joined = join(verdict, below.left, inner.rows, inner.conditions, below.id);
    const kept = rest.length === 0 ? joined : filter(joined, rest, node.id);
    const left = below.left.columns.map(
      (column, index): Expression => ({ kind: 'column', index, type: column.type }),
    );
    const value: Expression = { kind: 'literal', type: BOOLEAN, value: String(verdict === 'semi') };
    const names = below.columns.map((column) => column.name);
    return project(kept, [...left, value], names, ids.next());
  },
};

/** How a predicate that reads the mark takes it; null where it does more than that. */
function verdictOf(predicate: Expression): 'semi' | 'anti' | null {
  if (predicate.kind === 'column') return 'semi';
  return predicate.kind === 'not' && predicate.child.kind === 'column' ? 'anti' : null;
}

/** The rows of the subquery, and what it asks of them, over the outer columns followed by theirs. */
interface Inner {
  readonly rows: PlanNode;
  readonly conditions: readonly Expression[];
}

function innerOf(node: DelimJoinNode): Inner | null {
  const found = underProjects(node.right);
  if (found === null || node.keys.some(isVolatile) || readsDelims(node.left)) return null;
  const { over, outputs, predicates } = found;
  const scanIsRight = isScanOf(over.right, node);
  const [rows, scan] = scanIsRight ? [over.left, over.right] : [over.right, over.left];
  if (!isScanOf(scan, node) || readsDelims(rows)) return null;
  const rowsAt = scanIsRight ? 0 : scan.columns.length;
  const keysAt = scanIsRight ? rows.columns.length : 0;
  if (!comparesEachKey(node, outputs, keysAt)) return null;
  const width = node.left.columns.length;
  const pairs = [...over.left.columns, ...over.right.columns].map((column, at): Expression => {
    const key = node.keys[at - keysAt];
    if (at >= keysAt && at < keysAt + scan.columns.length && key !== undefined) return key;
    return { kind: 'column', index: width + at - rowsAt, type: column.type };
  });
  const conditions = [...over.conditions, ...predicates].map((one) => substituteColumns(one, pairs));
  return { rows, conditions };
}

interface UnderProjects {
  readonly over: JoinNode;
  /** The subquery's columns over the join's input. */
  readonly outputs: readonly Expression[];
  /** Predicates between, over the join's input. */
  readonly predicates: readonly Expression[];
}

/** The join of the subquery's rows with the keys, below nothing but projects and filters. */
function underProjects(node: PlanNode): UnderProjects | null {
  if (node.kind === 'project') {
    const below = underProjects(node.child);
    if (below === null) return null;
    return { ...below, outputs: node.expressions.map((one) => substituteColumns(one, below.outputs)) };
  }
  if (node.kind === 'filter') {
    const below = underProjects(node.child);
    if (below === null) return null;
    const own = node.predicates.map((one) => substituteColumns(one, below.outputs));
    return { ...below, predicates: [...below.predicates, ...own] };
  }
  if (node.kind !== 'join' || node.asof || (node.joinType !== 'inner' && node.joinType !== 'cross'))
    return null;
  const outputs = node.columns.map(
    (column, index): Expression => ({ kind: 'column', index, type: column.type }),
  );
  return { over: node, outputs, predicates: [] };
}

/** Whether the conditions say that each key is what the outer row has, and nothing more. */
function comparesEachKey(node: DelimJoinNode, outputs: readonly Expression[], keysAt: number): boolean {
  const width = node.left.columns.length;
  const compared = new Set<number>();
  for (const condition of node.conditions) {
    if (condition.kind !== 'compare' || condition.op !== 'is not distinct from') return false;
    const { left, right } = condition;
    const output = right.kind === 'column' ? outputs[right.index - width] : undefined;
    const at = output?.kind === 'column' ? output.index - keysAt : -1;
    const key = node.keys[at];
    if (key === undefined || expressionKey(key) !== expressionKey(left)) return false;
    compared.add(at);
  }
  return compared.size === node.keys.length;
}

function isScanOf(node: PlanNode, { delim }: DelimJoinNode): boolean {
  return node.kind === 'delim-scan' && node.delim === delim;
}
