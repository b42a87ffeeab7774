import type { Fragment, PlacedPlan } from '../plan/fragment.ts';
import type { FragmentMeasurement } from '../types/explain.ts';
import { calibrate, type Calibration, UNCALIBRATED } from './calibration.ts';

/** What the runs of one workspace have taught about its sources, by their names. */
export class Calibrations {
  readonly #bySource: Map<string, Calibration>;

  constructor(known: Readonly<Record<string, Calibration>> = {}) {
    this.#bySource = new Map(Object.entries(known));
  }

  of(source: string): Calibration {
    return this.#bySource.get(source) ?? UNCALIBRATED;
  }

  /**
   * Takes the measured fragments of a plan into account, by their ids, and says whether any of them told something.
   * Those that keys cut are left out: their work was foretold without. So are runs that push nothing for comparison's
   * sake.
   */
  observe(plan: PlacedPlan, measured: Readonly<Record<string, FragmentMeasurement>>): boolean {
    if (plan.mode === 'none') return false;
    return plan.fragments.filter((one) => this.#observeOne(one, measured[one.id])).length > 0;
  }

  #observeOne(
    { source, foretold, keys, estimated }: Fragment,
    measured: FragmentMeasurement | undefined,
  ): boolean {
    if (measured === undefined || foretold === undefined || keys !== undefined || estimated.rows === null)
      return false;
    const before = this.of(source);
    const after = calibrate(before, { foretold, estimatedRows: estimated.rows, measured });
    if (after === before) return false;
    this.#bySource.set(source, after);
    return true;
  }

  /** All of them, for keeping. */
  get known(): Readonly<Record<string, Calibration>> {
    return Object.fromEntries([...this.#bySource].toSorted(([a], [b]) => (a < b ? -1 : 1)));
  }
}
