import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { AtollError } from '../../../engine/errors/atoll-error.ts';
import { CachedSources } from '../../../engine/execute/cache/cached-sources.ts';
import { FragmentCache } from '../../../engine/execute/cache/fragment-cache.ts';
import { executePlan } from '../../../engine/execute/execute-plan.ts';
import type {
  ExecutionOutcome,
  ProvisionalPage,
  ProvisionalRows,
} from '../../../engine/execute/execution.ts';
import { publishResult } from '../results/result-metadata.ts';
import { configurationOf } from './configuration.ts';
import type { KeptSources } from './kept-sources.ts';
import type { RunJob, RunnerMessage } from './protocol.ts';
import type { RunnerParents } from './runner-folder.ts';

/** What a job needs of its process. */
export interface JobSurroundings {
  /** The private folders of this process. */
  readonly folders: RunnerParents;
  readonly send: (message: RunnerMessage) => void;
  readonly sources: KeptSources;
}

/** One query being run in this process. */
export class RunningJob {
  readonly #job: RunJob;
  readonly #surroundings: JobSurroundings;
  readonly #cancel = new AbortController();
  readonly #kills = new Map<string, AbortController>();
  #provisional: ProvisionalRows | null = null;
  #setMemory: ((limit: string) => Promise<void>) | null = null;

  constructor(job: RunJob, surroundings: JobSurroundings) {
    this.#job = job;
    this.#surroundings = surroundings;
  }

  cancel(): void {
    this.#cancel.abort(new AtollError('cancelled', 'The query was cancelled.'));
  }

  /** Stops the fragments of one source, and with them the query. */
  killSource(source: string): void {
    const error = new AtollError('source-killed', `The source ${source} was stopped by its kill switch.`, {
      source,
      hint: `Switch it on in its menu among the sources, or with: atoll sources revive ${source}`,
    });
    this.#killController(source).abort(error);
  }

  /** Rows of the answer before its end; null where there are none yet, or none to be read any more. */
  async page(from: number, count: number): Promise<ProvisionalPage | null> {
    return (await this.#provisional?.page(from, count).catch(() => null)) ?? null;
  }

  /** Best effort: DuckDB refuses a limit below what it holds and cannot spill. */
  async changeMemory(limit: string): Promise<void> {
    await this.#setMemory?.(limit).catch(() => undefined);
  }

  /** Runs to the published result; leaves nothing in the private folders whatever happens. */
  async run(): Promise<ExecutionOutcome> {
    const { runId, plan, resultsDir } = this.#job;
    const { folders } = this.#surroundings;
    const folder = path.join(folders.runs, runId);
    const spillDir = path.join(folders.spill, runId, 'spill');
    await mkdir(folder, { recursive: true, mode: 0o700 });
    try {
      const resultPath = path.join(folder, 'result.duckdb');
      const cached = this.#cachedSources(path.join(folder, 'cache'));
      const executed = await this.#execute(resultPath, spillDir, cached);
      const outcome = cached?.marked(executed) ?? executed;
      await mkdir(resultsDir, { recursive: true, mode: 0o700 });
      await publishResult(resultPath, resultsDir, {
        runId,
        sql: plan.sql,
        columns: outcome.columns,
        rows: outcome.rows,
        finishedAt: new Date().toISOString(),
        ordered: plan.ordered,
        nondeterminism: plan.nondeterminism,
        measurement: outcome.measurement,
        pinned: false,
      });
      return outcome;
    } finally {
      await rm(folder, { recursive: true, force: true });
      await rm(path.dirname(spillDir), { recursive: true, force: true });
    }
  }

  #cachedSources(draftDir: string): CachedSources | null {
    const { cache, plan, runId, sources } = this.#job;
    if (cache === null) return null;
    return new CachedSources({
      cache: new FragmentCache({ ...cache, draftDir }),
      plan,
      runId,
      configurations: new Map(sources.map((spec) => [spec.name, configurationOf(spec)])),
      // Until there are policies, everybody sees the same.
      subject: null,
      fresh: cache.fresh,
    });
  }

  async #execute(
    resultPath: string,
    spillDir: string,
    cached: CachedSources | null,
  ): Promise<ExecutionOutcome> {
    const { plan, sources: specs, workspaceDir, memoryLimit, spillLimit, threads } = this.#job;
    const { send, sources } = this.#surroundings;
    const taken = await sources.take(specs, workspaceDir);
    try {
      return await executePlan({
        plan,
        sources: cached?.over(taken) ?? taken,
        limits: new Map(specs.map(({ name, limits }) => [name, limits])),
        resultPath,
        spillDir,
        memoryLimit,
        ...(spillLimit === null ? {} : { spillLimit }),
        ...(threads === null ? {} : { threads }),
        signal: this.#cancel.signal,
        killSwitch: (source) => this.#killController(source).signal,
        onProgress: (event) => send({ kind: 'progress', event }),
        onBackends: (source, handles) => send({ kind: 'backends', source, handles }),
        onProvisional: (rows) => {
          this.#provisional = rows;
        },
        onMemory: (change) => {
          this.#setMemory = change;
        },
      });
    } finally {
      this.#setMemory = null;
    }
  }

  #killController(source: string): AbortController {
    const controller = this.#kills.get(source) ?? new AbortController();
    this.#kills.set(source, controller);
    return controller;
  }
}
