import type { Pushdown } from '../../fixtures/federation.ts';
import type { FragmentRun } from './atoll-messages.ts';

/** Milliseconds of repeated runs; `ms` is their median, null where the cap was reached. */
export interface Timed {
  readonly ms: number | null;
  readonly runs: readonly number[];
}

/** Atoll's figures for one query and mode; bytes, rows and fragments are those of the last run. */
export interface ModeFigures extends Timed {
  readonly planMs: number;
  readonly localMs: number;
  readonly rows: number;
  readonly bytes: number;
  readonly peakBytes: number | null;
  readonly fragments: readonly FragmentRun[];
  /** Why the query was not planned; null where it was. */
  readonly opaque: string | null;
  /** How the answer differs from the floor's, or why there is none; null where it is right. */
  readonly wrong: string | null;
}

export interface HubFigures extends Timed {
  /** How its answer differs from the floor's; null where it is right. */
  readonly wrong: string | null;
}

/** All that was measured of one query. What the run left out is absent. */
export interface QueryFigures {
  readonly query: string;
  readonly modes: Readonly<Partial<Record<Pushdown, ModeFigures>>>;
  readonly hub?: HubFigures;
  readonly floor: Timed;
}

/** The median: of an even number of values the mean of the two in the middle. Null for none. */
export function medianOf(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)];
  const lower = sorted[Math.ceil(middle) - 1];
  return upper === undefined || lower === undefined ? null : (upper + lower) / 2;
}

/** The geometric mean of positive values. Null for none. */
export function geometricMean(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
}
