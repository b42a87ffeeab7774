import { filter, join, project } from '../../plan/builders.ts';
import { childrenOf, withChildren } from '../../plan/children.ts';
import type { Column } from '../../plan/column.ts';
import type { Expression } from '../../plan/expression.ts';
import { columnsUsed, substituteColumns } from '../../plan/expression-children.ts';
import type { NodeIds } from '../../plan/ids.ts';
import type { DelimJoinNode, JoinNode, JoinType, PlanNode } from '../../plan/node.ts';
import { isNullable } from '../../plan/nullability.ts';
import { walk } from '../../plan/walk.ts';
import { BOOLEAN } from '../../types/data-type.ts';
import type { Rule } from '../rule.ts';

/** Joins that give no right row without a left one. */
const DROPS_RIGHT: ReadonlySet<JoinType> = new Set(['inner', 'left', 'semi', 'anti', 'mark', 'single']);

/**
 * ```
 * delim-join d on k is not distinct from c       join on k is not distinct from c
 *   left                                           left
 *   …                                              …
 *     inner join on x = d.k                  →       project x…, x as k
 *       x                                              filter x is not null
 *       delim-scan d [k]                                 x
 * ```
 * A decorrelated subquery joins the keys of the outer rows with its own rows. Where each key is equal to an
 * expression of those rows, that expression serves in its place; rows with keys that no outer row has come to
 * nothing in the conditions of the join above, which hold every key. DuckDB's decorrelation keeps the keys apart in
 * all operators between (groups, partitions), so further keys do not touch the others' rows. When no delim-scan is
 * left, the delim-join is an ordinary join. Not where the keys stand on the preserved side of an outer join, nor
 * where the delim-join itself keeps right rows without a partner: further keys would show.
 */
export const removeDelimScan: Rule = {
  name: 'remove-delim-scan',
  scope: 'node',
  apply(node, { ids }): PlanNode | null {
    if (node.kind !== 'delim-join' || !DROPS_RIGHT.has(node.joinType) || !holdsEveryKey(node)) return null;
    const right = replaceScans(node.right, node.delim, ids);
    const left = [...walk(right)].some((one) => one.kind === 'delim-scan' && one.delim === node.delim);
    if (left) return right === node.right ? null : { ...node, right };
    const mark = node.joinType === 'mark' ? node.columns.at(-1)?.name : undefined;
    return join(
      node.joinType,
      node.left,
      right,
      node.conditions,
      node.id,
      mark === undefined ? {} : { mark },
    );
  },
};

function holdsEveryKey(node: DelimJoinNode): boolean {
  const nullSafe = node.conditions.filter(
    (one) => one.kind === 'compare' && one.op === 'is not distinct from',
  );
  return nullSafe.length >= node.keys.length;
}

function replaceScans(node: PlanNode, delim: string, ids: NodeIds): PlanNode {
  const here = withChildren(
    node,
    childrenOf(node).map((child) => replaceScans(child, delim, ids)),
  );
  if (here.kind !== 'join' || here.asof || (here.joinType !== 'inner' && here.joinType !== 'cross'))
    return here;
  return replaceSide(here, delim, ids) ?? here;
}

function replaceSide(node: JoinNode, delim: string, ids: NodeIds): PlanNode | null {
  const width = node.left.columns.length;
  if (isScanOf(node.right, delim)) return substitute(node, node.left, 0, node.right.columns, width, ids);
  if (isScanOf(node.left, delim)) return substitute(node, node.right, width, node.left.columns, 0, ids);
  return null;
}

function isScanOf(node: PlanNode, delim: string): boolean {
  return node.kind === 'delim-scan' && node.delim === delim;
}

/** The join without its delim-scan: `kept` begins at position `keptAt` of the join's input, the keys at `keysAt`. */
function substitute(
  node: JoinNode,
  kept: PlanNode,
  keptAt: number,
  keys: readonly Column[],
  keysAt: number,
  ids: NodeIds,
): PlanNode | null {
  const found = keys.map((_, at) =>
    equalTo(node.conditions, keysAt + at, keptAt, keptAt + kept.columns.length),
  );
  const equals = found.flatMap((one) => (one === null ? [] : [one]));
  if (equals.length < keys.length) return null;
  const own = kept.columns.map((column, index): Expression => ({ kind: 'column', index, type: column.type }));
  const over = [...node.left.columns, ...node.right.columns].map((_, at): Expression => {
    const expression =
      at >= keysAt && at < keysAt + keys.length ? equals[at - keysAt]?.expression : undefined;
    return expression === undefined
      ? (own[at - keptAt] ?? failAt(at))
      : substituteAt(expression, own, keptAt);
  });
  const used = new Set(equals.map((one) => one.condition));
  const rest = node.conditions
    .filter((condition) => !used.has(condition))
    .map((condition) => substituteColumns(condition, over));
  const present = equals
    .filter((one) => !one.nullSafe)
    .map((one) => substituteAt(one.expression, own, keptAt))
    .filter((expression) => isNullable(expression, kept.columns))
    .map((child): Expression => ({ kind: 'is-null', child, negated: true, type: BOOLEAN }));
  const predicates = [...present, ...rest];
  const filtered = predicates.length === 0 ? kept : filter(kept, predicates, ids.next());
  return project(
    filtered,
    over,
    node.columns.map((column) => column.name),
    node.id,
  );
}

function substituteAt(expression: Expression, own: readonly Expression[], keptAt: number): Expression {
  const padding = own.length === 0 ? [] : Array.from({ length: keptAt }, () => own[0] as Expression);
  return substituteColumns(expression, [...padding, ...own]);
}

function failAt(at: number): never {
  throw new Error(`No expression for position ${at}`);
}

interface Equality {
  readonly condition: Expression;
  readonly expression: Expression;
  readonly nullSafe: boolean;
}

/** A condition that makes the key equal to an expression over `[from, to)` alone. */
function equalTo(conditions: readonly Expression[], key: number, from: number, to: number): Equality | null {
  for (const condition of conditions) {
    if (condition.kind !== 'compare' || (condition.op !== '=' && condition.op !== 'is not distinct from'))
      continue;
    const sides = [condition.left, condition.right];
    const isKey = (side: Expression): boolean => side.kind === 'column' && side.index === key;
    const other = isKey(condition.left) ? condition.right : condition.left;
    const used = [...columnsUsed(other)];
    if (sides.some(isKey) && used.length > 0 && used.every((index) => index >= from && index < to)) {
      return { condition, expression: other, nullSafe: condition.op !== '=' };
    }
  }
  return null;
}
