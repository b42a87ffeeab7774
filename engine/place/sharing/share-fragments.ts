import { project } from '../../plan/builders.ts';
import { childrenOf, withChildren } from '../../plan/children.ts';
import type { Expression } from '../../plan/expression.ts';
import type { Fragment } from '../../plan/fragment.ts';
import type { NodeIds } from '../../plan/ids.ts';
import type { FragmentScanNode, PlanNode } from '../../plan/node.ts';
import { isVolatile } from '../../plan/predicates.ts';
import { expressionsOf } from '../../plan/node-expressions.ts';
import { walk } from '../../plan/walk.ts';
import type { CutPlan } from '../key-sets/add-key-sets.ts';
import { type ColumnMap, sameRows } from './same-rows.ts';

/** A fragment that another one stands for, and where its columns are in that one. */
interface Shared {
  readonly by: Fragment;
  readonly map: ColumnMap;
}

/**
 * Fetches once what several parts of a query read alike, such as the table of a common table expression that is used
 * twice: a fragment whose rows and columns another one brings too is left out, and its readers read the other.
 * `mayShare` is asked of each such pair.
 */
export function shareFragments(
  plan: CutPlan,
  ids: NodeIds,
  mayShare: (one: Fragment, other: Fragment) => boolean,
): CutPlan {
  const shared = new Map<string, Shared>();
  // From the last one, so that of two alike the first stays.
  for (const fragment of plan.fragments.toReversed()) {
    const found = findWhole(fragment, plan.fragments, shared, mayShare);
    if (found !== null) shared.set(fragment.id, found);
  }
  if (shared.size === 0) return plan;
  const kept = plan.fragments.filter(({ id }) => !shared.has(id));
  const covering = kept.map((fragment) => {
    const covered = plan.fragments.filter(({ id }) => shared.get(id)?.by === fragment);
    return { ...fragment, covers: [...fragment.covers, ...covered.flatMap(({ covers }) => covers)] };
  });
  return { fragments: covering, remainder: redirected(plan.remainder, shared, ids) };
}

function findWhole(
  fragment: Fragment,
  all: readonly Fragment[],
  shared: ReadonlyMap<string, Shared>,
  mayShare: (one: Fragment, other: Fragment) => boolean,
): Shared | null {
  if ([...walk(fragment.plan)].some((node) => expressionsOf(node).some(isVolatile))) return null;
  for (const by of all) {
    if (by === fragment || by.source !== fragment.source || shared.has(by.id) || !mayShare(fragment, by))
      continue;
    const map = sameRows(fragment.plan, by.plan);
    if (map !== null) return { by, map };
  }
  return null;
}

function redirected(node: PlanNode, shared: ReadonlyMap<string, Shared>, ids: NodeIds): PlanNode {
  if (node.kind !== 'fragment-scan') {
    return withChildren(
      node,
      childrenOf(node).map((child) => redirected(child, shared, ids)),
    );
  }
  const found = shared.get(node.fragment);
  return found === undefined ? node : readOf(node, found, ids);
}

/** The other fragment's columns in the order and under the names of the one that is left out. */
function readOf(node: FragmentScanNode, { by, map }: Shared, ids: NodeIds): PlanNode {
  const scan: FragmentScanNode = {
    kind: 'fragment-scan',
    id: ids.next(),
    fragment: by.id,
    columns: node.columns.length === 0 ? [] : by.columns,
  };
  const columns = node.columns.map(
    ({ type }, at): Expression => ({ kind: 'column', index: map.get(at) ?? 0, type }),
  );
  const names = node.columns.map(({ name }) => name);
  const isSame = columns.every((one, at) => one.kind === 'column' && one.index === at);
  return isSame && columns.length === scan.columns.length ? scan : project(scan, columns, names, ids.next());
}
