import { join } from 'node:path';
import { buildReport } from '../../engine/profile/build-report.ts';
import type { Measurement } from '../../engine/execute/execution.ts';
import type { PlacedPlan } from '../../engine/plan/fragment.ts';
import type { ExplainReport } from '../../engine/types/explain.ts';
import type { CostStore } from '../services/costs/cost-store.ts';
import type { Executed, PlanRunner, RunOptions } from '../services/queries/query-service.ts';
import type { KillSwitch } from '../services/sources/kill-switch.ts';
import type { ResultStore } from './results/result-store.ts';
import type { RunnerPool } from './runner-pool.ts';
import type { SecretVersions } from './secret-versions.ts';
import type { CacheUse } from './runner/protocol.ts';
import type { SourceSpec } from './runner/source-spec.ts';

/** How often a running query looks whether another process has switched off one of its sources. */
const KILL_POLL_MS = 250;

export interface PlanRunsParts {
  readonly pool: RunnerPool;
  readonly store: ResultStore;
  /** Of all sources that plans may name. */
  readonly specs: () => readonly SourceSpec[];
  readonly killSwitch: KillSwitch;
  readonly secretVersions: SecretVersions;
  /** Learns from what completed runs measured. */
  readonly costs: Pick<CostStore, 'observe'>;
  /** Null where the workspace keeps no rows. */
  readonly cache: RowCache | null;
}

/** The cache of fragments' rows as the workspace sets it. */
export type RowCache = Omit<CacheUse, 'fresh'>;

/** Runs plans in the pool and keeps their results in the store. */
export class PlanRuns implements PlanRunner {
  readonly #parts: PlanRunsParts;

  constructor(parts: PlanRunsParts) {
    this.#parts = parts;
  }

  async run(plan: PlacedPlan, options: RunOptions): Promise<Executed> {
    const { signal, onProgress, cache = 'use' } = options;
    const { pool, store, specs } = this.#parts;
    const names = new Set(plan.fragments.map(({ source }) => source));
    for (const name of names) await this.#parts.killSwitch.check(name);
    const sources = await this.#withSecretVersions(specs().filter(({ name }) => names.has(name)));
    signal.throwIfAborted();
    const handle = pool.run(plan, sources, this.#cacheUse(plan, cache), options.runId);
    options.onPages?.((from, count) => handle.page(from, count));
    const cancel = (): void => handle.cancel();
    signal.addEventListener('abort', cancel, { once: true });
    const watch = setInterval(() => void this.#stopKilled(names), KILL_POLL_MS);
    try {
      for await (const event of handle.events) onProgress?.(event);
      const { rows, columns, measurement } = await handle.done;
      this.#parts.costs.observe(plan, readAtSources(measurement.fragments));
      await store.enforceQuota(handle.runId);
      const file = join(pool.resultsDir, `${handle.runId}.duckdb`);
      return { result: { file, rows, columns }, report: buildReport(plan, measurement, columns) };
    } finally {
      clearInterval(watch);
      signal.removeEventListener('abort', cancel);
    }
  }

  report(plan: PlacedPlan): ExplainReport {
    return buildReport(plan, null);
  }

  /** Rows that may be others at every reading are not kept; runs that measure or compare read them. */
  #cacheUse({ mode, nondeterminism }: PlacedPlan, wish: NonNullable<RunOptions['cache']>): CacheUse | null {
    const { cache } = this.#parts;
    if (cache === null || wish === 'none' || mode !== 'full' || nondeterminism.length > 0) return null;
    return { ...cache, fresh: wish === 'fresh' };
  }

  async #withSecretVersions(specs: readonly SourceSpec[]): Promise<readonly SourceSpec[]> {
    const { secretVersions } = this.#parts;
    return await Promise.all(
      specs.map(async (spec) => ({ ...spec, secretVersion: await secretVersions.of(spec.name) })),
    );
  }

  async #stopKilled(names: ReadonlySet<string>): Promise<void> {
    for (const name of await this.#parts.killSwitch.killed()) {
      if (names.has(name)) this.#parts.pool.killSource(name);
    }
  }
}

/** Rows from the cache say nothing of what their source takes. */
function readAtSources(fragments: Measurement['fragments']): Measurement['fragments'] {
  return Object.fromEntries(
    Object.entries(fragments).filter(([, { cachedAgeMs }]) => cachedAgeMs === undefined),
  );
}
