import { Estimator } from '../../cost/estimator.ts';
import type { Fragment } from '../../plan/fragment.ts';
import type { KeyCosts } from '../../types/key-costs.ts';
import { beginsKey } from '../begins-key.ts';
import { EdgeTimes, type ExpectedKeys } from './edge-time.ts';
import type { Edge } from './find-edges.ts';

/** Rows that keys must save where DuckDB reads a source in place, at tens of millions of rows a second. */
const WORTH_MOUNTED_ROWS = 100_000;
/** Keys that remove less than this share of the rows are not waited for: estimates are not that good. */
const MOST_KEPT = 0.7;
/** The same where nothing is foretold of the fragment's time. */
const MOST_KEPT_BLINDLY = 0.5;
/** A side that is expected larger brings no keys: gathering them would take longer than it saves. */
const MOST_FROM = 2_000_000;
/** A side that brings keys to one of unknown size. */
const MOST_FROM_FOR_UNKNOWN = 10_000;
/** Sets of keys that one fragment waits for. */
const MOST_SETS = 4;

/** An edge that is used, and what is expected of it. */
export interface ChosenEdge {
  readonly edge: Edge;
  /** Distinct values of the target column. */
  readonly distinct: number | null;
  /** Rows of the target without any keys. */
  readonly rows: number | null;
  /** The share of them that these keys are expected to leave, after those of the edges before. */
  readonly kept: number;
}

export interface Choosing {
  readonly fragments: readonly Fragment[];
  /** Over the fragments' own plans, which no keys have cut. */
  readonly estimates: Estimator;
  /** What keys cost at the fragment's source; null where DuckDB reads it in place. */
  keyCosts(fragment: string): KeyCosts | null;
  /** Asked last, of an edge that would pay: it says why not in the ledger. */
  isPrintable(edge: Edge): boolean;
}

/** An edge that could be used next, and what is expected of it. */
export interface Gain {
  readonly edge: Edge;
  readonly keys: ExpectedKeys;
  readonly fromRows: number;
  readonly distinct: number | null;
  /** Milliseconds that it saves; below 0 where it costs more. Where times are not foretold: whether it is worth it. */
  readonly worth: number;
}

const WORTH_IT = 1;

/** The edges that were chosen so far, and what the fragments are expected to be with them. */
export class EdgeState {
  readonly #choosing: Choosing;
  readonly #rows: Map<string, number | null>;
  readonly #whole: ReadonlyMap<string, number | null>;
  readonly #times: EdgeTimes;
  readonly #chosen: ChosenEdge[];
  #estimator: Estimator;

  private constructor(choosing: Choosing, before: EdgeState | null) {
    this.#choosing = choosing;
    this.#rows = new Map(before === null ? [] : before.#rows);
    this.#estimator = this.#newEstimator();
    if (before === null)
      for (const { id, plan } of choosing.fragments) this.#rows.set(id, choosing.estimates.rows(plan));
    this.#whole = before === null ? new Map(this.#rows) : before.#whole;
    this.#times = before === null ? EdgeTimes.of(choosing.fragments) : before.#times.copy();
    this.#chosen = before === null ? [] : [...before.#chosen];
  }

  static start(choosing: Choosing): EdgeState {
    return new EdgeState(choosing, null);
  }

  get chosen(): readonly ChosenEdge[] {
    return this.#chosen;
  }

