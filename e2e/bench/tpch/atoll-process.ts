import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import type { SourceSpec } from '../../fixtures/federation.ts';
import type { AtollReply, AtollRequest } from './atoll-messages.ts';

/** Atoll in a process of its own, its sources open and warm; one request at a time. */
export class AtollProcess implements AsyncDisposable {
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  static async start(sources: readonly SourceSpec[]): Promise<AtollProcess> {
    const child = fork(path.join(import.meta.dirname, 'atoll-child.ts'));
    const started = new AtollProcess(child);
    const reply = await started.ask({ kind: 'open', sources });
    if (reply.kind !== 'opened') throw new Error(`Atoll did not start: ${JSON.stringify(reply)}`);
    return started;
  }

  /** Rejects where the process ends without a word. */
  ask(request: AtollRequest): Promise<AtollReply> {
    const { promise, resolve, reject } = Promise.withResolvers<AtollReply>();
    const ended = (code: number | null): void =>
      reject(new Error(`The process that ran Atoll ended with ${String(code)}.`));
    this.#child.once('exit', ended);
    this.#child.once('message', (reply: AtollReply) => {
      this.#child.off('exit', ended);
      resolve(reply);
    });
    this.#child.send(request);
    return promise;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode !== null) return;
    const ended = new Promise<void>((resolve) => this.#child.once('exit', () => resolve()));
    this.#child.disconnect();
    await ended;
  }
}
