import type { Fragment, PlacedPlan } from './fragment.ts';
import type { PlanNode } from './node.ts';

/** A placed plan of these fragments, for tests that look at nothing else of it. */
export function placedOver(
  plan: PlanNode,
  fragments: readonly Fragment[],
  mode: PlacedPlan['mode'] = 'full',
): PlacedPlan {
  return {
    sql: '',
    mode,
    plan,
    sites: {},
    fragments,
    remainder: null,
    localSql: '',
    columns: [],
    ordered: false,
    opaque: null,
    nondeterminism: [],
    notPushed: [],
    planMs: 0,
  };
}