  copy(): EdgeState {
    return new EdgeState(this.#choosing, this);
  }

  take({ edge, keys, distinct }: Gain): void {
    const target = edge.target.scan.fragment;
    this.#chosen.push({ edge, distinct, rows: this.#whole.get(target) ?? null, kept: keys.kept });
    const rows = this.#rows.get(target) ?? null;
    if (rows !== null) this.#rows.set(target, rows * keys.kept);
    this.#times.cut(edge.from, target, keys);
    this.#estimator = this.#newEstimator();
  }

  /** What could be used next, whether it is worth it or not. */
  gains(edges: readonly Edge[]): readonly Gain[] {
    return edges.filter((edge) => this.#isFree(edge)).flatMap((edge) => this.#gain(edge) ?? []);
  }

  /**
   * An estimator remembers what it was told: as soon as a fragment is cut there is a new one, but for the fragments' own
   * plans.
   */
  #newEstimator(): Estimator {
    const { estimates, fragments } = this.#choosing;
    return new Estimator({
      table: (scan) => estimates.table(scan),
      fragment: (id) => fragments.find((one) => one.id === id)?.plan ?? null,
      ofFragments: estimates,
      rows: (id) => this.#rows.get(id),
    });
  }

  #isFree({ from, target }: Edge): boolean {
    const own = this.#chosen.filter(({ edge }) => edge.target.scan.fragment === target.scan.fragment);
    const twice = own.some(({ edge }) => edge.from === from && edge.target.index === target.index);
    return own.length < MOST_SETS && !twice && !this.#waits(from, target.scan.fragment);
  }

  /** Whether a fragment waits, at the end, for the other. */
  #waits(fragment: string, forOther: string): boolean {
    if (fragment === forOther) return true;
    return this.#chosen.some(
      ({ edge }) => edge.target.scan.fragment === fragment && this.#waits(edge.from, forOther),
    );
  }

  #gain(edge: Edge): Gain | null {
    const fromRows = this.#estimator.rows(edge.source);
    const rows = this.#rows.get(edge.target.scan.fragment) ?? null;
    if (fromRows === null || fromRows > MOST_FROM) return null;
    const distinct = this.#estimator.column(edge.target.scan, edge.target.index)?.origin?.distinct ?? null;
    const keys = this.#expected(edge, fromRows, rows, distinct);
    const worth = this.#worth(edge, keys, fromRows, rows);
    return worth === null ? null : { edge, keys, fromRows, distinct, worth };
  }

  #worth(edge: Edge, keys: ExpectedKeys, fromRows: number, rows: number | null): number | null {
    const target = edge.target.scan.fragment;
    const costs = this.#choosing.keyCosts(target);
    const saved = costs && this.#times.saved(edge.from, target, keys, costs);
    if (saved !== null) return keys.kept <= MOST_KEPT ? saved : null;
    if (keys.kept > MOST_KEPT_BLINDLY) return null;
    // The other columns of a composite key: what is waited for already costs no more time.
    if (this.#chosen.some((one) => one.edge.from === edge.from && one.edge.target.scan.fragment === target))
      return WORTH_IT;
    const pays =
      rows === null
        ? fromRows <= MOST_FROM_FOR_UNKNOWN
        : fromRows < rows && rows * (1 - keys.kept) >= WORTH_MOUNTED_ROWS;
    return pays ? WORTH_IT : null;
  }

  /**
   * The share of the target's rows whose key is expected among the keys: those of the one side out of the distinct
   * values of whichever side has more. A side that is its whole table, of which nothing else is known, is taken to have
   * all keys that there are.
   */
  #expected(edge: Edge, fromRows: number, rows: number | null, distinct: number | null): ExpectedKeys {
    const column = edge.key.kind === 'cast' ? edge.key.child : edge.key;
    const base =
      column.kind === 'column' ? this.#estimator.column(edge.source, column.index)?.origin : undefined;
    const number = Math.min(fromRows, base?.distinct ?? fromRows);
    const whole = base?.rows != null && fromRows >= base.rows;
    const all = Math.max(base?.distinct ?? 0, distinct ?? 0);
    const kept = (): number => {
      if (all > 0) return Math.min(1, number / all);
      if (whole) return 1;
      return rows === null ? MOST_KEPT_BLINDLY : Math.min(1, number / Math.max(1, rows));
    };
    return { number, kept: kept(), isIndexed: this.#isIndexed(edge) };
  }

  #isIndexed({ target }: Edge): boolean {
    const fragment = this.#choosing.fragments.find(({ id }) => id === target.scan.fragment);
    return fragment !== undefined && beginsKey(fragment.columns[target.index], fragment.tables);
  }
}
