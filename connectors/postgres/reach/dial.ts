import { lookup } from 'node:dns/promises';
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { AtollError } from '../../../engine/errors/atoll-error.ts';
import { tlsFailure } from '../../../engine/spi/network/tls-failure.ts';
import { sslRequestMessage } from '../wire/messages.ts';
import type { Address } from './address.ts';
import type { Steps } from '../../../engine/spi/network/steps.ts';

const ENCRYPTED_ANSWER = 0x53;
const PLAIN_ANSWER = 0x4e;
const KEEPALIVE_MS = 10_000;

/** A connected socket, encrypted as the address asks. Each step of the way is recorded. */
export async function dial(address: Address, steps: Steps): Promise<Socket> {
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
    return await steps.run('tls', (signal) => secure(socket, address, signal), describe, destroy);
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

/** Asks for TLS as sslmode says; the plain socket again where none is wanted or, under `prefer`, none offered. */
async function secure(socket: Socket, address: Address, signal: AbortSignal): Promise<Socket> {
  if (address.sslmode === 'disable') return socket;
  const stop = destroyOnAbort(socket, signal);
  try {
    const answer = await askForTls(socket, address);
    if (answer === PLAIN_ANSWER) {
      if (address.sslmode === 'prefer') return socket;
      throw new AtollError(
        'source-unavailable',
        `${address.source} offers no encryption, and sslmode ${address.sslmode} asks for it.`,
        {
          source: address.source,
          step: 'tls',
          hint: 'Switch on ssl at the server, or set sslmode to prefer where plain text is acceptable.',
        },
      );
    }
    return await handshake(socket, address);
  } finally {
    stop();
  }
}

async function askForTls(socket: Socket, address: Address): Promise<number> {
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
    answer = await firstBytes(socket);
  } catch (cause) {
    throw broken(cause);
  }
  // Anything after the one byte would have been sent before encryption: an injected answer (CVE-2021-23222).
  if (answer.length !== 1 || (answer[0] !== ENCRYPTED_ANSWER && answer[0] !== PLAIN_ANSWER)) throw broken();
  return answer[0];
}

async function handshake(socket: Socket, address: Address): Promise<TLSSocket> {
  const { sslmode, host, rootCertificates } = address;
  // As in libpq: require checks the issuer where root certificates are named.
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
    throw tlsFailure(address.source, 'sslrootcert', cause);
  }
}

function describe(socket: Socket): string {
  if (!('getProtocol' in socket)) return 'not encrypted';
  const secured = socket as TLSSocket;
  const checked = secured.authorized ? 'certificate checked' : 'certificate not checked';
  return `${secured.getProtocol() ?? 'TLS'}, ${checked}`;
}

function firstBytes(socket: Socket): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const data = (bytes: Buffer): void => resolve(bytes);
  const failed = (error: Error): void => reject(error);
  const closed = (): void => reject(new Error('The connection was closed.'));
  socket.on('data', data).on('error', failed).on('close', closed);
  // Nothing is lost without a listener: the server is silent until it is spoken to.
  return promise.finally(() => void socket.off('data', data).off('error', failed).off('close', closed));
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
