import { join } from 'node:path';
import { AtollError } from '../../../../engine/errors/atoll-error.ts';
import type {
  JobOptions,
  ResultJob,
  ResultJobKind,
  ResultJobs,
  ResultWorkers,
} from '../../../services/results/result-job.ts';
import type { StoredResult } from '../../../services/results/result-reader.ts';
import { WorkerProcess } from './worker-process.ts';

/** An idle process is kept so long for the next piece of work. */
const IDLE_MS = 60_000;

/** Processes for work over results, started at need; more work than processes waits in line. */
export class WorkerPool implements ResultWorkers {
  readonly #runsDir: string;
  readonly #most: number;
  readonly #idle: WorkerProcess[] = [];
  readonly #all = new Set<WorkerProcess>();
  readonly #waiting: (() => void)[] = [];
  #busy = 0;
  #closed = false;
  #timer: NodeJS.Timeout | undefined;

  /** `most`: processes at once. */
  constructor(stateDir: string, most: number) {
    this.#runsDir = join(stateDir, 'run');
    this.#most = most;
  }

  /** Process ids of all of them. */
  get pids(): readonly number[] {
    return [...this.#all].flatMap(({ pid }) => pid ?? []);
  }

  /** Starts a process where there is none, for questions that are about to come. */
  warm(): void {
    if (this.#closed || this.#all.size > 0) return;
    this.#idle.push(this.#start());
    this.#restLater();
  }

  async run<K extends ResultJobKind>(
    kind: K,
    result: StoredResult,
    input: ResultJobs[K]['input'],
    { signal, onProgress = () => undefined }: JobOptions,
  ): Promise<ResultJobs[K]['output']> {
    await this.#turn(signal);
    const worker = this.#take();
    try {
      const { file, rows, columns } = result;
      const job = { kind, result: { file, rows, columns }, input } as ResultJob;
      return await worker.work(job, signal, onProgress);
    } catch (error) {
      throw signal.aborted ? cancelled(error) : error;
    } finally {
      this.#giveBack(worker);
    }
  }

  /** Ends all of them, whatever they do. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    const workers = [...this.#all];
    for (const worker of workers) worker.disconnect();
    const timer = setTimeout(() => workers.forEach((worker) => worker.kill()), 1000);
    await Promise.all(workers.map(({ ended }) => ended));
    clearTimeout(timer);
  }

  /** Resolves when there is room for one more. */
  async #turn(signal: AbortSignal): Promise<void> {
    if (this.#closed) throw cancelled(null);
    if (signal.aborted) throw cancelled(signal.reason);
    if (this.#busy < this.#most) {
      this.#busy += 1;
      return;
    }
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const stop = (): void => {
      const at = this.#waiting.indexOf(resolve);
      if (at < 0) return;
      this.#waiting.splice(at, 1);
      reject(cancelled(signal.reason));
    };
    this.#waiting.push(resolve);
    signal.addEventListener('abort', stop, { once: true });
    await promise.finally(() => signal.removeEventListener('abort', stop));
  }

  #take(): WorkerProcess {
    clearTimeout(this.#timer);
    for (let worker = this.#idle.pop(); worker !== undefined; worker = this.#idle.pop())
      if (worker.alive) return worker;
    return this.#start();
  }

  #start(): WorkerProcess {
    const worker = new WorkerProcess(this.#runsDir);
    this.#all.add(worker);
    void worker.ended.then(() => this.#all.delete(worker));
    return worker;
  }

  #giveBack(worker: WorkerProcess): void {
    if (worker.alive && !this.#closed) this.#idle.push(worker);
    const next = this.#waiting.shift();
    if (next !== undefined) next();
    else this.#busy -= 1;
    this.#restLater();
  }

  #restLater(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#idle.splice(0).forEach((each) => each.disconnect()), IDLE_MS);
    this.#timer.unref();
  }
}

function cancelled(cause: unknown): AtollError {
  return new AtollError('cancelled', 'The work was cancelled.', { cause });
}
