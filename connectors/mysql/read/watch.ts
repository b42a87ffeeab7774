import { AtollError } from '../../../engine/errors/atoll-error.ts';
import { lost, tooLong } from '../../../engine/spi/network/statement-failures.ts';
import { connectWire } from '../reach/login.ts';
import { Steps } from '../../../engine/spi/network/steps.ts';
import type { Wire } from '../wire/wire.ts';
import type { StatementContext } from './statement-context.ts';

/** The server's own limit comes first; ours is for a server that no longer answers. */
const GRACE_MS = 2000;
/** Within a time of silence at least this much of a message that has begun must come. */
const LEAST_BYTES = 512;
const LONGEST_SILENCE_MS = 60_000;

/**
 * Watches a statement while its reader waits for bytes: past the time limit it fails with `limit-time`; a message that
 * has begun and hardly goes on is a broken network; and after a time of silence a second connection asks whether the
 * server still works on it, because a half-open connection looks exactly like a slow statement. Returns how to stop.
 */
export function watchWire(wire: Wire, context: StatementContext): () => void {
  const watch = new Watch(wire, context);
  const timer = setInterval(() => watch.tick(), Math.min(1000, Math.max(50, context.silenceMs / 5)));
  timer.unref();
  return () => {
    clearInterval(timer);
    watch.stop();
  };
}

class Watch {
  readonly #wire: Wire;
  readonly #context: StatementContext;
  readonly #began = performance.now();
  readonly #over = new AbortController();
  #patienceMs: number;
  /** Since when and from which count of bytes on too few have come while the reader waited. */
  #since = performance.now();
  #received = 0;
  #asking = false;
  /** The server was once seen to have finished. */
  #finished = false;

  constructor(wire: Wire, context: StatementContext) {
    this.#wire = wire;
    this.#context = context;
    this.#patienceMs = context.silenceMs;
    this.#received = wire.inbox.received;
  }

  stop(): void {
    this.#over.abort();
  }

  tick(): void {
    const { timeoutMs, address } = this.#context;
    const now = performance.now();
    if (!this.#wire.inbox.waiting) return this.#restart(now);
    if (timeoutMs !== null && now - this.#began > timeoutMs + GRACE_MS) {
      this.#wire.inbox.interrupt(tooLong(address.source, timeoutMs));
      return;
    }
    const came = this.#wire.inbox.received - this.#received;
    if (came > LEAST_BYTES || (came > 0 && !this.#wire.cursor.partial)) return this.#restart(now);
    if (now - this.#since < this.#patienceMs || this.#asking) return;
    if (came > 0) return this.#fail(tooSlow(address.source, came, this.#patienceMs));
    void this.#ask();
  }

  #restart(now: number): void {
    this.#since = now;
    this.#received = this.#wire.inbox.received;
    this.#patienceMs = this.#context.silenceMs;
    this.#finished = false;
  }

  /** The connection itself is given up: nothing more is expected of it. */
  #fail(error: AtollError): void {
    this.#wire.inbox.fail(error);
    this.#wire.destroy();
  }

  async #ask(): Promise<void> {
    this.#asking = true;
    const { address, silenceMs } = this.#context;
    try {
      const working = await stillWorks(this.#wire, this.#context, this.#over.signal);
      // It may have ended while we asked, and its last bytes be on their way: so it is asked twice.
      if (!working && this.#finished) {
        this.#fail(lost(address.source, new Error('the server has answered, and nothing of it arrives')));
      }
      this.#finished = !working;
    } catch (error) {
      if (this.#over.signal.aborted) return;
      // Whoever answers at all is alive, if only to refuse.
      const silent = error instanceof AtollError && error.report.step !== 'login';
      if (silent || isTimeout(error)) {
        this.#fail(
          lost(
            address.source,
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

/** Whether the statement still runs; a server that waits for us to take its bytes has done its part. */
async function stillWorks(
  wire: Wire,
  { address, silenceMs }: StatementContext,
  signal: AbortSignal,
): Promise<boolean> {
  const second = await connectWire(address, new Steps(address.source, silenceMs, signal));
  const timer = setTimeout(() => second.destroy(), silenceMs);
  try {
    const rows = await second.command(
      `SELECT 1 FROM information_schema.processlist WHERE id = ${wire.threadId}
         AND command <> 'Sleep' AND coalesce(state, '') NOT IN ('Writing to net', 'Sending to client')`,
    );
    return rows.length > 0;
  } finally {
    clearTimeout(timer);
    second.end();
  }
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
