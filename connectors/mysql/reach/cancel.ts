import type { Wire } from '../wire/wire.ts';
import type { Address } from './address.ts';
import { connectWire } from './login.ts';
import { Steps } from '../../../engine/spi/network/steps.ts';
import { useBriefly } from '../../../engine/spi/network/use-briefly.ts';

const CANCEL_MS = 3000;
const ANSWER_MS = 1000;

/**
 * Stops what a connection does at its server by a second connection, and reads the first on until its server is ready
 * again. Never rejects; false where that did not happen within a second after the request, and then the connection is
 * destroyed, because its state is unknown.
 */
export async function cancelStatement(wire: Wire, address: Address): Promise<boolean> {
  if (!wire.alive) return false;
  const asked = wire.busy;
  if (asked) await sendKill(wire.threadId, address);
  // Whoever read from it has been interrupted and has gone by now.
  wire.inbox.proceed();
  const timer = setTimeout(() => wire.destroy(), ANSWER_MS);
  try {
    await wire.drain();
    // A request that came after the statement's end hits the next one: this one, which may fail.
    if (asked) await wire.command('DO 0').catch(() => undefined);
    return wire.alive && !wire.busy;
  } catch {
    wire.destroy();
    return false;
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Stops what a connection of the same account runs, not the connection itself. Never rejects: where the server can't
 * be reached for this, destroying the first connection is all that is left.
 */
export async function sendKill(threadId: number, address: Address): Promise<void> {
  try {
    const steps = new Steps(address.source, CANCEL_MS, new AbortController().signal);
    const second = await connectWire(address, steps);
    await useBriefly(second, ANSWER_MS, () => second.command(`KILL QUERY ${threadId}`));
  } catch {
    // The thread is gone, or the server is.
  }
}
