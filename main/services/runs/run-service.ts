import { randomUUID } from 'node:crypto';
import type { RunState } from '../../contract/api/queries.ts';
import type { QueryAnswer, QueryService } from '../queries/query-service.ts';
import type { StoredResult } from '../results/result-reader.ts';
import { missingResult } from '../results/missing-result.ts';
import type { KeptResult, KeptResults } from '../results/result-notes.ts';
import { Run, type RunWish } from './run.ts';
import { storedRun } from './stored-run.ts';

/** Runs of this program that are remembered after their end; older ones are found by their stored result alone. */
const REMEMBERED = 500;

/** The services that a run began with, kept for it until nothing of it is at work. */
export interface QueriesLease {
  readonly queries: Pick<QueryService, 'run'>;
  release(): void;
}

export interface RunServiceParts {
  readonly lease: () => QueriesLease;
  readonly results: KeptResults;
  /** Hears each change of a run; at most some ten times a second for each. */
  readonly publish: (run: RunState) => void;
  /** Hears of each run when it begins and when it ends. */
  readonly remember: (run: RunState) => void;
  /** Hears of a result that is to be removed: whoever reads it lets go. */
  readonly forget: (runId: string) => Promise<void>;
}

/** The runs of one workspace: those of this program, and stored results of earlier ones. */
export class RunService {
  readonly #parts: RunServiceParts;
  /** In the order of their start. */
  readonly #runs = new Map<string, Run>();
  readonly #working = new Set<Promise<void>>();
  /** Runs that were removed while they ran: nobody hears of them any more, and nothing of them is kept. */
  readonly #removed = new Set<string>();

  constructor(parts: RunServiceParts) {
    this.#parts = parts;
  }

  /** Begins a run and gives its id at once; what becomes of it is told by its states. */
  start(wish: RunWish): string {
    const lease = this.#parts.lease();
    const run = new Run(randomUUID(), wish, (state) => {
      if (!this.#removed.has(state.runId)) this.#parts.publish(state);
    });
    this.#runs.set(run.runId, run);
    this.#parts.remember(run.state);
    const work = run
      .begin(
        lease.queries,
        (answer, state) => this.#keep(answer, state),
        () => {
          lease.release();
          // A cancelled run is over for the user before the work behind it is: what that still made goes.
          if (run.isOver) void this.#discard(run);
        },
      )
      .then(async () => {
        this.#parts.remember(run.state);
        await this.#discard(run);
      });
    this.#working.add(work);
    void work.finally(() => this.#working.delete(work));
    this.#forgetOldest();
    return run.runId;
  }

  /** Does nothing to a run that is over. Throws `result-missing` where there is none of that id. */
  async cancel(runId: string): Promise<void> {
    const run = this.#runs.get(runId);
    if (run === undefined) await this.get(runId);
    else run.cancel();
  }

  /** Throws `result-missing`. */
  async get(runId: string): Promise<RunState> {
    const run = this.#runs.get(runId);
    const kept = await this.#parts.results.get(runId);
    const state = run === undefined ? (kept === null ? null : storedRun(kept)) : upToDate(run, kept);
    if (state === null) throw missingResult(runId);
    return state;
  }

  /** Those of this program, and stored results of earlier ones, newest first. */
  async list(limit: number): Promise<readonly RunState[]> {
    const kept = new Map((await this.#parts.results.list()).map((one) => [one.runId, one]));
    const own = [...this.#runs.values()].map((run) => upToDate(run, kept.get(run.runId) ?? null));
    const earlier = [...kept.values()]
      .filter(({ runId, derived }) => derived === undefined && !this.#runs.has(runId))
      .map(storedRun);
    return [...own, ...earlier]
      .toSorted((one, other) => (one.startedAt < other.startedAt ? 1 : -1))
      .slice(0, limit);
  }

  /** Keeps a result from being removed to make room. Throws `result-missing`. */
  async pin(runId: string, pinned: boolean): Promise<void> {
    if ((await this.#parts.results.get(runId)) === null) throw missingResult(runId);
    await this.#parts.results.pin(runId, pinned);
    const run = this.#runs.get(runId);
    if (run === undefined) this.#parts.publish(await this.get(runId));
    else run.setPinned(pinned);
  }

  /** Forgets a run and removes its result; one that still runs is cancelled first. */
  async remove(runId: string): Promise<void> {
    const run = this.#runs.get(runId);
    if (run?.isOver === false) this.#removed.add(runId);
    run?.cancel();
    this.#runs.delete(runId);
    const views = (await this.#parts.results.list()).filter(({ derived }) => derived?.from === runId);
    for (const id of [runId, ...views.map((view) => view.runId)]) {
      await this.#parts.forget(id);
      await this.#parts.results.remove(id);
    }
  }

  /** Rows of a run that is not over, which may turn out not to be of its answer; null where there are none. */
  async provisional(runId: string, from: number, count: number): Promise<StoredResult | null> {
    return (await this.#runs.get(runId)?.page(from, count)) ?? null;
  }

  /** The state of a run of this program as it is now; null for others. */
  live(runId: string): RunState | null {
    return this.#runs.get(runId)?.state ?? null;
  }

  /** Cancels what runs and waits until all runs are over. */
  async close(): Promise<void> {
    for (const run of this.#runs.values()) run.cancel();
    await Promise.allSettled(this.#working);
  }

  async #keep({ report }: QueryAnswer, state: RunState): Promise<void> {
    const { runId, title, sql: text, startedAt, mode, sample, tab, ms } = state;
    const notes = { title, text, startedAt, ms: ms ?? 0, mode, sample, tab, report };
    await this.#parts.results.annotate(runId, notes);
  }

  /** Nothing stays of a run that did not complete, or that nobody wants any more. */
  async #discard({ runId, state }: Run): Promise<void> {
    if (state.state !== 'complete' || this.#removed.has(runId)) await this.#parts.results.remove(runId);
  }

  #forgetOldest(): void {
    for (const [id, run] of this.#runs) {
      if (this.#runs.size <= REMEMBERED) return;
      if (run.isOver) this.#runs.delete(id);
    }
  }
}

function upToDate(run: Run, kept: KeptResult | null): RunState {
  if (!run.isOver) return run.state;
  return {
    ...run.state,
    stored: kept !== null && run.state.state === 'complete',
    pinned: kept?.pinned ?? false,
  };
}
