import { lookup } from 'node:dns/promises';
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls, TLSSocket } from 'node:tls';
import { AtollError } from '../../../engine/errors/atoll-error.ts';
import { tlsFailure } from '../../../engine/spi/network/tls-failure.ts';
import { packet } from '../wire/packets.ts';
import { ServerError } from '../wire/server-error.ts';
import type { Address } from './address.ts';
import { firstPayload, type Greeting, parseGreeting } from './greeting.ts';
import { isCurrent, offersTls, sslRequest } from './handshake.ts';
import type { Secrecy } from './password-proof.ts';
import type { Steps } from '../../../engine/spi/network/steps.ts';

const KEEPALIVE_MS = 10_000;

/** A connected socket, encrypted as the address asks, and what the server said first. */
export interface Greeted {
  readonly socket: Socket;
  /** The server's refusal where it did not greet. */
  readonly greeting: Greeting | ServerError;
  readonly secrecy: Secrecy;
}

/** Connects and encrypts as the address asks. Each step of the way is recorded. */
export async function dial(address: Address, steps: Steps): Promise<Greeted> {
  const found = await steps.run(
    'lookup',
    () => lookUp(address),
    (ip) => (ip === address.host ? 'an address, not a name' : ip),
  );
  const socket = await steps.run(
    'tcp',
    (signal) => connect(address, found, signal),
    () => `${found}:${address.port}`,
    destroy,
  );
  try {
    return await steps.run(
      'tls',
      (signal) => secure(socket, address, signal),
      describe,
      (greeted) => destroy(greeted.socket),
    );
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

const destroy = (socket: Socket): void => void socket.destroy();

async function lookUp(address: Address): Promise<string> {
  if (isIP(address.host) !== 0) return address.host;
  try {
    return (await lookup(address.host)).address;
  } catch (cause) {
    throw new AtollError(
      'source-unavailable',
      `No address is known for the host ${address.host} of ${address.source}.`,
      {
        source: address.source,
        step: 'lookup',
        cause,
        hint: 'Check the spelling of host, and that this machine has the network (or VPN) that knows the name.',
      },
    );
  }
}

async function connect(address: Address, ip: string, signal: AbortSignal): Promise<Socket> {
  const socket = connectTcp({
    host: ip,
    port: address.port,
    noDelay: true,
    keepAlive: true,
    keepAliveInitialDelay: KEEPALIVE_MS,
  });
  const stop = destroyOnAbort(socket, signal);
  try {
    await once(socket, 'connect');
    return socket;
  } catch (cause) {
    socket.destroy();
    const code = codeOf(cause);
    const refused = code === 'ECONNREFUSED';
    throw new AtollError(
      'source-unavailable',
      `${address.source} can't be reached: ${ip}:${address.port} ${refused ? 'refuses connections' : `(${code})`}.`,
      {
        source: address.source,
        step: 'tcp',
        cause,
        hint: refused
          ? 'Check the port, and that the server runs and listens on this address.'
          : 'Check host and port, and the network or firewall between.',
      },
    );
  } finally {
    stop();
  }
}

/**
 * Reads the greeting, and asks for TLS as sslmode says; under `prefer` the plain socket stays where none is offered. A
 * refusal in place of the greeting (too many connections, a blocked host) is kept for the login.
 */
async function secure(socket: Socket, address: Address, signal: AbortSignal): Promise<Greeted> {
  const stop = destroyOnAbort(socket, signal);
  try {
    const greeting = await greetingOf(socket, address);
    if (greeting instanceof ServerError || address.sslmode === 'disable')
      return { socket, greeting, secrecy: 'plain' };
    if (!offersTls(greeting.capabilities)) {
      if (address.sslmode === 'prefer') return { socket, greeting, secrecy: 'plain' };
      throw new AtollError(
        'source-unavailable',
        `${address.source} offers no encryption, and sslmode ${address.sslmode} asks for it.`,
        {
          source: address.source,
          step: 'tls',
          hint: 'Give the server a certificate, or set sslmode to prefer where plain text is acceptable.',
        },
      );
    }
    socket.write(packet(sslRequest(), 1));
    const secured = await handshake(socket, address);
    const verified = address.sslmode === 'verify-ca' || address.sslmode === 'verify-full';
    return { socket: secured, greeting, secrecy: verified ? 'verified' : 'encrypted' };
  } finally {
    stop();
  }
}

async function greetingOf(socket: Socket, address: Address): Promise<Greeting | ServerError> {
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

async function handshake(socket: Socket, address: Address): Promise<TLSSocket> {
  const { sslmode, host, rootCertificates } = address;
  // As in PostgreSQL's clients: require checks the issuer where root certificates are named.
  const verifies =
    sslmode === 'verify-ca' ||
    sslmode === 'verify-full' ||
    (sslmode === 'require' && rootCertificates !== null);
  const secured = connectTls({
    socket,
    host,
    ...(isIP(host) === 0 ? { servername: host } : {}),
    ...(rootCertificates === null ? {} : { ca: rootCertificates }),
    rejectUnauthorized: verifies,
    ...(sslmode === 'verify-full' ? {} : { checkServerIdentity: () => undefined }),
  });
  try {
    await once(secured, 'secureConnect');
    return secured;
  } catch (cause) {
    secured.destroy();
    throw tlsFailure(address.source, 'sslca', cause);
  }
}

function describe({ socket, secrecy }: Greeted): string {
  if (!(socket instanceof TLSSocket)) return 'not encrypted';
  const checked = secrecy === 'verified' ? 'certificate checked' : 'certificate not checked';
  return `${socket.getProtocol() ?? 'TLS'}, ${checked}`;
}

function once(socket: Socket, event: 'connect' | 'secureConnect'): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const failed = (error: Error): void => reject(error);
  const closed = (): void => reject(new Error('The connection was closed.'));
  const arrived = (): void => resolve();
  socket.once(event, arrived).on('error', failed).on('close', closed);
  return promise.finally(() => void socket.off(event, arrived).off('error', failed).off('close', closed));
}

function destroyOnAbort(socket: Socket, signal: AbortSignal): () => void {
  const stop = (): void => void socket.destroy();
  signal.addEventListener('abort', stop, { once: true });
  return () => signal.removeEventListener('abort', stop);
}

function codeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return error instanceof Error ? error.message : String(error);
}
