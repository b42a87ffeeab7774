import { AtollError } from '../../../engine/errors/atoll-error.ts';
import type { PlacedPlan } from '../../../engine/plan/fragment.ts';
import type { PlanOptions } from '../../../engine/session.ts';
import type { ExplainReport } from '../../../engine/types/explain.ts';
import type { ProgressEvent } from '../../../engine/types/progress.ts';
import type { CatalogService } from '../catalogs/catalog-service.ts';
import type { StoredResult } from '../results/result-reader.ts';
import type { PushdownMode } from '../../../engine/types/pushdown.ts';

/** What plans: the engine's session. */
export interface Planner {
  plan(sql: string, options: PlanOptions): Promise<PlacedPlan>;
}

/** What came of running a plan: the rows in a file, and the report with its measurements. */
export interface Executed {
  readonly result: StoredResult;
  readonly report: ExplainReport;
}

/** What runs placed plans, each in a process of its own. */
export interface PlanRunner {
  /** Rejects with an AtollError; aborting the signal stops the query, at the sources too. */
  run(plan: PlacedPlan, options: RunOptions): Promise<Executed>;
  /** The report of a plan that did not run. */
  report(plan: PlacedPlan): ExplainReport;
}

export interface RunOptions {
  readonly signal: AbortSignal;
  readonly onProgress?: (event: ProgressEvent) => void;
  /**
   * Where the workspace keeps rows of fragments: `use` them (the default), read anew and keep what comes (`fresh`), or
   * do neither (`none`).
   */
  readonly cache?: 'use' | 'fresh' | 'none';
  /** The id of the run and of its result; a new one by default. */
  readonly runId?: string;
  /** Gives a way to read rows before the end, once the plan is handed over. */
  readonly onPages?: (page: ProvisionalReader) => void;
}

/** Reads rows of an answer that is not complete: null where there are none yet, or the run is over. */
export type ProvisionalReader = (from: number, count: number) => Promise<StoredResult | null>;

export interface QueryOptions extends RunOptions {
  readonly mode: PushdownMode;
  readonly parameters: ReadonlyMap<string, string>;
  /** The instant that `now()` stands for; the present by default. Two runs to be compared are given one. */
  readonly now?: Date;
  /** Hears of each plan that is made to be run. */
  readonly onPlan?: (plan: PlacedPlan) => void;
}

/** A query's answer. */
export interface QueryAnswer extends Executed {
  readonly plan: PlacedPlan;
}

export interface QueryServiceParts {
  readonly planner: Planner;
  readonly runner: PlanRunner;
  readonly catalogs: Pick<CatalogService, 'refresh' | 'renewOld'>;
}

/** Plans and runs SQL over the sources of one workspace. */
export class QueryService {
  readonly #parts: QueryServiceParts;

  constructor(parts: QueryServiceParts) {
    this.#parts = parts;
  }

  /** What would run where, and why not more. */
  async explain(sql: string, options: QueryOptions): Promise<ExplainReport> {
    return this.#parts.runner.report(await this.#plan(sql, options));
  }

  /**
   * Runs a query to its proved end. Where a source's tables changed since its catalog was read, the catalog is read
   * anew and the query planned and run once more.
   */
  async run(sql: string, options: QueryOptions): Promise<QueryAnswer> {
    try {
      return await this.#planAndRun(sql, options);
    } catch (error) {
      const drifted = driftedSource(error);
      if (drifted === null || options.signal.aborted) throw error;
      await this.#parts.catalogs.refresh(drifted, options.signal);
      return await this.#planAndRun(sql, options);
    }
  }

  async #planAndRun(sql: string, options: QueryOptions): Promise<QueryAnswer> {
    const plan = await this.#plan(sql, options);
    const { planMs, fragments } = plan;
    options.onPlan?.(plan);
    options.onProgress?.({
      kind: 'planned',
      planMs,
      fragments: fragments.map(({ id, source }) => ({ id, source })),
    });
    const executed = await this.#parts.runner.run(plan, options);
    return { ...executed, plan };
  }

  /**
   * A name that is not known may be newer than the catalog, and what is not read is not checked against drift: then the
   * plan is made once more over catalogs that are read anew.
   */
  async #plan(sql: string, options: QueryOptions): Promise<PlacedPlan> {
    const begunAt = Date.now();
    const { signal } = options;
    const renew = (concerns: (source: string) => boolean): Promise<boolean> =>
      this.#parts.catalogs.renewOld(begunAt, concerns, signal);
    try {
      const plan = await this.#planOnce(sql, options);
      const { unread = [] } = plan;
      const isOld = unread.length > 0 && (await renew((source) => unread.includes(source)));
      return isOld ? await this.#planOnce(sql, options) : plan;
    } catch (error) {
      if (signal.aborted || !(await renew((source) => mayConcern(sql, source)))) throw error;
      return await this.#planOnce(sql, options);
    }
  }

  async #planOnce(sql: string, { mode, parameters, signal, now }: QueryOptions): Promise<PlacedPlan> {
    return this.#parts.planner.plan(sql, { mode, parameters, signal, ...(now === undefined ? {} : { now }) });
  }
}

/** Any source may stand behind a model. */
function mayConcern(sql: string, source: string): boolean {
  const text = sql.toLowerCase();
  return text.includes(source.toLowerCase()) || text.includes('models');
}

function driftedSource(error: unknown): string | null {
  return error instanceof AtollError && error.report.code === 'source-drift' ? error.report.source : null;
}
