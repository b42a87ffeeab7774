import type { PlacedPlan } from '../plan/fragment.ts';
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
   * Takes the measured fragments of a plan into account, by their ids. Those that keys cut are left out: their work was
   * foretold without.
   */
  observe(plan: PlacedPlan, measured: Readonly<Record<string, FragmentMeasurement>>): void {
    for (const { id, source, foretold, keys, estimated } of plan.fragments) {
      const one = measured[id];
      if (one === undefined || foretold === undefined || keys !== undefined || estimated.rows === null)
        continue;
      const seen = { foretold, estimatedRows: estimated.rows, measured: one };
      this.#bySource.set(source, calibrate(this.of(source), seen));
    }
  }

  /** All of them, for keeping. */
  get known(): Readonly<Record<string, Calibration>> {
    return Object.fromEntries([...this.#bySource].toSorted(([a], [b]) => (a < b ? -1 : 1)));
  }
}
