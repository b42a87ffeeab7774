import { AtollError, reportOf } from '../../../engine/errors/atoll-error.ts';
import { typeToSql } from '../../../engine/types/data-type.ts';
import type { ProgressEvent } from '../../../engine/types/progress.ts';
import type { PushdownMode } from '../../../engine/types/pushdown.ts';
import type { RunState } from '../../contract/api/queries.ts';
import type { ProvisionalReader, QueryAnswer, QueryService } from '../queries/query-service.ts';
import { afterEvent } from './run-progress.ts';
import { runTitle } from './run-title.ts';
import { inOwnText, sampleText } from './sample-text.ts';
import { Throttle } from './throttle.ts';

/** Between two events of one run's progress. */
const TELL_MS = 100;
/** A run that was cancelled is over for the user by then, whatever still winds down behind it. */
const CANCEL_MS = 900;

/** What is to be run, and how. */
export interface RunWish {
  readonly sql: string;
  readonly parameters: ReadonlyMap<string, string>;
  readonly mode: PushdownMode;
  readonly tab: string | null;
  /** Do not use kept rows of sources. */
  readonly fresh: boolean;
  /** Rows to stop at; null for the whole answer. */
  readonly sample: number | null;
}

/** One run of one text, from its start to its end. */
export class Run {
  readonly runId: string;
  readonly #wish: RunWish;
  readonly #tell: Throttle;
  readonly #cancel = new AbortController();
  readonly #begun = performance.now();
  #state: RunState;
  #pages: ProvisionalReader | null = null;

  /** `tell` hears the state after each change, at most some ten times a second while it runs. */
  constructor(runId: string, wish: RunWish, tell: (state: RunState) => void) {
    this.runId = runId;
    this.#wish = wish;
    this.#tell = new Throttle(TELL_MS, () => tell(this.#state));
    this.#state = {
      runId,
      tab: wish.tab,
      sql: wish.sql,
      title: runTitle(wish.sql),
      mode: wish.mode,
      sample: wish.sample,
      state: 'queued',
      startedAt: new Date().toISOString(),
      ms: null,
      columns: null,
      rows: 0,
      fragments: [],
      localFraction: null,
      error: null,
      report: null,
      pinned: false,
      stored: false,
    };
    this.#tell.now();
  }

  get state(): RunState {
    return this.#state;
  }

  get isOver(): boolean {
    return this.#state.ms !== null;
  }

  cancel(): void {
    this.#cancel.abort(new AtollError('cancelled', 'The query was cancelled.'));
  }

  setPinned(pinned: boolean): void {
    this.#change({ pinned });
    this.#tell.now();
  }

  /** Rows before the end: null where there are none yet, or it is over. */
  readonly page: ProvisionalReader = async (from, count) =>
    this.isOver ? null : ((await this.#pages?.(from, count)) ?? null);

  /**
   * Runs to the end; never rejects. `finish` is called with the answer before the run counts as complete. `settled`
   * resolves when nothing of it is left at work, which may be after a cancelled run is over.
   */
  async begin(
    queries: Pick<QueryService, 'run'>,
    finish: (answer: QueryAnswer, state: RunState) => Promise<void>,
    settled: () => void,
  ): Promise<void> {
    this.#change({ state: 'planning' });
    this.#tell.soon();
    const work = this.#work(queries);
    void work.then(settled, settled);
    const late = this.#lateCancel();
    try {
      const answer = await Promise.race([work, late.promise]);
      this.#cancel.signal.throwIfAborted();
      const complete = this.#completed(answer);
      await finish(answer, complete);
      this.#end(complete);
    } catch (error) {
      this.#end(this.#failed(error));
    } finally {
      late.stop();
    }
  }

  async #work(queries: Pick<QueryService, 'run'>): Promise<QueryAnswer> {
    const { sql, sample, mode, parameters, fresh } = this.#wish;
    try {
      return await queries.run(sample === null ? sql : sampleText(sql, sample), {
        mode,
        parameters,
        runId: this.runId,
        cache: fresh ? 'fresh' : 'use',
        signal: this.#cancel.signal,
        onProgress: (event) => this.#hear(event),
        onPlan: ({ columns }) =>
          this.#change({ columns: columns.map(({ name, type }) => ({ name, type: typeToSql(type) })) }),
        onPages: (pages) => {
          this.#pages = pages;
        },
      });
    } catch (error) {
      throw sample === null ? error : inOwnText(error);
    }
  }

  /** Rejects some time after the cancel, for a source or a file system that does not let go. */
  #lateCancel(): { readonly promise: Promise<never>; readonly stop: () => void } {
    const { promise, reject } = Promise.withResolvers<never>();
    promise.catch(() => undefined);
    const { signal } = this.#cancel;
    let timer: NodeJS.Timeout | undefined;
    const start = (): void => {
      timer = setTimeout(() => reject(signal.reason as Error), CANCEL_MS);
    };
    signal.addEventListener('abort', start, { once: true });
    return {
      promise,
      stop: () => {
        signal.removeEventListener('abort', start);
        clearTimeout(timer);
      },
    };
  }

  #hear(event: ProgressEvent): void {
    if (this.isOver) return;
    const before = this.#state.state;
    this.#change(afterEvent(this.#state, event));
    if (this.#state.state === before) this.#tell.soon();
    else this.#tell.now();
  }

  #completed({ result, report }: QueryAnswer): RunState {
    return {
      ...this.#state,
      state: 'complete',
      ms: performance.now() - this.#begun,
      rows: result.rows,
      columns: result.columns.map(({ name, type }) => ({ name, type: typeToSql(type) })),
      report,
      stored: true,
    };
  }

  #failed(error: unknown): RunState {
    const wasCancelled = this.#cancel.signal.aborted;
    const report = reportOf(wasCancelled ? this.#cancel.signal.reason : error);
    return {
      ...this.#state,
      state: wasCancelled || report.code === 'cancelled' ? 'cancelled' : 'failed',
      ms: performance.now() - this.#begun,
      rows: 0,
      error: wasCancelled ? null : report,
    };
  }

  #change(change: Partial<RunState>): void {
    if (!this.isOver || change.pinned !== undefined) this.#state = { ...this.#state, ...change };
  }

  #end(state: RunState): void {
    this.#state = state;
    this.#tell.now();
  }
}
