import { AtollError, reportOf } from '../../engine/errors/atoll-error.ts';
import type { ExecutionOutcome, ProvisionalPage } from '../../engine/execute/execution.ts';
import type { PlacedPlan } from '../../engine/plan/fragment.ts';
import type { ProgressEvent } from '../../engine/types/progress.ts';
import { openSources } from '../compose.ts';
import { EventLog } from './event-log.ts';
import { FragmentDeadlines } from './fragment-deadlines.ts';
import type { RunnerPoolOptions } from './runner-pool-options.ts';
import type { CacheUse, RunnerMessage } from './runner/protocol.ts';
import type { SourceSpec } from './runner/source-spec.ts';
import type { RunnerProcess } from './runner-process.ts';

/** How long a runner may take to end a cancelled query by itself. */
const CANCEL_MS = 1000;
/** How long the host tries to stop what a dead runner left running at the sources. */
const BACKENDS_MS = 4000;

/** One query from its hand-over to its end. */
export class PooledRun {
  readonly runId: string;
  /** Those that the plan's fragments name. */
  readonly sources: readonly SourceSpec[];
  readonly events = new EventLog<ProgressEvent>();
  readonly done: Promise<ExecutionOutcome>;
  readonly #plan: PlacedPlan;
  readonly #options: RunnerPoolOptions;
  readonly #resultsDir: string;
  readonly #cache: CacheUse | null;
  readonly #settle: PromiseWithResolvers<ExecutionOutcome>;
  /** Connections that the runner holds now, by source. */
  readonly #backends = new Map<string, readonly string[]>();
  /** While it works on this run. */
  #runner: RunnerProcess | null = null;
  /** Those who wait for a page, by the number of their question. */
  readonly #pages = new Map<number, (page: ProvisionalPage | null) => void>();
  #asked = 0;
  #cancelled = false;
  /** Why the runner was killed, where it was this run that killed it. */
  #killedFor: AtollError | null = null;

  constructor(
    runId: string,
    plan: PlacedPlan,
    sources: readonly SourceSpec[],
    options: RunnerPoolOptions,
    resultsDir: string,
    cache: CacheUse | null,
  ) {
    this.runId = runId;
    this.#plan = plan;
    this.sources = sources;
    this.#options = options;
    this.#resultsDir = resultsDir;
    this.#cache = cache;
    this.#settle = Promise.withResolvers();
    this.done = this.#settle.promise;
    // Whoever does not wait for the outcome still gets no unhandled rejection.
    this.done.catch(() => undefined);
  }

