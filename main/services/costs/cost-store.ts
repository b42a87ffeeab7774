import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Calibration } from '../../../engine/cost/calibration.ts';
import { Calibrations } from '../../../engine/cost/calibrations.ts';
import type { PlacedPlan } from '../../../engine/plan/fragment.ts';
import type { FragmentMeasurement } from '../../../engine/types/explain.ts';
import type { SourceDefinition } from '../workspace/workspace.ts';
import { saveFile } from '../workspace/save-file.ts';
import { type CostsFile, parseCosts } from './costs-file.ts';

/**
 * What the runs of a workspace have shown of its sources' speed, kept in `.atoll/costs.json`. It is only ever a help: a
 * file that is missing, damaged or of a newer form counts for nothing and is replaced, one that can't be written is left.
 * Of several processes the one that writes last is kept.
 */
export class CostStore {
  readonly #file: string;
  /** By source: where it is. */
  readonly #places: ReadonlyMap<string, string>;
  readonly #calibrations: Calibrations;
  #saving: Promise<void> = Promise.resolve();

  private constructor(file: string, places: ReadonlyMap<string, string>, calibrations: Calibrations) {
    this.#file = file;
    this.#places = places;
    this.#calibrations = calibrations;
  }

  /** Reads what is known of these sources; of one that is somewhere else by now, nothing. */
  static async open(stateDir: string, sources: readonly SourceDefinition[]): Promise<CostStore> {
    const file = join(stateDir, 'costs.json');
    const places = new Map(sources.map((source) => [source.name, placeOf(source)]));
    const kept = Object.entries((await readCosts(file)).sources).flatMap(
      ([name, { place, ...calibration }]) =>
        places.get(name) === place ? [[name, calibration] as const] : [],
    );
    return new CostStore(file, places, new Calibrations(Object.fromEntries(kept)));
  }

  of(source: string): Calibration {
    return this.#calibrations.of(source);
  }

  /** Learns from a completed run; what was learnt counts at once, and `close` ends when it is on disk. */
  observe(plan: PlacedPlan, measured: Readonly<Record<string, FragmentMeasurement>>): void {
    if (!this.#calibrations.observe(plan, measured)) return;
    this.#saving = this.#saving.then(() => this.#save()).catch(() => undefined);
  }

  async close(): Promise<void> {
    await this.#saving;
  }

  async #save(): Promise<void> {
    const sources = Object.entries(this.#calibrations.known).flatMap(([name, calibration]) => {
      const place = this.#places.get(name);
      return place === undefined ? [] : [[name, { place, ...calibration }] as const];
    });
    const kept: CostsFile = { version: 1, sources: Object.fromEntries(sources) };
    await saveFile(this.#file, `${JSON.stringify(kept, null, 2)}\n`);
  }
}

async function readCosts(file: string): Promise<CostsFile> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return parseCosts(text) ?? { version: 1, sources: {} };
}

/** A digest of where a source is; who asks it, and with which secret, changes nothing of its speed. */
function placeOf({ kind, config }: SourceDefinition): string {
  const where = ['host', 'port', 'path'].map((field) => config[field] ?? null);
  return createHash('sha256')
    .update(JSON.stringify([kind, ...where]))
    .digest('hex')
    .slice(0, 16);
}
