import { once } from 'node:events';
import { cancelMessage } from '../wire/messages.ts';
import type { Wire } from '../wire/wire.ts';
import type { Address } from './address.ts';
import { dial } from './dial.ts';
import { Steps } from '../../../engine/spi/network/steps.ts';
import { stopStatement } from '../../../engine/spi/network/stop-statement.ts';

const CANCEL_MS = 3000;
const ANSWER_MS = 1000;

/**
 * Stops what a connection does at its server by a second connection, encrypted as the first. Never rejects; false where
 * the connection could not be brought back, and then it is destroyed.
 */
export async function cancelStatement(wire: Wire, address: Address): Promise<boolean> {
  return await stopStatement(wire, {
    request: () => sendCancel(wire, address),
    drain: () => wire.untilReady(),
  });
}

/** Asks the server to stop what one of its backends runs. Never rejects: there is no answer to wait for. */
export async function sendCancel(
  wire: Pick<Wire, 'processId' | 'secretKey'>,
  address: Address,
): Promise<void> {
  try {
    const steps = new Steps(address.source, CANCEL_MS, new AbortController().signal);
    const socket = await dial(address, steps);
    socket.on('error', () => undefined);
    socket.resume();
    socket.write(cancelMessage(wire.processId, wire.secretKey));
    // The server closes once it has passed the request on.
    await once(socket, 'close', { signal: AbortSignal.timeout(ANSWER_MS) }).catch(() => undefined);
    socket.destroy();
  } catch {
    // It can't be reached for this; destroying the first connection is all that is left.
  }
}
