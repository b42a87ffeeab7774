import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { AtollError } from '../../../../engine/errors/atoll-error.ts';
import type { ExportProgress } from '../../../services/exports/write-export.ts';
import type { ResultJob, ResultJobKind, ResultJobs } from '../../../services/results/result-job.ts';
import { runnerEnvironment } from '../../runner-environment.ts';
import { sweepRunnerFolders } from '../../runner/runner-folder.ts';
import type { WorkerAnswer, WorkerOrder } from './protocol.ts';

const PROGRAM = fileURLToPath(new URL('./worker.ts', import.meta.url));
/** How long work may take to end after it was cancelled before its process is killed. */
const CANCEL_MS = 800;

type Output = ResultJobs[ResultJobKind]['output'];

interface Working {
  readonly settle: PromiseWithResolvers<Output>;
  readonly onProgress: (progress: ExportProgress) => void;
}

/** One process that works over results, as the host sees it. */
export class WorkerProcess {
  readonly #child: ChildProcess;
  readonly #ready: Promise<void>;
  /** Resolves when it has ended and its folder is gone. */
  readonly ended: Promise<void>;
  #working: Working | null = null;

  constructor(runsDir: string) {
    this.#child = fork(PROGRAM, [runsDir], {
      serialization: 'advanced',
      execArgv: [],
      env: runnerEnvironment(process.env),
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const exited = new Promise<void>((resolve) => {
      this.#child.once('exit', () => resolve());
      this.#child.once('error', () => resolve());
    });
    const ready = Promise.withResolvers<void>();
    this.#ready = ready.promise;
    this.#ready.catch(() => undefined);
    this.#child.on('message', (answer: WorkerAnswer) => {
      if (answer.kind === 'ready') ready.resolve();
      else this.#hear(answer);
    });
    this.ended = exited.then(async () => {
      ready.reject(this.#lost());
      await sweepRunnerFolders({ runs: runsDir, spill: runsDir });
      this.#working?.settle.reject(this.#lost());
    });
  }

  get alive(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null && this.#child.connected;
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Does one piece of work; not before the one before is over. */
  async work(
    job: ResultJob,
    signal: AbortSignal,
    onProgress: (progress: ExportProgress) => void,
  ): Promise<Output> {
    await this.#ready;
    signal.throwIfAborted();
    const settle = Promise.withResolvers<Output>();
    this.#working = { settle, onProgress };
    let timer: NodeJS.Timeout | undefined;
    const cancel = (): void => {
      this.#send({ kind: 'cancel' });
      timer = setTimeout(() => this.#child.kill('SIGKILL'), CANCEL_MS);
    };
    signal.addEventListener('abort', cancel, { once: true });
    this.#send({ kind: 'job', job });
    try {
      return await settle.promise;
    } catch (error) {
      throw signal.aborted ? new AtollError('cancelled', 'The work was cancelled.', { cause: error }) : error;
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', cancel);
      this.#working = null;
    }
  }

  /** Lets it end: at once, whatever it does. */
  disconnect(): void {
    if (this.#child.connected) this.#child.disconnect();
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }

  #send(order: WorkerOrder): void {
    if (this.alive) this.#child.send(order, () => undefined);
  }

  #hear(answer: Exclude<WorkerAnswer, { kind: 'ready' }>): void {
    switch (answer.kind) {
      case 'progress':
        return this.#working?.onProgress(answer.progress);
      case 'done':
        return this.#working?.settle.resolve(answer.output);
      case 'failed':
        return this.#working?.settle.reject(AtollError.from(answer.error));
    }
  }

  #lost(): AtollError {
    const how = this.#child.signalCode ?? `exit code ${this.#child.exitCode ?? 'unknown'}`;
    return new AtollError('runner-lost', `The process that read the result ended unexpectedly (${how}).`, {
      hint: 'Try it again; other results and queries were not affected.',
    });
  }
}
