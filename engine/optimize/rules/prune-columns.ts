import type { PlanNode } from '../../plan/node.ts';
import { printPlan } from '../../plan/print-plan.ts';
import { allOf } from '../prune/kept.ts';
import { exactly } from '../prune/narrow.ts';
import { prune } from '../prune/prune.ts';
import { PruneState } from '../prune/prune-state.ts';
import type { Rule } from '../rule.ts';

/**
 * ```
 * project a                    project a
 *   inner join on b = c    →     inner join on b = c
 *     scan t [a, b, x]             scan t [a, b]
 *     scan u [c, y]                scan u [c]
 * ```
 * Every operator is asked for the columns that something above it uses, and no others. Where an operator needs a
 * column that nothing above it needs (a predicate's), a project over it drops that column before a join or sort
 * carries it on. Columns that decide about rows stay: groups, DISTINCT over whole rows, set operations without ALL.
 */
export const pruneColumns: Rule = {
  name: 'prune-columns',
  scope: 'plan',
  apply(node, { ids }): PlanNode | null {
    const pruned = exactly(prune(node, allOf(node), new PruneState(ids, prune)), [...allOf(node)], ids);
    return printPlan(pruned) === printPlan(node) ? null : pruned;
  },
};
