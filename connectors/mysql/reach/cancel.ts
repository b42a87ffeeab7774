import type { Wire } from '../wire/wire.ts';
import type { Address } from './address.ts';
import { connectWire } from './login.ts';
import { Steps } from '../../../engine/spi/network/steps.ts';
import { stopStatement } from '../../../engine/spi/network/stop-statement.ts';
import { useBriefly } from '../../../engine/spi/network/use-briefly.ts';

const CANCEL_MS = 3000;
const ANSWER_MS = 1000;

/**
 * Stops what a connection does at its server by a second connection. Never rejects; false where the connection could not
 * be brought back, and then it is destroyed.
 */
export async function cancelStatement(wire: Wire, address: Address): Promise<boolean> {
  return await stopStatement(wire, {
    request: () => sendKill(wire.threadId, address),
    drain: () => wire.drain(),
    // It may fail: a request that came late hits this one.
    absorb: () => wire.command('DO 0').catch(() => undefined),
  });
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
