import { setTimeout as delay } from 'node:timers/promises';

/** A connection whose server does not answer by then is given up. */
const ANSWER_MS = 1000;
/** A request that has stopped nothing by then is made again. */
const AGAIN_MS = 100;

/** A connection on which a statement may run. */
export interface StoppedWire {
  readonly alive: boolean;
  /** True from a statement sent until its answer was read to the end. */
  readonly busy: boolean;
  readonly inbox: { proceed(): void };
  destroy(): void;
}

/** How a server is made to stop a statement. */
export interface Stopping {
  /** Asks the server by a second connection; never rejects. */
  readonly request: () => Promise<void>;
  /** Reads on until the server is ready. */
  readonly drain: () => Promise<unknown>;
  /** Takes on itself a request that came after the statement's end, where the server would let it hit the next one. */
  readonly absorb?: () => Promise<unknown>;
}

/**
 * Stops what a connection does at its server, and reads it on until its server is ready again. Never rejects; false
 * where that did not happen within a second after the request, and then the connection is destroyed, because its state
 * is unknown. A statement with many keys may be on its way still when the first request comes, which then finds nothing
 * to stop: so it is made again until the server is ready.
 */
export async function stopStatement(wire: StoppedWire, stopping: Stopping): Promise<boolean> {
  if (!wire.alive) return false;
  const asked = wire.busy;
  if (asked) await stopping.request();
  // Whoever read from it has been interrupted and has gone by now.
  wire.inbox.proceed();
  const timer = setTimeout(() => wire.destroy(), ANSWER_MS);
  try {
    if (wire.busy) await drained(stopping);
    if (asked) await stopping.absorb?.();
    return wire.alive && !wire.busy;
  } catch {
    wire.destroy();
    return false;
  } finally {
    clearTimeout(timer);
  }
}

async function drained({ request, drain }: Stopping): Promise<void> {
  const draining = drain().then(() => true);
  while (!(await Promise.race([draining, delay(AGAIN_MS, false, { ref: false })]))) await request();
}
