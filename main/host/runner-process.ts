import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { AtollError } from '../../engine/errors/atoll-error.ts';
import type { ConnectionMessage, HostMessage, RunnerMessage } from './runner/protocol.ts';
import { type RunnerParents, sweepRunnerFolders } from './runner/runner-folder.ts';
import { runnerEnvironment } from './runner-environment.ts';

const PROGRAM = fileURLToPath(new URL('./runner/runner.ts', import.meta.url));
const KEPT_STDERR = 2000;

/** One runner process as the host sees it. */
export class RunnerProcess {
  readonly #child: ChildProcess;
  #stderr = '';
  /** Runs that it has finished. */
  runs = 0;
  /** Resolves when it can take a query; rejects with `runner-lost` where it ended before that. */
  readonly ready: Promise<void>;
  /** Resolves when it has ended and its folder is gone. */
  readonly ended: Promise<void>;
  /** Set by whoever uses it now. */
  onMessage: (message: RunnerMessage) => void = () => undefined;
  /** Hears of its connections, also while nobody uses it. */
  onConnection: (message: ConnectionMessage) => void = () => undefined;

  constructor(parents: RunnerParents) {
    // No secret is in the arguments or the environment: they come by message.
    this.#child = fork(PROGRAM, [parents.runs, parents.spill], {
      serialization: 'advanced',
      execArgv: [],
      env: runnerEnvironment(process.env),
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#stderr = (this.#stderr + text).slice(-KEPT_STDERR);
    });
    const exited = new Promise<void>((resolve) => {
      this.#child.once('exit', () => resolve());
      this.#child.once('error', () => resolve());
    });
    this.ended = exited.then(() => sweepRunnerFolders(parents));
    this.ready = new Promise<void>((resolve, reject) => {
      void exited.then(() => reject(this.lost()));
      this.#child.on('message', (message: RunnerMessage) => {
        switch (message.kind) {
          case 'ready':
            return resolve();
          case 'connection-wanted':
          case 'connection-closed':
            return this.onConnection(message);
          default:
            return this.onMessage(message);
        }
      });
    });
    // A spare runner that dies has nobody waiting for it: the pool sees `ended`.
    this.ready.catch(() => undefined);
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  get alive(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null && this.#child.connected;
  }

  /** Does nothing where the process has ended: `ended` tells of that. */
  send(message: HostMessage): void {
    if (this.alive) this.#child.send(message, () => undefined);
  }

  /** Has it close the connections to a source that it keeps unused. */
  closeIdle(source: string): void {
    this.send({ kind: 'close-idle', source });
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }

  /** Lets it end by itself: it does so when the channel closes. */
  disconnect(): void {
    if (this.#child.connected) this.#child.disconnect();
  }

  /** What its unexpected end is called. */
  lost(): AtollError {
    const how = this.#child.signalCode ?? `exit code ${this.#child.exitCode ?? 'unknown'}`;
    const words = this.#stderr.trim() === '' ? '' : ` Its last words: ${this.#stderr.trim()}`;
    return new AtollError(
      'runner-lost',
      `The process that ran the query ended unexpectedly (${how}).${words}`,
      {
        hint: 'Run the query again; other queries were not affected. If it happens again, lower the memory setting: the system may have run out of memory.',
      },
    );
  }
}