  /**
   * Rows of the answer that are there before its end, in a file of the form of a result file that goes with the run: they
   * may turn out not to be its rows. Null where there are none yet, or the run is over.
   */
  async page(from: number, count: number): Promise<ProvisionalPage | null> {
    const runner = this.#runner;
    if (runner === null) return null;
    this.#asked += 1;
    const ask = this.#asked;
    const page = new Promise<ProvisionalPage | null>((resolve) => this.#pages.set(ask, resolve));
    runner.send({ kind: 'page-wanted', ask, from, count });
    const over = this.done.then(
      () => null,
      () => null,
    );
    return await Promise.race([page, over]);
  }

  fail(error: AtollError): void {
    this.events.end();
    this.#settle.reject(error);
  }

  cancel(): void {
    if (this.#cancelled) return;
    this.#cancelled = true;
    const runner = this.#runner;
    if (runner === null) {
      this.fail(new AtollError('cancelled', 'The query was cancelled before it began.'));
      return;
    }
    runner.send({ kind: 'cancel' });
    // A runner that is held up in native code does not read its messages.
    const timer = setTimeout(() => {
      if (this.#runner === runner) runner.kill();
    }, CANCEL_MS);
    void this.done.catch(() => undefined).finally(() => clearTimeout(timer));
  }

  /**
   * Runs on that runner; resolves, never rejects, when the runner is free again or gone, with what makes the outcome
   * known: the next query that follows from it shall find the runner free.
   */
  async on(runner: RunnerProcess, memoryLimit: string): Promise<() => void> {
    try {
      await runner.ready;
      if (this.#cancelled) return () => undefined;
      this.#runner = runner;
      const outcome = await this.#converse(runner, memoryLimit);
      return () => {
        this.events.end();
        this.#settle.resolve(outcome);
      };
    } catch (error) {
      return () => this.fail(error instanceof AtollError ? error : AtollError.from(reportOf(error)));
    } finally {
      this.#runner = null;
      runner.onMessage = () => undefined;
    }
  }

  async #converse(runner: RunnerProcess, memoryLimit: string): Promise<ExecutionOutcome> {
    const answer = Promise.withResolvers<ExecutionOutcome>();
    const deadlines = new FragmentDeadlines(this.sources, (error) => {
      this.#killedFor ??= error;
      runner.kill();
    });
    runner.onMessage = (message) => {
      if (message.kind === 'progress') deadlines.see(message.event);
      this.#receive(message, runner, answer);
    };
    const { threads, spillBytes, workspaceDir } = this.#options;
    runner.send({
      kind: 'run',
      job: {
        runId: this.runId,
        plan: this.#plan,
        sources: this.sources,
        workspaceDir,
        resultsDir: this.#resultsDir,
        memoryLimit,
        spillLimit: spillBytes === null ? null : `${spillBytes}B`,
        threads,
        cache: this.#cache,
      },
    });
    void runner.ended.then(() => this.#afterDeath(runner, answer));
    try {
      return await answer.promise;
    } finally {
      deadlines.stop();
    }
  }

  #receive(
    message: RunnerMessage,
    runner: RunnerProcess,
    answer: PromiseWithResolvers<ExecutionOutcome>,
  ): void {
    switch (message.kind) {
      case 'ready':
      case 'connection-wanted':
      case 'connection-closed':
        break;
      case 'progress':
        this.events.push(message.event);
        break;
      case 'notice':
        this.#options.onNotice?.(message.source, message.text);
        break;
      case 'secret-refused':
        this.#options.onSecretRefused?.(message.source);
        break;
      case 'host-key':
        this.#options.onHostKey?.(message.source, message.fingerprint);
        break;
      case 'page':
        this.#pages.get(message.ask)?.(message.page);
        this.#pages.delete(message.ask);
        break;
      case 'backends':
        this.#backends.set(message.source, message.handles);
        break;
      case 'secret-wanted':
        void this.#tellSecret(runner, message.ask, message.source);
        break;
      case 'complete':
        answer.resolve(message.outcome);
        break;
      case 'failed':
        answer.reject(AtollError.from(message.error));
        break;
    }
  }

  async #tellSecret(runner: RunnerProcess, ask: number, source: string): Promise<void> {
    try {
      runner.send({ kind: 'secret', ask, secret: await this.#options.secret(source), error: null });
    } catch (error) {
      runner.send({ kind: 'secret', ask, secret: null, error: reportOf(error) });
    }
  }

  /** The runner is gone: unless the run was over, what it ran at the sources is stopped from here. */
  async #afterDeath(runner: RunnerProcess, answer: PromiseWithResolvers<ExecutionOutcome>): Promise<void> {
    if (this.#runner === null) return;
    await this.#cancelBackends();
    const cancelled = this.#cancelled ? new AtollError('cancelled', 'The query was cancelled.') : null;
    answer.reject(cancelled ?? this.#killedFor ?? runner.lost());
  }

  async #cancelBackends(): Promise<void> {
    const left = this.sources.filter(({ name }) => (this.#backends.get(name) ?? []).length > 0);
    if (left.length === 0) return;
    const options = this.#options;
    const opened = openSources(left, {
      workspaceDir: options.workspaceDir,
      secret: (source) => options.secret(source),
      onProgress: () => undefined,
    });
    const cancels = [...opened.sources.values()].flatMap((source) =>
      (this.#backends.get(source.name) ?? []).map(async (handle) => source.cancelBackend?.(handle)),
    );
    await Promise.race([
      Promise.allSettled(cancels),
      new Promise((resolve) => setTimeout(resolve, BACKENDS_MS).unref()),
    ]);
    await opened.close();
  }
}
