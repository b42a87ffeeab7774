import { AtollError } from '../../errors/atoll-error.ts';
import type { Inbox } from './inbox.ts';
import { lost, tooLong } from './statement-failures.ts';

/** The server's own limit comes first; ours is for a server that no longer answers. */
const GRACE_MS = 2000;
/** Within a time of silence at least this much of a message that has begun must come. */
const LEAST_BYTES = 512;
const LONGEST_SILENCE_MS = 60_000;

/** What is watched of a connection. */
export interface WatchedWire {
  readonly inbox: Inbox;
  /** `partial`: a message has begun and not ended. */
  readonly cursor: { readonly partial: boolean };
  /** Closes without a word. */
  destroy(): void;
}

/** How a statement is watched. */
export interface Watching {
  readonly source: string;
  readonly timeoutMs: number | null;
  /** Silence after which the server is asked whether the statement still runs. */
  readonly silenceMs: number;
  /**
   * Asks by a second connection whether the server still works on the statement; one that waits for us to take its
   * bytes has done its part. Rejects with AtollError where the server can't be reached or does not let it in.
   */
  readonly stillWorks: (signal: AbortSignal) => Promise<boolean>;
}

/**
 * Watches a statement while its reader waits for bytes: past the time limit it fails with `limit-time`; a message that
 * has begun and hardly goes on is a broken network; and after a time of silence a second connection asks whether the
 * server still works on it, because a half-open connection looks exactly like a slow statement. Returns how to stop.
 */
export function watchWire(wire: WatchedWire, watching: Watching): () => void {
  const watch = new Watch(wire, watching);
  const timer = setInterval(() => watch.tick(), Math.min(1000, Math.max(50, watching.silenceMs / 5)));
  timer.unref();
  return () => {
    clearInterval(timer);
    watch.stop();
  };
}

class Watch {
  readonly #wire: WatchedWire;
  readonly #watching: Watching;
  readonly #began = performance.now();
  readonly #over = new AbortController();
  #patienceMs: number;
  /** Since when and from which count of bytes on too few have come while the reader waited. */
  #since = performance.now();
  #received = 0;
  #asking = false;
  /** The server was once seen to have finished. */
  #finished = false;

  constructor(wire: WatchedWire, watching: Watching) {
    this.#wire = wire;
    this.#watching = watching;
    this.#patienceMs = watching.silenceMs;
    this.#received = wire.inbox.received;
  }

  stop(): void {
    this.#over.abort();
  }

  tick(): void {
    const { timeoutMs, source } = this.#watching;
    const now = performance.now();
    if (!this.#wire.inbox.waiting) return this.#restart(now);
    if (timeoutMs !== null && now - this.#began > timeoutMs + GRACE_MS) {
      this.#wire.inbox.interrupt(tooLong(source, timeoutMs));
      return;
    }
    const came = this.#wire.inbox.received - this.#received;
    if (came > LEAST_BYTES || (came > 0 && !this.#wire.cursor.partial)) return this.#restart(now);
    if (now - this.#since < this.#patienceMs || this.#asking) return;
    if (came > 0) return this.#fail(tooSlow(source, came, this.#patienceMs));
    void this.#ask();
  }

  #restart(now: number): void {
    this.#since = now;
    this.#received = this.#wire.inbox.received;
    this.#patienceMs = this.#watching.silenceMs;
    this.#finished = false;
  }

  /** The connection itself is given up: nothing more is expected of it. */
  #fail(error: AtollError): void {
    this.#wire.inbox.fail(error);
    this.#wire.destroy();
  }

  async #ask(): Promise<void> {
    this.#asking = true;
    const { source, silenceMs, stillWorks } = this.#watching;
    try {
      const working = await stillWorks(this.#over.signal);
      // It may have ended while we asked, and its last bytes be on their way: so it is asked twice.
      if (!working && this.#finished) {
        this.#fail(lost(source, new Error('the server has answered, and nothing of it arrives')));
      }
      this.#finished = !working;
    } catch (error) {
      if (this.#over.signal.aborted) return;
      // Whoever answers at all is alive, if only to refuse.
      const silent = error instanceof AtollError && error.report.step !== 'login';
      if (silent || isTimeout(error)) {
        this.#fail(
          lost(
            source,
            new Error(`nothing came for ${(silenceMs / 1000).toFixed(0)} s, and it can't be reached again`),
          ),
        );
      }
    } finally {
      this.#asking = false;
      this.#since = performance.now();
      const longer = Math.min(this.#patienceMs * 2, Math.max(LONGEST_SILENCE_MS, silenceMs));
      this.#patienceMs = this.#finished ? silenceMs / 4 : longer;
    }
  }
}

/** A login that was not answered in time, as opposed to one that was refused. */
function isTimeout(error: unknown): boolean {
  return error instanceof AtollError && error.cause === undefined;
}

function tooSlow(source: string, bytes: number, ms: number): AtollError {
  return new AtollError(
    'source-lost',
    `The connection to ${source} is too slow to use: ${bytes} bytes in ${(ms / 1000).toFixed(0)} s.`,
    {
      source,
      step: 'read',
      hint: 'Check the network between this machine and the server.',
    },
  );
}
