import type { ServerSocket } from '../../../engine/spi/network/server-socket.ts';
import { AtollError } from '../../../engine/errors/atoll-error.ts';
import { dial as dialServer } from '../../../engine/spi/network/dial.ts';
import { allowPlain, startTls } from '../../../engine/spi/network/start-tls.ts';
import type { Steps } from '../../../engine/spi/network/steps.ts';
import { packet } from '../wire/packets.ts';
import { ServerError } from '../wire/server-error.ts';
import type { Address } from './address.ts';
import { firstPayload, type Greeting, parseGreeting } from './greeting.ts';
import { isCurrent, offersTls, sslRequest } from './handshake.ts';
import type { Secrecy } from './password-proof.ts';

/** A connected socket, encrypted as the address asks, and what the server said first. */
export interface Greeted {
  readonly socket: ServerSocket;
  /** The server's refusal where it did not greet. */
  readonly greeting: Greeting | ServerError;
  readonly secrecy: Secrecy;
}

/** Connects and encrypts as the address asks. Each step of the way is recorded. */
export async function dial(address: Address, steps: Steps): Promise<Greeted> {
  return await dialServer(address, steps, (socket) => secure(socket, address));
}

/**
 * Reads the greeting, and asks for TLS as sslmode says; under `prefer` the plain socket stays where none is offered. A
 * refusal in place of the greeting (too many connections, a blocked host) is kept for the login.
 */
async function secure(socket: ServerSocket, address: Address): Promise<Greeted> {
  const greeting = await greetingOf(socket, address);
  if (greeting instanceof ServerError || address.sslmode === 'disable')
    return { socket, greeting, secrecy: 'plain' };
  if (!offersTls(greeting.capabilities)) {
    allowPlain(address, 'Give the server a certificate');
    return { socket, greeting, secrecy: 'plain' };
  }
  socket.write(packet(sslRequest(), 1));
  const secured = await startTls(socket, address, 'sslca');
  const verified = address.sslmode === 'verify-ca' || address.sslmode === 'verify-full';
  return { socket: secured, greeting, secrecy: verified ? 'verified' : 'encrypted' };
}

async function greetingOf(socket: ServerSocket, address: Address): Promise<Greeting | ServerError> {
  try {
    const greeting = parseGreeting(await firstPayload(socket));
    if (!isCurrent(greeting.capabilities)) throw new RangeError('The server is older than version 5.5.');
    return greeting;
  } catch (cause) {
    if (cause instanceof ServerError) return cause;
    throw new AtollError('source-unavailable', `${address.source} does not answer as MySQL does.`, {
      source: address.source,
      step: 'tls',
      cause,
      hint: 'Check that host and port are those of a MySQL or MariaDB server.',
    });
  }
}
