import type { Estimator } from '../../cost/estimator.ts';
import type { Fragment, KeySet } from '../../plan/fragment.ts';
import type { NodeIds } from '../../plan/ids.ts';
import type { PlanNode } from '../../plan/node.ts';
import { walk } from '../../plan/walk.ts';
import type { Figures } from '../../types/explain.ts';
import type { Ledger } from '../ledger.ts';
import type { SourceSite } from '../source-site.ts';
import { chooseEdges } from './choose-edges.ts';
import type { ChosenEdge } from './edge-state.ts';
import { type Composite, findComposites } from './find-composites.ts';
import { edgesOfAllReaders } from './edges-of-all-readers.ts';
import { type Edge, tracing } from './find-edges.ts';
import { type Cut, type KeyedTexts, keySetName } from './keyed-texts.ts';
import { keysSql } from './keys-sql.ts';
import type { Tracing } from './trace-source.ts';

/** A plan that is cut into fragments. */
export interface CutPlan {
  readonly fragments: readonly Fragment[];
  readonly remainder: PlanNode;
}

export interface KeySetOptions {
  readonly ids: NodeIds;
  readonly site: (source: string) => SourceSite;
  readonly ledger: Ledger;
  /** What is known already of the fragments' own plans. */
  readonly estimates: Estimator;
  readonly texts: KeyedTexts;
}

/**
 * The fragments with the sets of join keys by which one cuts another at its source (semi-join reduction). The remainder
 * joins all the same, so that keys may always be left out. A composite key goes as a set for each column and, besides, as
 * one set of rows: what is sent of them is chosen when they are known.
 */
export function addKeySets({ fragments, remainder }: CutPlan, options: KeySetOptions): readonly Fragment[] {
  if (fragments.length < 2) return fragments;
  const context = tracing(remainder, options.ids);
  const edges = edgesOfAllReaders(remainder, context);
  const read = [...walk(remainder)].flatMap((node) => (node.kind === 'fragment-scan' ? [node.fragment] : []));
  const isReadOnce = (id: string): boolean => read.filter((one) => one === id).length === 1;
  const fragmentOf = (id: string): Fragment => {
    const found = fragments.find((one) => one.id === id);
    if (found === undefined) throw new Error(`The plan has no fragment ${id}`);
    return found;
  };
  const chosen = chooseEdges(edges, {
    fragments,
    estimates: options.estimates,
    keyCosts: (id) => options.site(fragmentOf(id).source).costs.profile.keys ?? null,
    isPrintable: (edge) => isPrintable(edge, fragmentOf(edge.target.scan.fragment), options),
  });
  return fragments.map((fragment) => {
    const own = chosen.filter(({ edge }) => edge.target.scan.fragment === fragment.id);
    if (own.length === 0) return fragment;
    // Readers of a shared fragment agree on each column's keys, not on the rows of them.
    const composites = isReadOnce(fragment.id)
      ? findComposites(
          own.map(({ edge }) => edge),
          edges,
          (id) => tableRows(fragmentOf(id), options),
        )
      : [];
    return withKeys(fragment, own, composites, context, options);
  });
}

/** Rows of the one table that a fragment reads; null where it reads several, or nothing is known. */
function tableRows({ plan, source }: Fragment, options: KeySetOptions): number | null {
  const scans = [...walk(plan)].filter((node) => node.kind === 'scan');
  const [scan] = scans;
  return scan === undefined || scans.length > 1 ? null : options.site(source).table(scan).rows;
}

function isPrintable({ target }: Edge, fragment: Fragment, options: KeySetOptions): boolean {
  const refusal = options.texts.refusal(fragment, { indexes: [target.index], name: keySetName(fragment, 1) });
  if (refusal === null) return true;
  const { code, reason } = refusal;
  const expression = `keys of ${fragment.columns[target.index]?.name ?? ''}`;
  options.ledger.add({ operator: 'join', expression, source: fragment.source, code, reason });
  return false;
}

function withKeys(
  fragment: Fragment,
  chosen: readonly ChosenEdge[],
  composites: readonly Composite[],
  context: Tracing,
  options: KeySetOptions,
): Fragment {
  const site = options.site(fragment.source);
  const wanted = [
    ...chosen.map(({ edge, distinct }): Composite => ({ edges: [edge], distinct })),
    ...composites,
  ];
  const sets: KeySet[] = [];
  const cuts: Cut[] = [];
  for (const { edges, distinct } of wanted) {
    const [first, ...further] = edges;
    const name = keySetName(fragment, sets.length + 1);
    const cut: Cut = { name, indexes: [first.target.index, ...further.map(({ target }) => target.index)] };
    const sql = keysSql(edges, context);
    if (sql === null || options.texts.refusal(fragment, cut) !== null) continue;
    const columns = edges.map(({ target, type }) => ({
      name: fragment.columns[target.index]?.name ?? '',
      type,
    }));
    sets.push({ name, from: first.from, columns, sql, distinct });
    cuts.push(cut);
  }
  if (sets.length === 0) return fragment;
  const text = options.texts.text(fragment, cuts);
  const costs = site.mounted ? undefined : site.costs.profile.keys;
  const rows = chosen[0]?.rows ?? null;
  const kept = chosen.reduce((share, edge) => share * edge.kept, 1);
  const estimated = cutFigures(fragment.estimated, kept);
  return { ...fragment, estimated, keys: { sets, text, rows, ...(costs === undefined ? {} : { costs }) } };
}

/** Figures of which keys leave a share. */
function cutFigures({ rows, bytes }: Figures, share: number): Figures {
  return { rows: rows && Math.round(rows * share), bytes: bytes && Math.round(bytes * share) };
}
