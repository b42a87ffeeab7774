import { lookup } from 'node:dns/promises';
import { connect as connectTcp, isIP } from 'node:net';
import { TLSSocket } from 'node:tls';
import { AtollError } from '../../errors/atoll-error.ts';
import type { ServerAddress } from './server-address.ts';
import type { ServerSocket } from './server-socket.ts';
import { socketEvent } from './socket-event.ts';
import type { Steps } from './steps.ts';
import type { Tunnel } from './tunnel.ts';

const KEEPALIVE_MS = 10_000;

/**
 * Connects to a server: name look-up and TCP, or tunnel and TCP at its far end, and then `secure`, which speaks the server's protocol as far as encryption;
 * the socket is destroyed where that fails or is given up. Each step of the way is recorded. Rejects with
 * `source-unavailable` naming the step.
 */
export async function dial<Secured extends { readonly socket: ServerSocket }>(
  address: ServerAddress,
  steps: Steps,
  secure: (socket: ServerSocket) => Promise<Secured>,
): Promise<Secured> {
  const { tunnel } = address;
  const socket = await (tunnel === undefined
    ? dialDirectly(address, steps)
    : dialThrough(tunnel, address, steps));
  try {
    return await steps.run(
      'tls',
      (signal) => whileWanted(socket, signal, () => secure(socket)),
      (secured) => describe(secured.socket),
      (secured) => destroy(secured.socket),
    );
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

async function dialDirectly(address: ServerAddress, steps: Steps): Promise<ServerSocket> {
  const found = await steps.run(
    'lookup',
    () => lookUp(address),
    (ip) => (ip === address.host ? 'an address, not a name' : ip),
  );
  return await steps.run(
    'tcp',
    (signal) => connect(address, found, signal),
    () => `${found}:${address.port}`,
    destroy,
  );
}

/** The host's name is looked up at the far end. */
async function dialThrough(
  tunnel: Tunnel,
  { host, port }: ServerAddress,
  steps: Steps,
): Promise<ServerSocket> {
  await steps.run(
    'tunnel',
    (signal) => tunnel.open(signal),
    (detail) => detail,
  );
  return await steps.run(
    'tcp',
    (signal) => tunnel.connect(host, port, signal),
    () => `${host}:${port} from ${tunnel.label}`,
    destroy,
  );
}

const destroy = (socket: ServerSocket): void => void socket.destroy();

async function lookUp(address: ServerAddress): Promise<string> {
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

async function connect(address: ServerAddress, ip: string, signal: AbortSignal): Promise<ServerSocket> {
  const socket = connectTcp({
    host: ip,
    port: address.port,
    noDelay: true,
    keepAlive: true,
    keepAliveInitialDelay: KEEPALIVE_MS,
  });
  try {
    await whileWanted(socket, signal, () => socketEvent(socket, 'connect'));
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
  }
}

function describe(socket: ServerSocket): string {
  if (!(socket instanceof TLSSocket)) return 'not encrypted';
  const checked = socket.authorized ? 'certificate checked' : 'certificate not checked';
  return `${socket.getProtocol() ?? 'TLS'}, ${checked}`;
}

/** Destroys the socket when the signal aborts before the work on it has ended. */
async function whileWanted<Result>(
  socket: ServerSocket,
  signal: AbortSignal,
  work: () => Promise<Result>,
): Promise<Result> {
  const stop = (): void => void socket.destroy();
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await work();
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

function codeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return error instanceof Error ? error.message : String(error);
}
