import { filter } from '../plan/builders.ts';
import { childrenOf, withChildren } from '../plan/children.ts';
import type { Expression } from '../plan/expression.ts';
import { remapColumns } from '../plan/expression-children.ts';
import { expressionsOf, mapNodeExpressions } from '../plan/node-expressions.ts';
import type { Fragment } from '../plan/fragment.ts';
import type { NodeIds } from '../plan/ids.ts';
import type { AggregateNode, CteNode, FilterNode, NodeId, PlanNode, ProjectNode } from '../plan/node.ts';
import { mayRaise } from '../plan/may-raise.ts';
import { sameColumns } from '../plan/refresh-columns.ts';
import { printExpression } from '../plan/print-expression.ts';
import { inputColumns } from '../plan/print-plan.ts';
import { walk } from '../plan/walk.ts';
import type { Refusal } from '../spi/dialect.ts';
import type { NotPushed } from '../types/explain.ts';
import type { PushdownMode } from '../types/pushdown.ts';
import { CheapestCut } from './cheapest-cut.ts';
import { apart, dearer, MAY_RAISE, MULTIPLIES } from './reasons.ts';
import { isExpanding } from './expanding.ts';
import { Fragments } from './fragments.ts';
import { Ledger, type LedgerRecord } from './ledger.ts';
import { columnsOf, narrowInput, narrowTo } from './narrow-inputs.ts';
import { refuse, refusePredicate, type Verdict } from './refuse.ts';
import {
  commonSite,
  isAtSource,
  isConstantProject,
  type Placed,
  readsOneOf,
  readsOutside,
  readsTable,
} from './placed.ts';
import { type PlanMemory, planMemory } from './plan-memory.ts';
import { refusedText } from './refused-text.ts';
import { cutAndShare } from './sharing/cut-and-share.ts';
import type { SourceSite } from './source-site.ts';

/** The plan cut in two: what goes to the sources, and the remainder over it. */
export interface Placement {
  readonly fragments: readonly Fragment[];
  readonly remainder: PlanNode;
  readonly sites: Readonly<Record<NodeId, string>>;
  readonly notPushed: readonly NotPushed[];
  /** Why what stays here does, by operator, and the fragments before any was shared. */
  readonly records: readonly LedgerRecord[];
  readonly made: readonly Fragment[];
}

export interface PlaceOptions {
  readonly mode: PushdownMode;
  readonly ids: NodeIds;
  readonly site: (source: string) => SourceSite;
}

/** A filter in its place, and where its columns stand now; null where they stay. */
interface PlacedFilter {
  readonly placed: Placed;
  readonly now: ((index: number) => number) | null;
}

/**
 * Gives every operator its site: the largest subtrees of one source go there whole, but for what is cheaper done here over
 * its input, and all else runs locally. What keys of other fragments cut is small at its source: it stays there.
 */
export function place(plan: PlanNode, options: PlaceOptions): Placement {
  const memory = planMemory(options.ids, options.site);
  const first = new Placer(options, memory, 'all');
  const placement = first.run(plan);
  const cut = placement.fragments.filter(({ keys }) => keys !== undefined);
  const kept = new Set(cut.flatMap(({ covers }) => covers));
  // Where all of them stay at their sources, a second cut would be the first one over again.
  if (first.cheaperHere.every((node) => readsOneOf(node, kept))) return placement;
  return new Placer(options, memory, kept).run(plan);
}

class Placer {
  readonly #mode: PushdownMode;
  readonly #ids: NodeIds;
  readonly #siteOf: (source: string) => SourceSite;
  readonly #ledger = new Ledger();
  readonly #memory: PlanMemory;
  readonly #fragments: Fragments;
  readonly #cheapest: CheapestCut;
  /** Operators that stay at their source whatever it costs. */
  readonly #atSources: ReadonlySet<NodeId> | 'all';
  readonly #cheaperHere: PlanNode[] = [];

  constructor(options: PlaceOptions, memory: PlanMemory, atSources: ReadonlySet<NodeId> | 'all') {
    this.#memory = memory;
    this.#atSources = atSources;
    this.#mode = options.mode;
    this.#ids = options.ids;
    this.#siteOf = options.site;
    this.#fragments = new Fragments(options.ids, memory.estimates);
    this.#cheapest = new CheapestCut(memory.estimates);
  }

  /** Operators that would be cheaper done here. */
  get cheaperHere(): readonly PlanNode[] {
    return this.#cheaperHere;
  }

