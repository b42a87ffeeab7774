import type { ServerSocket } from '../../../engine/spi/network/server-socket.ts';
import { AtollError } from '../../../engine/errors/atoll-error.ts';
import { dial as dialServer } from '../../../engine/spi/network/dial.ts';
import { socketEvent } from '../../../engine/spi/network/socket-event.ts';
import { allowPlain, startTls } from '../../../engine/spi/network/start-tls.ts';
import type { Steps } from '../../../engine/spi/network/steps.ts';
import { sslRequestMessage } from '../wire/messages.ts';
import type { Address } from './address.ts';

const ENCRYPTED_ANSWER = 0x53;
const PLAIN_ANSWER = 0x4e;

/** A connected socket, encrypted as the address asks. Each step of the way is recorded. */
export async function dial(address: Address, steps: Steps): Promise<ServerSocket> {
  const secured = await dialServer(address, steps, async (socket) => ({
    socket: await secure(socket, address),
  }));
  return secured.socket;
}

/** Asks for TLS as sslmode says; the plain socket again where none is wanted or, under `prefer`, none offered. */
async function secure(socket: ServerSocket, address: Address): Promise<ServerSocket> {
  if (address.sslmode === 'disable') return socket;
  if ((await askForTls(socket, address)) === ENCRYPTED_ANSWER)
    return await startTls(socket, address, 'sslrootcert');
  allowPlain(address, 'Switch on ssl at the server');
  return socket;
}

async function askForTls(socket: ServerSocket, address: Address): Promise<number> {
  const broken = (cause?: unknown): AtollError =>
    new AtollError('source-unavailable', `${address.source} does not answer as PostgreSQL does.`, {
      source: address.source,
      step: 'tls',
      cause,
      hint: 'Check that host and port are those of a PostgreSQL server.',
    });
  socket.write(sslRequestMessage());
  let answer: Buffer;
  try {
    // Nothing is lost without a listener: the server is silent until it is spoken to.
    answer = await socketEvent(socket, 'data');
  } catch (cause) {
    throw broken(cause);
  }
  // Anything after the one byte would have been sent before encryption: an injected answer (CVE-2021-23222).
  if (answer.length !== 1 || (answer[0] !== ENCRYPTED_ANSWER && answer[0] !== PLAIN_ANSWER)) throw broken();
  return answer[0];
}
