import type { PushdownMode } from '../types/pushdown.ts';
import type { RuleBatch } from './driver.ts';
import { compareWithoutCast } from './rules/compare-without-cast.ts';
import { computeAtSide } from './rules/compute-at-side.ts';
import { distinctSemiJoinKeys } from './rules/distinct-semi-join-keys.ts';
import { dropIdentityProject } from './rules/drop-identity-project.ts';
import { dropUnusedJoin } from './rules/drop-unused-join.ts';
import { existsToSemiJoin } from './rules/exists-to-semi-join.ts';
import { factorDisjunctions } from './rules/factor-disjunctions.ts';
import { flattenFilter } from './rules/flatten-filter.ts';
import { inlineCte } from './rules/inline-cte.ts';
import { limitInputs } from './rules/limit-inputs.ts';
import { makeTopN } from './rules/make-top-n.ts';
import { markJoinToSemiJoin } from './rules/mark-join-to-semi-join.ts';
import { mergeProjects } from './rules/merge-projects.ts';
import { nullSafeToEqual } from './rules/null-safe-to-equal.ts';
import { outerToInnerJoin } from './rules/outer-to-inner-join.ts';
import { pruneColumns } from './rules/prune-columns.ts';
import { pushConditionIntoSide } from './rules/push-condition-into-side.ts';
import { pushFilterIntoDelimJoin } from './rules/push-filter-into-delim-join.ts';
import { pushFilterIntoJoin } from './rules/push-filter-into-join.ts';
import { pushFilterThroughAggregate } from './rules/push-filter-through-aggregate.ts';
import { pushFilterThroughProject } from './rules/push-filter-through-project.ts';
import { pushFilterThroughSetOperation } from './rules/push-filter-through-set-operation.ts';
import { pushFilterThroughUnary } from './rules/push-filter-through-unary.ts';
import { pushFilterThroughWindow } from './rules/push-filter-through-window.ts';
import { pushLimitThroughProject } from './rules/push-limit-through-project.ts';
import { pushPredicatesIntoCte } from './rules/push-predicates-into-cte.ts';
import { pushSemiJoinIntoSide } from './rules/push-semi-join-into-side.ts';
import { regroupJoins } from './rules/regroup-joins.ts';
import { removeDelimScan } from './rules/remove-delim-scan.ts';
import { scalarSubqueryOfOneRow } from './rules/scalar-subquery-of-one-row.ts';
import { singleJoinToLeftJoin } from './rules/single-join-to-left-join.ts';
import { splitAggregateBelowJoin } from './rules/split-aggregate-below-join.ts';
import { splitDisjunctions } from './rules/split-disjunctions.ts';
import { splitDistinctBelowJoin } from './rules/split-distinct-below-join.ts';
import { transitivePredicates } from './rules/transitive-predicates.ts';

/** Predicates go towards the scans; used by more than one batch. */
export const PREDICATES_DOWN = [
  flattenFilter,
  // Before the others, which would not move a cast that may raise.
  compareWithoutCast,
  factorDisjunctions,
  pushFilterThroughProject,
  pushFilterIntoJoin,
  pushFilterIntoDelimJoin,
  pushConditionIntoSide,
  pushFilterThroughAggregate,
  pushFilterThroughWindow,
  pushFilterThroughSetOperation,
  pushFilterThroughUnary,
];

/** The way of a fragment's keys: also to what must equal them, such as groups below a join that the source would make of all rows. */
export const KEYS_DOWN = [...PREDICATES_DOWN, transitivePredicates];

/** Last: what is needed is known only when everything stands where it stays. */
const COLUMNS: RuleBatch = { name: 'columns', rules: [pruneColumns, mergeProjects, dropIdentityProject] };

/** All rules in the order in which they run; each batch to its fixpoint. */
export const RULES: readonly RuleBatch[] = [
  {
    // First, so that nothing below has to look through a reference.
    name: 'simplify',
    rules: [inlineCte, scalarSubqueryOfOneRow],
  },
  {
    // Before the subqueries: removing a delim-scan needs the join that a filter over its cross product becomes.
    name: 'predicates',
    rules: PREDICATES_DOWN,
  },
  {
    // Together with the predicates, which a removed delim-scan or a semi-join lets go further down.
    name: 'subqueries',
    rules: [
      removeDelimScan,
      // After it, which serves where equalities alone correlate.
      existsToSemiJoin,
      nullSafeToEqual,
      markJoinToSemiJoin,
      singleJoinToLeftJoin,
      outerToInnerJoin,
      ...PREDICATES_DOWN,
    ],
  },
  {
    // After the subqueries, whose equalities carry predicates from side to side.
    name: 'implied predicates',
    rules: [transitivePredicates, splitDisjunctions, pushPredicatesIntoCte, ...PREDICATES_DOWN],
  },
  {
    // After the predicates and subqueries, whose equalities say what belongs together, and with no filter on its way:
    // joins are regrouped as far as nothing stands between them.
    name: 'joins',
    rules: [
      regroupJoins,
      // After the islands are joined: it then meets all that its source has of them.
      pushSemiJoinIntoSide,
      ...PREDICATES_DOWN,
    ],
  },
  {
    // After the predicates, which would not cross a limit.
    name: 'limits',
    rules: [mergeProjects, dropIdentityProject, pushLimitThroughProject, makeTopN, limitInputs],
  },
  {
    // After the joins are grouped by source and the predicates are down: a side is what will travel.
    name: 'aggregates',
    rules: [splitAggregateBelowJoin, splitDistinctBelowJoin, distinctSemiJoinKeys],
  },
  {
    // With the columns, which tell what nobody uses.
    name: 'unused',
    rules: [...COLUMNS.rules, dropUnusedJoin, computeAtSide],
  },
];

/**
 * The rules of a mode. `scan` moves predicates to the scans and nothing else; `none` prunes columns alone, so that
 * comparing its answer with that of `full` tests every other rule.
 */
export function rulesFor(mode: PushdownMode): readonly RuleBatch[] {
  switch (mode) {
    case 'full':
      return RULES;
    case 'scan':
      return [{ name: 'predicates', rules: PREDICATES_DOWN }, COLUMNS];
    case 'none':
      return [{ name: 'columns', rules: [pruneColumns] }];
  }
}
