import type { PlacedPlan } from '../../plan/fragment.ts';
import { childrenOf, withChildren } from '../../plan/children.ts';
import { NodeIds } from '../../plan/ids.ts';
import type { FragmentScanNode, PlanNode } from '../../plan/node.ts';
import { walk } from '../../plan/walk.ts';
import { isClosed } from './closed.ts';
import { partialOf, rowsAsked } from './partial.ts';
import type { Partial } from './partial-operator.ts';
import type { StreamPart, StreamPlan } from './stream-plan.ts';
import { candidatesIn, isStorable, partsOf, type StreamFacts } from './stream-parts.ts';

/** Name of the table that the lower part of a remainder fills; fragments are called f1, f2, …. */
const GATHERED = 'gathered';

/** A largest subtree that is linear in some fragment, and the operator above it. */
interface Region {
  readonly node: PlanNode;
  readonly parent: PlanNode | null;
  /** Rows of the fragment that would stream. */
  readonly rows: number;
}

/**
 * Which fragment of a plan streams through which part of its remainder, or null where none can. Where the whole
 * remainder is linear in a fragment, its rows become the result's as they come. Else the lower part of it, up to an
 * operator that needs all rows (a sort, a window, an aggregate), fills a table that the rest runs over: worth while where
 * that operator can be done batch by batch, or where a join or filter leaves fewer rows. Of several such parts one that a
 * limit cuts comes first, then the one with the largest fragment.
 *
 * `inBatches` tells whether a source is read in batches; those that DuckDB reads in place are not.
 */
export function chooseStream(plan: PlacedPlan, inBatches: (source: string) => boolean): StreamPlan | null {
  const { remainder } = plan;
  if (remainder === null || plan.opaque !== null) return null;
  const facts = factsOf(plan, remainder, inBatches);
  const ids = NodeIds.after(remainder);
  const whole = intoResult(remainder, facts);
  if (whole !== null) return whole;
  const [best] = regionsIn(remainder, null, facts)
    .flatMap((region) => {
      const partial = region.parent === null ? null : partialOf(region.parent, ids);
      const fits = partial === null ? leavesFewer(region.node) && isStorable(region.node) : true;
      return fits ? [{ region, partial }] : [];
    })
    .toSorted((a, b) => Number(isCut(b.partial)) - Number(isCut(a.partial)) || b.region.rows - a.region.rows);
  return best === undefined ? null : gathering(remainder, best.region, best.partial, facts, ids);
}

function factsOf(
  { fragments }: PlacedPlan,
  remainder: PlanNode,
  inBatches: (source: string) => boolean,
): StreamFacts {
  const read = [...walk(remainder)].flatMap((node) => (node.kind === 'fragment-scan' ? [node.fragment] : []));
  const givesKeys = new Set(fragments.flatMap(({ keys }) => keys?.sets.map(({ from }) => from) ?? []));
  const find = (id: string): PlacedPlan['fragments'][number] | undefined =>
    fragments.find((fragment) => fragment.id === id);
  return {
    rows: (id) => find(id)?.estimated.rows ?? null,
    mayStream: (id) => {
      const source = find(id)?.source;
      const isReadOnce = read.filter((one) => one === id).length === 1;
      return source !== undefined && isReadOnce && !givesKeys.has(id) && inBatches(source);
    },
  };
}

/** The whole remainder, under a limit or none, if it is linear. */
function intoResult(remainder: PlanNode, facts: StreamFacts): StreamPlan | null {
  const limited = remainder.kind === 'limit' && remainder.offset === null ? remainder : null;
  const enough = limited === null ? null : rowsAsked(limited);
  const node = limited !== null && enough !== null ? limited.child : remainder;
  if (candidatesIn(node, facts).length === 0 || !isClosed(node)) return null;
  return { parts: partsOf(node, facts), columns: remainder.columns, into: null, enough, remainder: null };
}

function regionsIn(node: PlanNode, parent: PlanNode | null, facts: StreamFacts): readonly Region[] {
  const [candidate] = candidatesIn(node, facts);
  if (candidate !== undefined && isClosed(node))
    return [{ node, parent, rows: facts.rows(candidate.scan.fragment) ?? 0 }];
  return childrenOf(node).flatMap((child) => regionsIn(child, node, facts));
}

/** Something on the way may drop rows. */
function leavesFewer(node: PlanNode): boolean {
  return [...walk(node)].some((one) => {
    if (one.kind === 'filter') return true;
    return one.kind === 'join' && ['inner', 'semi', 'anti'].includes(one.joinType);
  });
}

function isCut(partial: Partial | null): boolean {
  return partial !== null && partial.enough !== null;
}

/** The plan by which a region fills a table and the rest runs over it; null where a table can't keep its rows. */
function gathering(
  remainder: PlanNode,
  region: Region,
  partial: Partial | null,
  facts: StreamFacts,
  ids: NodeIds,
): StreamPlan | null {
  const batch = (node: PlanNode): PlanNode => partial?.batch(node) ?? node;
  const parts = partsOf(region.node, facts).map(
    (part): StreamPart => ({ ...part, whole: batch(part.whole), node: batch(part.node) }),
  );
  const model = batch(region.node);
  if (!isStorable(model)) return null;
  const gathered: FragmentScanNode = {
    kind: 'fragment-scan',
    id: ids.next(),
    fragment: GATHERED,
    columns: model.columns,
  };
  const rest =
    partial === null || region.parent === null
      ? replaced(remainder, region.node, gathered)
      : replaced(remainder, region.parent, partial.rest(gathered));
  return { parts, columns: model.columns, into: GATHERED, enough: partial?.enough ?? null, remainder: rest };
}

/** The plan with another node in a node's place. */
function replaced(node: PlanNode, old: PlanNode, by: PlanNode): PlanNode {
  if (node === old) return by;
  return withChildren(
    node,
    childrenOf(node).map((child) => replaced(child, old, by)),
  );
}
