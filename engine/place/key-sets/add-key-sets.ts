import type { Fragment, KeySet } from '../../plan/fragment.ts';
import type { NodeIds } from '../../plan/ids.ts';
import type { PlanNode, ScanNode } from '../../plan/node.ts';
import { walk } from '../../plan/walk.ts';
import type { CatalogTable } from '../../types/catalog.ts';
import type { Ledger } from '../ledger.ts';
import type { SourceSite } from '../source-site.ts';
import { type ChosenEdge, chooseEdges } from './choose-edges.ts';
import { type Edge, findEdges, keysSql } from './find-edges.ts';
import { type Cut, keyedTexts, refuseKeys } from './keyed-texts.ts';

/** A plan that is cut into fragments. */
export interface CutPlan {
  readonly fragments: readonly Fragment[];
  readonly remainder: PlanNode;
}

export interface KeySetOptions {
  readonly ids: NodeIds;
  readonly site: (source: string) => SourceSite;
  readonly ledger: Ledger;
}

/**
 * The fragments with the sets of join keys by which one cuts another at its source (semi-join reduction). The remainder
 * joins all the same, so that keys may always be left out, and a set for each column of a composite key is a superset.
 */
export function addKeySets({ fragments, remainder }: CutPlan, options: KeySetOptions): readonly Fragment[] {
  if (fragments.length < 2) return fragments;
  const read = [...walk(remainder)].flatMap((node) => (node.kind === 'fragment-scan' ? [node.fragment] : []));
  const isReadOnce = (id: string): boolean => read.filter((one) => one === id).length === 1;
  const edges = findEdges(remainder, options.ids).filter(({ target }) => isReadOnce(target.scan.fragment));
  const fragmentOf = (id: string): Fragment => {
    const found = fragments.find((one) => one.id === id);
    if (found === undefined) throw new Error(`The plan has no fragment ${id}`);
    return found;
  };
  const chosen = chooseEdges(edges, {
    fragments,
    known: { table: (scan: ScanNode): CatalogTable => options.site(scan.source).table(scan) },
    isMounted: (id) => options.site(fragmentOf(id).source).mounted,
    isPrintable: (edge) => isPrintable(edge, fragmentOf(edge.target.scan.fragment), options),
  });
  return fragments.map((fragment) => {
    const own = chosen.filter(({ edge }) => edge.target.scan.fragment === fragment.id);
    return own.length === 0 ? fragment : withKeys(fragment, own, options);
  });
}

function isPrintable({ target }: Edge, fragment: Fragment, options: KeySetOptions): boolean {
  const refusal = refuseKeys(
    fragment,
    { index: target.index, name: 'keys' },
    options.site(fragment.source),
    options.ids,
  );
  if (refusal === null) return true;
  const { code, reason } = refusal;
  const expression = `keys of ${fragment.columns[target.index]?.name ?? ''}`;
  options.ledger.add({ operator: 'join', expression, source: fragment.source, code, reason });
  return false;
}

function withKeys(fragment: Fragment, chosen: readonly ChosenEdge[], options: KeySetOptions): Fragment {
  const cuts: Cut[] = chosen.map(({ edge }, at) => ({
    index: edge.target.index,
    name: `${fragment.id} keys ${at + 1}`,
  }));
  const sets = chosen.map(
    ({ edge, distinct }, at): KeySet => ({
      name: cuts[at]?.name ?? '',
      from: edge.from,
      column: fragment.columns[edge.target.index]?.name ?? '',
      type: edge.type,
      sql: keysSql(edge, options.ids),
      distinct,
    }),
  );
  const texts = keyedTexts(fragment, cuts, options.site(fragment.source), options.ids);
  return { ...fragment, keys: { sets, texts, rows: chosen[0]?.rows ?? null } };
}
