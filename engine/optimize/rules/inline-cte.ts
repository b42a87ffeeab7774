import type { Expression } from '../../plan/expression.ts';
import { project } from '../../plan/builders.ts';
import type { CteNode, PlanNode } from '../../plan/node.ts';
import { expressionsOf } from '../../plan/node-expressions.ts';
import { isVolatile } from '../../plan/predicates.ts';
import { rewriteUp, walk } from '../../plan/walk.ts';
import type { Rule } from '../rule.ts';

/**
 * ```
 * cte c                  body
 *   definition     →       definition
 *   body
 *     cte-ref c
 * ```
 * Where the body reads it once, so that predicates and columns can cross it; where it reads it nowhere, the
 * definition goes. Not for AS MATERIALIZED, recursive or volatile definitions, nor for a reference inside the step
 * of a recursion, which is evaluated in every round.
 */
export const inlineCte: Rule = {
  name: 'inline-cte',
  scope: 'node',
  apply(node, { ids }): PlanNode | null {
    if (node.kind !== 'cte' || node.recursive !== null || node.materialized === 'always') return null;
    if (isEverVolatile(node.definition)) return null;
    const references = [...walk(node.body)].filter(
      (one) => one.kind === 'cte-ref' && one.cte === node.cte,
    ).length;
    if (references > 1 || isReadInRecursion(node)) return null;
    return rewriteUp(node.body, (one) => {
      if (one.kind !== 'cte-ref' || one.cte !== node.cte) return one;
      const names = one.columns.map((column) => column.name);
      const columns = one.columns.map(
        (column, index): Expression => ({ kind: 'column', index, type: column.type }),
      );
      return project(node.definition, columns, names, ids.next());
    });
  },
};

function isEverVolatile(node: PlanNode): boolean {
  return [...walk(node)].some((one) => one.kind === 'sample' || expressionsOf(one).some(isVolatile));
}

function isReadInRecursion(node: CteNode): boolean {
  return [...walk(node.body)].some(
    (one) =>
      one.kind === 'cte' &&
      one.recursive !== null &&
      [...walk(one.recursive.step)].some((inner) => inner.kind === 'cte-ref' && inner.cte === node.cte),
  );
}
