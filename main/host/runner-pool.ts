import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { PlacedPlan } from '../../engine/plan/fragment.ts';
import { ConnectionLedger } from './connection-ledger.ts';
import { PooledRun } from './pooled-run.ts';
import type { RunHandle, RunnerPoolOptions } from './runner-pool-options.ts';
import type { CacheUse, ConnectionMessage } from './runner/protocol.ts';
import type { SourceSpec } from './runner/source-spec.ts';
import { type RunnerParents, sweepRunnerFolders } from './runner/runner-folder.ts';
import { RunnerProcess } from './runner-process.ts';

/** A runner serves so many queries, then a fresh one takes its place: native memory is never given back in full. */
const RUNS_PER_RUNNER = 50;
const REFILL_MS = 1000;
/** A runner's questions end with its process. */
const NEVER = new AbortController().signal;
const MEGABYTE = 1_000_000;

/** Runs placed plans, each in a process of its own that can die without harm to anything else. */
export class RunnerPool {
  readonly #options: RunnerPoolOptions;
  readonly #folders: RunnerParents;
  readonly #ledger: ConnectionLedger;
  readonly #forgetLedger: () => void;
  readonly #idle = new Set<RunnerProcess>();
  readonly #all = new Set<RunnerProcess>();
  readonly #waiting: PooledRun[] = [];
  readonly #running = new Map<PooledRun, RunnerProcess>();
  #closed = false;

  private constructor(options: RunnerPoolOptions) {
    this.#options = options;
    this.#ledger = options.ledger ?? new ConnectionLedger();
    this.#forgetLedger = this.#ledger.onFreed(() => this.#next());
    const runs = path.join(options.stateDir, 'run');
    this.#folders = { runs, spill: options.spillDir ?? runs };
  }

