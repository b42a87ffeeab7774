import { project } from '../../plan/builders.ts';
import type { Expression } from '../../plan/expression.ts';
import { columnsUsed, remapColumns } from '../../plan/expression-children.ts';
import type { DistinctNode, JoinNode, JoinType, PlanNode } from '../../plan/node.ts';
import { isVolatile } from '../../plan/predicates.ts';
import { isGroupable } from '../partial-aggregates/groupable.ts';
import { repeats } from '../partial-aggregates/repeats.ts';
import { sourceOf } from '../partial-aggregates/side.ts';
import type { Rule } from '../rule.ts';
import { withConditions } from '../with-conditions.ts';

/** Joins that ask of the right side only whether some row of it matches, and give none of its columns. */
const ASKING: ReadonlySet<JoinType> = new Set(['semi', 'anti', 'mark']);

/**
 * ```
 * semi join on a.x = b.x        semi join on a.x = b.x
 *   scan s.a               →      scan s.a
 *   scan t.b                      distinct
 *                                   project b.x
 *                                     scan t.b
 * ```
 * A semi, anti or mark join asks only whether there is a row: of rows that agree on what its conditions read, one is
 * enough to travel. Not where the right side has a key among those columns or by the sources' figures would hardly
 * shrink, nor where its source can't do it or has the left side too; not for types whose equal values differ
 * (floats), nor volatile conditions.
 */
export const distinctSemiJoinKeys: Rule = {
  name: 'distinct-semi-join-keys',
  scope: 'node',
  apply(node, { ids, sources }): PlanNode | null {
    if (node.kind !== 'join' || !ASKING.has(node.joinType) || node.conditions.some(isVolatile)) return null;
    const { right } = node;
    const source = sourceOf(right);
    if (source === null || sourceOf(node.left) === source) return null;
    const used = usedOf(node);
    const keys = used.map((index): Expression => {
      return { kind: 'column', index, type: right.columns[index]?.type ?? fail(index) };
    });
    if (keys.length === 0 || !keys.every((key) => isGroupable(key.type))) return null;
    if (!repeats(right, keys, true, sources)) return null;
    const slim = used.length === right.columns.length ? right : project(right, keys, null, ids.next());
    const reduced: DistinctNode = {
      kind: 'distinct',
      id: ids.next(),
      child: slim,
      on: null,
      orderBy: [],
      columns: slim.columns,
    };
    if (sources?.canRun(source, reduced) === false) return null;
    const width = node.left.columns.length;
    const conditions = node.conditions.map((one) =>
      remapColumns(one, (index) => (index < width ? index : width + used.indexOf(index - width))),
    );
    return withConditions(node, conditions, node.left, reduced);
  },
};

/** The right columns that the conditions read, in order. */
function usedOf(node: JoinNode): readonly number[] {
  const width = node.left.columns.length;
  const used = new Set(node.conditions.flatMap((one) => [...columnsUsed(one)]));
  return [...node.right.columns.keys()].filter((index) => used.has(width + index));
}

function fail(index: number): never {
  throw new Error(`The right side of a join has no column ${index}`);
}
