import type { Estimator } from '../cost/estimator.ts';
import { fragmentCost } from '../cost/fragment-cost.ts';
import { ownWork } from '../cost/work.ts';
import { childrenOf } from '../plan/children.ts';
import type { PlanNode } from '../plan/node.ts';
import { LOCAL_COSTS } from '../spi/cost-profile.ts';
import { totalCost } from '../types/fragment-cost.ts';
import { joinByKeys } from './join-by-keys.ts';
import { readsTable } from './placed.ts';
import type { SourceSite } from './source-site.ts';

/** What moving an operator here must promise, since estimates are rough. */
interface Worth {
  /** Its time is at most this share of that at the source, … */
  readonly share: number;
  /** … it saves this many milliseconds, … */
  readonly ms: number;
  /** … and no more than these bytes travel besides. */
  readonly bytes: number;
}

const MB = 1024 * 1024;

/** Where hardly more travels than otherwise, a wrong guess costs little; where half a gigabyte does, it costs seconds. */
const WORTH: readonly Worth[] = [
  { share: 0.85, ms: 50, bytes: 16 * MB },
  { share: 0.75, ms: 300, bytes: 512 * MB },
];

/** What an operator takes at its source and here, in milliseconds. */
export interface CutCosts {
  readonly thereMs: number;
  readonly hereMs: number;
}

/**
 * Compares, for subtrees that a source could run whole, the time of doing so with that of running their upper operators
 * here over what their inputs send: the best over all cuts of the subtree.
 */
export class CheapestCut {
  readonly #estimates: Estimator;
  readonly #best = new Map<PlanNode, Cut | null>();

  constructor(estimates: Estimator) {
    this.#estimates = estimates;
  }

  /** The costs where the operator is better run here; null where it is not, or its sizes are not known. */
  here(node: PlanNode, site: SourceSite): CutCosts | null {
    if (site.mounted) return null;
    const cut = this.#cut(node, site);
    return cut?.here ?? null;
  }

  #cut(node: PlanNode, site: SourceSite): Cut | null {
    const known = this.#best.get(node);
    if (known !== undefined) return known;
    const cut = this.#compare(node, site);
    this.#best.set(node, cut);
    return cut;
  }

  #compare(node: PlanNode, site: SourceSite): Cut | null {
    const whole = fragmentCost(node, site.costs, this.#estimates);
    if (whole === null) return null;
    const thereMs = totalCost(whole);
    const bytes = (this.#estimates.rows(node) ?? 0) * this.#estimates.rowBytes(node);
    const there: Cut = { ms: thereMs, bytes, here: null };
    const inputs = this.#inputs(node, site);
    if (inputs === null) return there;
    const hereMs = inputs.ms;
    const pays = WORTH.some(
      (worth) =>
        hereMs < thereMs * worth.share && thereMs - hereMs >= worth.ms && inputs.bytes - bytes <= worth.bytes,
    );
    return pays ? { ms: hereMs, bytes: inputs.bytes, here: { thereMs, hereMs } } : there;
  }

  /** The operator here, over its inputs cut at their best. */
  #inputs(node: PlanNode, site: SourceSite): { readonly ms: number; readonly bytes: number } | null {
    const children = childrenOf(node).filter(readsTable);
    const own = ownWork(node, LOCAL_COSTS, this.#estimates);
    if (own === null || children.length === 0) return null;
    const keys = joinByKeys(node, site, this.#estimates);
    let sum = { ms: keys === null ? own : own * keys.kept, bytes: 0 };
    for (const child of children) {
      const cut = this.#cut(child, site);
      if (cut === null) return null;
      const share = keys?.target === child ? keys.kept : 1;
      sum = { ms: sum.ms + cut.ms * share, bytes: sum.bytes + cut.bytes * share };
    }
    return sum;
  }
}

interface Cut {
  readonly ms: number;
  readonly bytes: number;
  readonly here: CutCosts | null;
}