  /** Removes what dead runners left in the workspace and starts the idle ones. */
  static async open(options: RunnerPoolOptions): Promise<RunnerPool> {
    const pool = new RunnerPool(options);
    await sweepRunnerFolders(pool.#folders);
    pool.#refill();
    return pool;
  }

  /** Where finished results are. */
  get resultsDir(): string {
    return path.join(this.#options.stateDir, 'results');
  }

  /** Process ids of all runners, busy ones first. */
  get pids(): readonly number[] {
    return [...this.#running.values(), ...this.#idle].flatMap(({ pid }) => (pid === undefined ? [] : [pid]));
  }

  /**
   * Runs the plan as soon as a runner is free and each source has a connection for it. `sources` are those that its
   * fragments name; the result is stored under `runId`.
   */
  run(
    plan: PlacedPlan,
    sources: readonly SourceSpec[],
    cache: CacheUse | null = null,
    runId: string = randomUUID(),
  ): RunHandle {
    if (this.#closed) throw new Error('The pool of runners is closed.');
    const run = new PooledRun(runId, plan, sources, this.#options, this.resultsDir, cache);
    this.#waiting.push(run);
    this.#next();
    this.#refillSoon();
    return {
      runId: run.runId,
      events: run.events,
      done: run.done,
      page: (from, count) => run.page(from, count),
      cancel: () => this.#cancel(run),
    };
  }

  /**
   * Stops the fragments that run at a source now, in all queries; each fails with `source-killed`. Connections kept to
   * it are closed.
   */
  killSource(source: string): void {
    for (const runner of this.#all) runner.send({ kind: 'kill-source', source });
  }

  /** Cancels everything and ends all runners. */
  async close(): Promise<void> {
    this.#closed = true;
    const runs = [...this.#waiting, ...this.#running.keys()];
    for (const run of runs) this.#cancel(run);
    await Promise.allSettled(runs.map((run) => run.done));
    const runners = [...this.#all];
    for (const runner of runners) runner.disconnect();
    const timer = setTimeout(() => runners.forEach((runner) => runner.kill()), 2000);
    await Promise.all(runners.map((runner) => runner.ended));
    clearTimeout(timer);
    this.#forgetLedger();
  }

  #cancel(run: PooledRun): void {
    const place = this.#waiting.indexOf(run);
    if (place >= 0) this.#waiting.splice(place, 1);
    run.cancel();
    // Others may have waited behind it.
    if (place >= 0) this.#next();
  }

  #next(): void {
    /** Sources for which a query waits that came before: those that come after do not overtake it. */
    const wanted = new Set<string>();
    for (const run of this.#waiting.slice()) {
      if (this.#closed || this.#running.size >= this.#options.maxRunning) break;
      const isBehind = run.sources.some(({ name }) => wanted.has(name));
      const runner = isBehind ? null : this.#runnerFor(run);
      if (runner === null) for (const { name } of run.sources) wanted.add(name);
      else this.#begin(run, runner);
    }
  }

  #begin(run: PooledRun, runner: RunnerProcess): void {
    this.#waiting.splice(this.#waiting.indexOf(run), 1);
    this.#running.set(run, runner);
    this.#shareMemory(run);
    void this.#serve(run, runner);
  }

  #refillSoon(): void {
    // Not at once: starting a process takes half a second of a core from the query that was just begun, and a command
    // line that runs one query has no use for it.
    setTimeout(() => this.#refill(), REFILL_MS).unref();
  }

  async #serve(run: PooledRun, runner: RunnerProcess): Promise<void> {
    const settle = await run.on(runner, this.#memoryShare());
    this.#running.delete(run);
    runner.runs += 1;
    // One more than asked for is kept: else every query would start a process and end another.
    const wanted = this.#idle.size <= this.#options.warm && runner.runs < RUNS_PER_RUNNER && !this.#closed;
    if (runner.alive && wanted) this.#idle.add(runner);
    else runner.disconnect();
    settle();
    this.#shareMemory(null);
    // Tells of it, and so begins the next.
    this.#ledger.release(runner);
    this.#refillSoon();
  }

  /** A runner in which each source of the query has a connection for it; null where there is no room. */
  #runnerFor({ sources }: PooledRun): RunnerProcess | null {
    if (!this.#ledger.hasRoom(sources)) return null;
    // The last one in is the one whose code, memory and connections are warm.
    for (const runner of [...this.#idle].reverse()) {
      if (!runner.alive) this.#idle.delete(runner);
      else if (this.#ledger.reserve(runner, sources)) {
        this.#idle.delete(runner);
        return runner;
      }
    }
    const runner = this.#start();
    this.#ledger.reserve(runner, sources);
    return runner;
  }

  #refill(): void {
    while (!this.#closed && this.#idle.size < this.#options.warm) this.#idle.add(this.#start());
  }

  #start(): RunnerProcess {
    const runner = new RunnerProcess(this.#folders);
    this.#all.add(runner);
    runner.onConnection = (message) => this.#connection(runner, message);
    // A runner that cannot start is not tried again at once: the next query does.
    const started = runner.ready.then(
      () => true,
      () => false,
    );
    void runner.ended.then(async () => {
      this.#all.delete(runner);
      this.#ledger.forget(runner);
      if (this.#idle.delete(runner) && (await started)) this.#refill();
    });
    return runner;
  }

  #connection(runner: RunnerProcess, message: ConnectionMessage): void {
    if (message.kind === 'connection-closed') {
      this.#ledger.leave(runner, message.source);
      return;
    }
    const { ask, source, wait } = message;
    void this.#ledger.enter(runner, source, wait, NEVER).then((granted) => {
      runner.send({ kind: 'connection', ask, granted });
    });
  }

  #memoryShare(): string {
    const bytes = this.#options.memoryBytes / Math.max(1, this.#running.size);
    return `${Math.max(1, Math.floor(bytes / MEGABYTE))}MB`;
  }

  /** Tells the running queries their new share after one came or went; `but` learns it with its job. */
  #shareMemory(but: PooledRun | null): void {
    const limit = this.#memoryShare();
    for (const [run, runner] of this.#running) if (run !== but) runner.send({ kind: 'memory', limit });
  }
}
