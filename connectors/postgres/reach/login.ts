import type { ServerSocket } from '../../../engine/spi/network/server-socket.ts';
import type { Client } from 'pg';
import { AtollError } from '../../../engine/errors/atoll-error.ts';
import { checkNotRefused, passwordMissing } from '../../../engine/spi/network/login-failures.ts';
import { Wire } from '../wire/wire.ts';
import type { Address } from './address.ts';
import { dial } from './dial.ts';
import { loginFailure } from './login-failure.ts';
import type { Steps } from '../../../engine/spi/network/steps.ts';

/** The parts of the driver's connection that its types leave out. */
interface DriverConnection {
  on(
    event: 'parameterStatus',
    listener: (message: { parameterName: string; parameterValue: string }) => void,
  ): void;
  on(event: 'backendKeyData', listener: (message: { processID: number; secretKey: number }) => void): void;
}

/**
 * Connects and logs in. The `pg` driver does the login (its authentication methods are many); afterwards the socket is
 * taken from it for good, because results are read by our own parser. Rejects with `source-unavailable` and the step.
 */
export async function connectWire(address: Address, steps: Steps): Promise<Wire> {
  // Loaded at the first login: most processes that know this connector never log in. Before the socket is there, since
  // a socket that fails while nobody listens ends the process.
  const { Client: Driver } = await import('pg');
  await checkNotRefused(address);
  const socket = await dial(address, steps);
  return await steps.run(
    'login',
    (signal) => login(driver(Driver, socket, address), { socket, address, signal }),
    (wire) => `PostgreSQL ${wire.parameters.get('server_version') ?? 'of unknown version'}`,
    (wire) => wire.destroy(),
  );
}

interface Login {
  readonly socket: ServerSocket;
  readonly address: Address;
  readonly signal: AbortSignal;
}

async function login(client: Client, { socket, address, signal }: Login): Promise<Wire> {
  const stop = (): void => void socket.destroy();
  signal.addEventListener('abort', stop, { once: true });
  const parameters = new Map<string, string>();
  let key = { processID: 0, secretKey: 0 };
  const connection = connectionOf(client);
  connection.on('parameterStatus', ({ parameterName, parameterValue }) =>
    parameters.set(parameterName, parameterValue),
  );
  connection.on('backendKeyData', (message) => (key = message));
  // After the socket is taken the driver still sees it close.
  client.on('error', () => undefined);
  try {
    await client.connect();
    socket.removeAllListeners('data');
    return new Wire({ socket, processId: key.processID, secretKey: key.secretKey, parameters });
  } catch (cause) {
    socket.destroy();
    throw cause instanceof AtollError ? cause : loginFailure(address, cause);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

function driver(Driver: typeof Client, socket: ServerSocket, address: Address): Client {
  // The driver wants to connect by itself: it is told at once that this has happened.
  Object.defineProperty(socket, 'connect', {
    configurable: true,
    value: () => {
      queueMicrotask(() => socket.emit('connect'));
      return socket;
    },
  });
  return new Driver({
    host: address.host,
    port: address.port,
    user: address.user,
    database: address.database,
    // A function, so that neither the environment nor a password file answers in its place.
    password: async () => await passwordOf(address),
    ssl: false,
    stream: () => socket,
    application_name: address.applicationName,
    enableChannelBinding: 'getPeerCertificate' in socket,
  });
}

async function passwordOf(address: Address): Promise<string> {
  const password = await address.password();
  if (password !== null) return password;
  throw passwordMissing(address.source);
}

function connectionOf(client: Client): DriverConnection {
  const connection: unknown = Reflect.get(client, 'connection');
  return connection as DriverConnection;
}