  run(plan: PlanNode): Placement {
    const remainder = this.#cut(this.#place(plan));
    const sites: Record<NodeId, string> = {};
    for (const node of walk(plan)) sites[node.id] = 'local';
    for (const fragment of this.#fragments.list)
      for (const id of fragment.covers) sites[id] = fragment.source;
    const cut = { fragments: this.#fragments.list, remainder };
    const options = { ...this.#memory, ids: this.#ids, site: this.#siteOf, ledger: this.#ledger };
    const done = this.#mode === 'full' ? cutAndShare(cut, options) : cut;
    const { entries, records } = this.#ledger;
    return { ...done, sites, notPushed: entries, records, made: cut.fragments };
  }

  #place(node: PlanNode): Placed {
    switch (node.kind) {
      case 'scan':
        return { node, site: this.#siteOf(node.source) };
      case 'values':
        return { node, site: 'anywhere' };
      case 'cte-ref':
        return { node, site: null };
      case 'cte':
        return this.#placeCte(node);
      case 'filter':
        return this.#placeFilter(node, null).placed;
      case 'project':
      case 'aggregate':
        return this.#placeAbove(node);
      default:
        return this.#placeOver(
          node,
          childrenOf(node).map((child) => this.#place(child)),
        );
    }
  }

  /** An operator over placed inputs: at their common source where it may run there, else locally. */
  #placeOver(node: PlanNode, inputs: readonly Placed[]): Placed {
    const here = withChildren(
      node,
      inputs.map((input) => input.node),
    );
    const common = commonSite(inputs);
    if (common === 'anywhere') return { node: here, site: isConstantProject(here) ? 'anywhere' : null };
    if (common !== null) {
      const verdict = this.#refuseConstants(inputs, common) ?? refuse(here, common, this.#mode);
      if (verdict === null) return { node: here, site: common };
      this.#record(here, common, verdict);
    } else {
      this.#recordMixed(here, inputs);
    }
    return { node: this.#local(here, inputs), site: null };
  }

  /** Constant inputs go along with the others: the source must be able to write them too. */
  #refuseConstants(inputs: readonly Placed[], site: SourceSite): Verdict {
    const constants = inputs
      .filter((input) => input.site === 'anywhere')
      .flatMap((input) => [...walk(input.node)]);
    return (
      constants.map((node) => refuse(node, site, this.#mode)).find((verdict) => verdict !== null) ?? null
    );
  }

  /** The operator run locally, over its inputs cut into fragments. */
  #local(node: PlanNode, inputs: readonly Placed[]): PlanNode {
    const [input] = inputs;
    const narrows = (node.kind === 'project' || node.kind === 'aggregate') && isAtSource(input);
    if (narrows && this.#dearerThere(node.child, input.site) === null) {
      const slim = narrowInput(node, this.#ids);
      return withChildren(slim, [this.#cut({ node: slim.child, site: input.site })]);
    }
    return withChildren(
      node,
      inputs.map((input) => this.#cut(input)),
    );
  }

  /** Where a filter below is split, what only the sent predicates read stays at the source. */
  #placeAbove(node: ProjectNode | AggregateNode): Placed {
    if (node.child.kind !== 'filter') return this.#placeOver(node, [this.#place(node.child)]);
    const { placed, now } = this.#placeFilter(node.child, columnsOf(expressionsOf(node)));
    const moved = now === null ? node : mapNodeExpressions(node, (one) => remapColumns(one, now));
    return this.#placeOver(moved, [placed]);
  }

  /**
   * Predicates that the source takes go there; the others stay in a filter above, but for implied ones, which are left
   * out: a filter here would keep the source from doing more. With `used`, a split filter gives
   * no more than those columns, and `now` says where they stand.
   */
  #placeFilter(node: FilterNode, used: ReadonlySet<number> | null): PlacedFilter {
    const input = this.#place(node.child);
    const { site } = input;
    if (site === null || site === 'anywhere') return { placed: this.#placeOver(node, [input]), now: null };
    const here = overInput(node, input.node);
    const refused = here.predicates.filter((predicate) => {
      const verdict = refusePredicate(predicate, here, site, this.#mode);
      if (predicate.implied !== true) this.#record(here, site, verdict, predicate);
      return verdict !== null;
    });
    const kept = refused.filter((predicate) => predicate.implied !== true);
    kept.push(...this.#keepRaising(here, site, kept));
    const pushed = here.predicates.filter((one) => !kept.includes(one) && !refused.includes(one));
    if (pushed.length === 0) {
      const placed = kept.length === 0 ? input : { node: this.#local(here, [input]), site: null };
      return { placed, now: null };
    }
    const isWhole = pushed.length === here.predicates.length;
    const id = kept.length === 0 ? node.id : this.#ids.next();
    const below = this.#placeOver(isWhole ? here : filter(input.node, pushed, id), [input]);
    if (kept.length === 0) return { placed: below, now: null };
    const needed = used && new Set([...used, ...columnsOf(kept)]);
    const narrowed = needed && isAtSource(below) ? narrowTo(below.node, needed, this.#ids) : null;
    const sent = this.#cut(narrowed ? { node: narrowed.node, site: below.site } : below);
    const stay = narrowed ? kept.map((one) => remapColumns(one, narrowed.now)) : kept;
    return { placed: { node: filter(sent, stay, node.id), site: null }, now: narrowed?.now ?? null };
  }

  /** Beside predicates that stay here, those that may raise stay too: they must not meet rows that the others remove. */
  #keepRaising(node: FilterNode, site: SourceSite, kept: readonly Expression[]): readonly Expression[] {
    if (kept.length === 0) return [];
    const raising = node.predicates.filter((one) => !kept.includes(one) && mayRaise(one));
    for (const predicate of raising) this.#record(node, site, MAY_RAISE, predicate);
    return raising;
  }

  /** A CTE goes to a source whole, or its definition becomes local and each reference reads it there. */
  #placeCte(node: CteNode): Placed {
    const site = this.#wholeSite(node);
    if (site !== null) return { node, site };
    const local = childrenOf(node).map((child) => this.#cut(this.#place(child)));
    return { node: withChildren(node, local), site: null };
  }

  /** The one source that a CTE reads, where each operator of it may run there; asked before anything of it is cut. */
  #wholeSite(node: CteNode): SourceSite | null {
    const all = [...walk(node)].toReversed();
    const names = [...new Set(all.flatMap((one) => (one.kind === 'scan' ? [one.source] : [])))];
    const [name] = names;
    if (name === undefined || names.length > 1 || isExpanding(node.body) || readsOutside(all)) return null;
    const site = this.#siteOf(name);
    for (const one of all) {
      const verdict = refuse(one, site, this.#mode);
      if (verdict === null) continue;
      this.#record(one, site, verdict);
      return null;
    }
    return site;
  }

  /** The local form of a placed subtree: a fragment's scan where it runs at a source. */
  #cut(placed: Placed): PlanNode {
    const { node, site } = placed;
    if (site === null || site === 'anywhere') return node;
    const reason = this.#dearerThere(node, site);
    if (reason === null) return this.#fragments.add(node, site);
    if (reason !== MULTIPLIES || node.kind === 'join') this.#record(node, site, reason);
    return this.#local(
      node,
      childrenOf(node).map((child): Placed => ({ node: child, site: readsTable(child) ? site : null })),
    );
  }

  /** Why an operator that its source could do is better done here; null where it is not. */
  #dearerThere(node: PlanNode, site: SourceSite): Refusal | null {
    if (isExpanding(node)) return MULTIPLIES;
    const costs = this.#mode === 'full' ? this.#cheapest.here(node, site) : null;
    const kept = this.#atSources;
    if (costs === null || (kept !== 'all' && readsOneOf(node, kept))) return null;
    this.#cheaperHere.push(node);
    return kept === 'all' ? null : dearer(costs, site.name);
  }

  #record(node: PlanNode, site: SourceSite, verdict: Verdict, predicate?: Expression): void {
    if (verdict === null || verdict === 'mode') return;
    const columns = inputColumns(node);
    const text = predicate && printExpression(predicate, (index) => columns[index]?.name ?? `#${index}`);
    const { code, reason } = verdict;
    const expression = text ?? verdict.expression ?? refusedText(node);
    const about = { node: node.id, conjuncts: predicate === undefined ? null : (predicate.conjuncts ?? []) };
    this.#ledger.add({ operator: node.kind, expression, source: site.name, code, reason }, about);
  }

  #recordMixed(node: PlanNode, inputs: readonly Placed[]): void {
    if (this.#mode !== 'full' || node.kind === 'project') return;
    const names = [...new Set(inputs.flatMap((input) => (isAtSource(input) ? [input.site.name] : [])))];
    if (names.length < 2) return;
    this.#ledger.add(apart(node, names), { node: node.id, conjuncts: null });
  }
}

/** The filter over its placed input; the same object where that changed nothing, so that what is known of it stays known. */
function overInput(node: FilterNode, input: PlanNode): FilterNode {
  const made = filter(input, node.predicates, node.id);
  return input === node.child && sameColumns(made.columns, node.columns) ? node : made;
}
