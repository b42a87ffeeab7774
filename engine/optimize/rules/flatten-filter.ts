import { filter } from '../../plan/builders.ts';
import type { Expression } from '../../plan/expression.ts';
import type { PlanNode } from '../../plan/node.ts';
import { conjunctsOf } from '../../plan/predicates.ts';
import type { Rule } from '../rule.ts';

/**
 * ```
 * filter a and b      filter a, b, c
 *   filter c      →     x
 *     x
 * ```
 * Nested ANDs become separate predicates, so that each can go its own way; a filter without predicates goes.
 */
export const flattenFilter: Rule = {
  name: 'flatten-filter',
  scope: 'node',
  apply(node): PlanNode | null {
    if (node.kind !== 'filter') return null;
    const own = conjunctsOf(node.predicates);
    if (own.length === 0) return node.child;
    if (node.child.kind === 'filter')
      return filter(node.child.child, [...conjunctsOf(node.child.predicates), ...own], node.id);
    return sameList(own, node.predicates) ? null : filter(node.child, own, node.id);
  },
};

function sameList(a: readonly Expression[], b: readonly Expression[]): boolean {
  return a.length === b.length && a.every((one, at) => one === b[at]);
}
