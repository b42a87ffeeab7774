import type { ConnectionGate } from '../../../engine/spi/connection-gate.ts';
import { cancelled } from '../../../engine/spi/network/steps.ts';
import type { RunnerMessage } from './protocol.ts';

interface Asked {
  readonly source: string;
  readonly answer: (granted: boolean) => void;
}

/** Asks the host, which counts the connections of all its runners, before one is opened here. */
export class HostGates {
  readonly #send: (message: RunnerMessage) => void;
  readonly #asked = new Map<number, Asked>();
  #asks = 0;

  constructor(send: (message: RunnerMessage) => void) {
    this.#send = send;
  }

  /** The gate of one source. */
  of(source: string): ConnectionGate {
    return {
      enter: (wait, signal) => this.#enter(source, wait, signal),
      leave: () => this.#send({ kind: 'connection-closed', source }),
    };
  }

  /** The host's answer to a question; a grant that nobody waits for any more is given back. */
  answer(ask: number, granted: boolean): void {
    const asked = this.#asked.get(ask);
    this.#asked.delete(ask);
    asked?.answer(granted);
  }

  #enter(source: string, wait: boolean, signal: AbortSignal): Promise<boolean> {
    const { promise, resolve, reject } = Promise.withResolvers<boolean>();
    if (signal.aborted) return Promise.reject(cancelled(source, signal));
    this.#asks += 1;
    const ask = this.#asks;
    let given = false;
    const stop = (): void => {
      given = true;
      reject(cancelled(source, signal));
    };
    signal.addEventListener('abort', stop, { once: true });
    this.#asked.set(ask, {
      source,
      answer: (granted) => {
        signal.removeEventListener('abort', stop);
        if (given && granted) this.#send({ kind: 'connection-closed', source });
        resolve(granted);
      },
    });
    this.#send({ kind: 'connection-wanted', ask, source, wait });
    return promise;
  }
}
