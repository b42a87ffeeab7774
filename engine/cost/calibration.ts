import type { FragmentMeasurement } from '../types/explain.ts';
import { type FragmentCost, totalCost } from '../types/fragment-cost.ts';

/** How one source's time compares with its kind's profile in this workspace. */
export interface Calibration {
  /** Measured over foretold time of the source's own work, and of sending; 1 before anything was measured. */
  readonly work: number;
  readonly send: number;
  /** Fragments that were taken into account. */
  readonly fragments: number;
}

export const UNCALIBRATED: Calibration = { work: 1, send: 1, fragments: 0 };

/** A fragment that ran: what was foretold for it with the calibration of its time, and what was measured. */
export interface Observation {
  readonly foretold: FragmentCost;
  readonly estimatedRows: number;
  readonly measured: FragmentMeasurement;
}

/** The weight of the newest run, as in exponential smoothing: about the last six runs count. */
const NEWEST = 0.3;
/** A part must be this share of the foretold time for the measured time to tell of it. */
const TELLING_SHARE = 0.6;
/** Shorter fragments tell more of the machine's other work than of the source. */
const LEAST_MS = 20;
/** Where rows were misestimated by more than this, the work was not that which was foretold. */
const MOST_MISESTIMATE = 2;
/** Factors stay within 1/20 and 20, so that no single accident turns every plan. */
export const MOST_FACTOR = 20;

/**
 * The calibration after one more run: the measured time of a fragment corrects the factor of that part of it, work or
 * sending, which was foretold to take most of its time. Factors move in proportion (a mean of logarithms), so that half
 * and twice the time cancel out.
 */
export function calibrate(before: Calibration, seen: Observation): Calibration {
  const { foretold, measured, estimatedRows } = seen;
  const sendMs = foretold.sendMs * (measured.rows / Math.max(1, estimatedRows));
  const workMs = foretold.scanMs + foretold.blockingMs + foretold.streamingMs;
  const total = totalCost({ ...foretold, sendMs });
  const wasRead = [measured.cut, measured.cachedAgeMs, measured.streamed].every((one) => one === undefined);
  if (!wasRead || measured.ms < LEAST_MS || total <= 0) return before;
  if (sendMs >= total * TELLING_SHARE) {
    const send = corrected(before.send, measured.ms - foretold.startupMs - workMs, sendMs);
    return { ...before, send, fragments: before.fragments + 1 };
  }
  if (workMs < total * TELLING_SHARE || misestimate(measured.rows, estimatedRows) > MOST_MISESTIMATE)
    return before;
  const work = corrected(before.work, measured.ms - foretold.startupMs - sendMs, workMs);
  return { ...before, work, fragments: before.fragments + 1 };
}

function corrected(factor: number, measuredMs: number, foretoldMs: number): number {
  const ratio = Math.max(measuredMs / foretoldMs, 1 / MOST_FACTOR);
  const next = factor * ratio ** NEWEST;
  return Math.min(MOST_FACTOR, Math.max(1 / MOST_FACTOR, next));
}

function misestimate(actual: number, estimated: number): number {
  const [one, other] = [Math.max(1, actual), Math.max(1, estimated)];
  return Math.max(one / other, other / one);
}
