import { substituteColumns, remapColumns, columnsUsed } from '../plan/expression-children.ts';
import type { Expression } from '../plan/expression.ts';
import type { DelimJoinNode, JoinNode, PlanNode } from '../plan/node.ts';
import { conjunctsOf } from '../plan/predicates.ts';
import { withoutCasts } from './comparison-casts.ts';
import { factored } from './disjunctions.ts';
import { expressionKey } from './expression-key.ts';
import { readsOnly } from './movable.ts';

/** A predicate in the form that the rules of simplification leave it in: conjuncts without casts, factored. */
export function simplified(predicate: Expression): readonly Expression[] {
  return conjunctsOf([withoutCasts(predicate)]).flatMap(factored);
}

/**
 * Whether a filter or join of the subtree has the predicate already. It goes down as the predicate itself would if a
 * filter over the node were pushed, so that a rule which adds what is not there comes to an end.
 */
export function implies(node: PlanNode, predicate: Expression): boolean {
  return simplified(predicate).every((part) => impliesPart(node, part));
}

function impliesPart(node: PlanNode, part: Expression): boolean {
  switch (node.kind) {
    case 'filter':
      return has(node.predicates, part) || implies(node.child, part);
    case 'project':
      return implies(node.child, substituteColumns(part, node.expressions));
    case 'join':
      return (isHeldBy(node) && has(node.conditions, part)) || joinImplies(node, part);
    case 'delim-join':
      return joinImplies(node, part);
    case 'aggregate': {
      const used = [...columnsUsed(part)];
      return (
        used.length > 0 &&
        used.every((at) => at < node.groups.length && node.groupingSets.every((set) => set.includes(at))) &&
        implies(node.child, substituteColumns(part, node.groups))
      );
    }
    case 'window':
    case 'unnest':
      return readsOnly(part, 0, node.child.columns.length) && implies(node.child, part);
    case 'set-operation':
      return node.inputs.every((input) => implies(input, part));
    case 'cte':
      return implies(node.body, part);
    case 'sort':
    case 'limit':
    case 'top-n':
    case 'distinct':
    case 'sample':
    case 'model':
    case 'governed':
      return implies(node.child, part);
    case 'scan':
    case 'fragment-scan':
    case 'delim-scan':
    case 'values':
    case 'cte-ref':
    case 'table-function':
      return false;
  }
}

function has(predicates: readonly Expression[], part: Expression): boolean {
  const key = expressionKey(part);
  return predicates.flatMap(simplified).some((one) => expressionKey(one) === key);
}

/** Whether every row of the join satisfies its conditions. */
export function isHeldBy(node: JoinNode): boolean {
  return node.joinType === 'inner' || node.joinType === 'semi';
}

function joinImplies(node: JoinNode | DelimJoinNode, part: Expression): boolean {
  const width = node.left.columns.length;
  const all = width + node.right.columns.length;
  const [keepsLeft, keepsRight] = keptSides(node);
  if (keepsLeft && readsOnly(part, 0, width)) return implies(node.left, part);
  return (
    keepsRight &&
    readsOnly(part, width, all) &&
    implies(
      node.right,
      remapColumns(part, (index) => index - width),
    )
  );
}

/** Whether every row of the join carries an unchanged left row, and an unchanged right row. */
export function keptSides({ joinType }: JoinNode | DelimJoinNode): readonly [boolean, boolean] {
  const both = joinType === 'inner' || joinType === 'cross';
  return [
    both || ['left', 'semi', 'anti', 'mark', 'single'].includes(joinType),
    both || joinType === 'right',
  ];
}
