import type { Fragment } from '../../plan/fragment.ts';
import { Estimator } from '../../cost/estimator.ts';
import type { Known } from '../../cost/estimates.ts';
import type { Edge } from './find-edges.ts';

/** Rows that a set of keys must be expected to save at a source: below it, waiting for the keys costs more. */
const WORTH_ROWS = 5000;
/** The same where DuckDB reads the source in place, at tens of millions of rows a second. */
const WORTH_MOUNTED_ROWS = 100_000;
/** Keys that remove less than half of the rows are not waited for. */
const MOST_KEPT = 0.5;
/** A side that is expected larger brings no keys: gathering them would take longer than it saves. */
const MOST_FROM = 2_000_000;
/** A side that brings keys to one of unknown size. */
const MOST_FROM_FOR_UNKNOWN = 10_000;
/** Each way of sending keys needs a text of its own. */
const MOST_SETS = 2;

/** An edge that is used, and what is expected of it. */
export interface ChosenEdge {
  readonly edge: Edge;
  /** Distinct values of the target column. */
  readonly distinct: number | null;
  /** Rows of the target without any keys. */
  readonly rows: number | null;
}

export interface Choosing {
  readonly fragments: readonly Fragment[];
  readonly known: Pick<Known, 'table'>;
  isMounted(fragment: string): boolean;
  /** Asked last, of an edge that would pay: it says why not in the ledger. */
  isPrintable(edge: Edge): boolean;
}

/**
 * Chooses which fragments wait for the keys of which: time and again the smallest side that is expected to cut another
 * one; a side that was cut is smaller from then on and may cut a third. Never in a circle.
 */
export function chooseEdges(edges: readonly Edge[], choosing: Choosing): readonly ChosenEdge[] {
  return new Chooser(choosing).run(edges);
}

class Chooser {
  readonly #choosing: Choosing;
  /** With the keys that were chosen so far. */
  readonly #rows = new Map<string, number | null>();
  readonly #whole: ReadonlyMap<string, number | null>;
  #estimator: Estimator;
  readonly #chosen: ChosenEdge[] = [];

  constructor(choosing: Choosing) {
    this.#choosing = choosing;
    this.#estimator = this.#newEstimator();
    for (const { id, plan } of choosing.fragments) this.#rows.set(id, this.#estimator.rows(plan));
    this.#whole = new Map(this.#rows);
  }

  /** An estimator remembers what it was told: as soon as a fragment is cut there is a new one. */
  #newEstimator(): Estimator {
    const { known, fragments } = this.#choosing;
    return new Estimator({
      table: (scan) => known.table(scan),
      fragment: (id) => fragments.find((one) => one.id === id)?.plan ?? null,
      rows: (id) => this.#rows.get(id),
    });
  }

  run(edges: readonly Edge[]): readonly ChosenEdge[] {
    const left = new Set(edges);
    for (;;) {
      const next = this.#best([...left]);
      if (next === null) return this.#chosen;
      left.delete(next.edge);
      if (!this.#choosing.isPrintable(next.edge)) continue;
      const target = next.edge.target.scan.fragment;
      const whole = this.#whole.get(target) ?? null;
      this.#chosen.push({ edge: next.edge, distinct: next.distinct, rows: whole });
      const rows = this.#rows.get(target) ?? null;
      if (rows !== null) this.#rows.set(target, rows * next.kept);
      this.#estimator = this.#newEstimator();
    }
  }

  #best(edges: readonly Edge[]): Gain | null {
    const gains = edges.filter((edge) => this.#isFree(edge)).flatMap((edge) => this.#gain(edge) ?? []);
    return gains.toSorted((a, b) => a.fromRows - b.fromRows || a.kept - b.kept)[0] ?? null;
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

  /** What an edge would save; null where that is not worth waiting for. */
  #gain(edge: Edge): Gain | null {
    const fragment = edge.target.scan.fragment;
    const fromRows = this.#estimator.rows(edge.source);
    const rows = this.#rows.get(fragment) ?? null;
    if (fromRows === null || fromRows > MOST_FROM) return null;
    const distinct = this.#estimator.column(edge.target.scan, edge.target.index)?.origin?.distinct ?? null;
    const kept = this.#kept(edge, fromRows, rows, distinct);
    if (rows === null)
      return fromRows <= MOST_FROM_FOR_UNKNOWN && kept <= MOST_KEPT
        ? { edge, kept, fromRows, distinct }
        : null;
    // The other columns of a composite key: what is waited for already costs no more time.
    const isAwaited = this.#chosen.some(
      (one) => one.edge.from === edge.from && one.edge.target.scan.fragment === fragment,
    );
    if (isAwaited) return kept <= MOST_KEPT ? { edge, kept, fromRows, distinct } : null;
    const worth = this.#choosing.isMounted(fragment) ? WORTH_MOUNTED_ROWS : WORTH_ROWS;
    const pays = fromRows < rows && kept <= MOST_KEPT && rows * (1 - kept) >= worth;
    return pays ? { edge, kept, fromRows, distinct } : null;
  }

  /**
   * The share of the target's rows whose key is expected among the keys: those of the one side out of the distinct
   * values of whichever side has more. A side that is its whole table, of which nothing else is known, is taken to have
   * all keys that there are.
   */
  #kept(edge: Edge, fromRows: number, rows: number | null, distinct: number | null): number {
    const column = edge.key.kind === 'cast' ? edge.key.child : edge.key;
    const base =
      column.kind === 'column' ? this.#estimator.column(edge.source, column.index)?.origin : undefined;
    const keys = Math.min(fromRows, base?.distinct ?? fromRows);
    const whole = base?.rows != null && fromRows >= base.rows;
    const all = Math.max(base?.distinct ?? 0, distinct ?? 0);
    if (all > 0) return Math.min(1, keys / all);
    if (whole) return 1;
    return rows === null ? MOST_KEPT : Math.min(1, keys / Math.max(1, rows));
  }
}

interface Gain {
  readonly edge: Edge;
  /** The share of the target's rows that is expected to stay. */
  readonly kept: number;
  readonly fromRows: number;
  readonly distinct: number | null;
}
