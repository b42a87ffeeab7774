import { filter, join } from '../../plan/builders.ts';
import type { Expression } from '../../plan/expression.ts';
import { columnsUsed, remapColumns } from '../../plan/expression-children.ts';
import type { JoinType, PlanNode } from '../../plan/node.ts';
import { conjunctsOf } from '../../plan/predicates.ts';
import { isMovable, partition, readsOnly } from '../movable.ts';
import type { Rule } from '../rule.ts';

/** Joins where a condition on one side alone only decides which rows of that side can match. */
const LEFT_MAY_FILTER: ReadonlySet<JoinType> = new Set(['inner', 'semi', 'right']);
const RIGHT_MAY_FILTER: ReadonlySet<JoinType> = new Set(['inner', 'semi', 'anti', 'left', 'single']);

/**
 * ```
 * left join on a = b and q(right)        left join on a = b
 *   left                             →     left
 *   right                                  filter q
 *                                            right
 * ```
 * Never a condition on the preserved side of an outer or anti join, where it decides about matching and not about
 * the row; never in a mark join, where an unknown condition makes an unknown mark; not in ASOF, full or positional ones.
 */
export const pushConditionIntoSide: Rule = {
  name: 'push-condition-into-side',
  scope: 'node',
  apply(node, { ids }): PlanNode | null {
    if (node.kind !== 'join' || node.asof) return null;
    const width = node.left.columns.length;
    const all = width + node.right.columns.length;
    const goes = (condition: Expression, allowed: ReadonlySet<JoinType>, from: number, to: number): boolean =>
      allowed.has(node.joinType) &&
      isMovable(condition) &&
      columnsUsed(condition).size > 0 &&
      readsOnly(condition, from, to);
    const conditions = conjunctsOf(node.conditions);
    const [toLeft, rest] = partition(conditions, (condition) => goes(condition, LEFT_MAY_FILTER, 0, width));
    const [toRight, stay] = partition(rest, (condition) => goes(condition, RIGHT_MAY_FILTER, width, all));
    if (toLeft.length === 0 && toRight.length === 0) return null;
    const left = toLeft.length === 0 ? node.left : filter(node.left, toLeft, ids.next());
    const shifted = toRight.map((condition) => remapColumns(condition, (index) => index - width));
    const right = shifted.length === 0 ? node.right : filter(node.right, shifted, ids.next());
    const joinType = node.joinType === 'inner' && stay.length === 0 ? 'cross' : node.joinType;
    return join(joinType, left, right, stay, node.id);
  },
};
