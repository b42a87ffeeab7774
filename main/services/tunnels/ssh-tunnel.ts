import { createHash } from 'node:crypto';
import { connect as connectTcp, type Socket } from 'node:net';
import type { Client, ClientChannel } from 'ssh2';
import type { ServerSocket } from '../../../engine/spi/network/server-socket.ts';
import { socketEvent } from '../../../engine/spi/network/socket-event.ts';
import type { Tunnel } from '../../../engine/spi/network/tunnel.ts';
import { forwardFailure, hostKeyChanged, tunnelFailure } from './ssh-failure.ts';
import { loginOf } from './ssh-login.ts';
import { TunnelSocket } from './tunnel-socket.ts';
import type { TunnelSettings } from './tunnel-settings.ts';

/** From the first packet to the login. */
const OPEN_MS = 15_000;
/** A server that gives no sign of life three times is gone. */
const ALIVE = { keepaliveInterval: 10_000, keepaliveCountMax: 3 } as const;
/** Without a connection through it, the tunnel is closed after this long. */
const IDLE_MS = 60_000;

interface OpenTunnel {
  readonly client: Client;
  readonly socket: Socket;
  readonly fingerprint: string;
}

/**
 * A tunnel by SSH. It is opened at the first connection and again where it broke; the server's key is checked against
 * the one that is known, and the first one that is seen becomes that (trust on first use).
 */
export class SshTunnel implements Tunnel {
  readonly label: string;
  readonly #settings: TunnelSettings;
  #known: string | null;
  #opening: Promise<OpenTunnel> | null = null;
  /** Connections through it that keep the program from ending. */
  #held = 0;
  #through = 0;
  #idle: NodeJS.Timeout | null = null;

  constructor(settings: TunnelSettings) {
    this.#settings = settings;
    this.#known = settings.hostKey;
    this.label = `${settings.user}@${settings.host}`;
  }

  async open(signal: AbortSignal): Promise<string> {
    const { fingerprint } = await this.#opened(signal);
    return `${this.label}, ${fingerprint}`;
  }

  async connect(host: string, port: number, signal: AbortSignal): Promise<ServerSocket> {
    const { client, socket } = await this.#opened(signal);
    const { promise, resolve, reject } = Promise.withResolvers<ClientChannel>();
    const lost = (): void => reject(new Error('the SSH connection was closed'));
    const stop = (): void => reject(signal.reason as Error);
    client.once('close', lost);
    signal.addEventListener('abort', stop, { once: true });
    // The end that is told to the server is ours, and there is none.
    client.forwardOut('127.0.0.1', 0, host, port, (error, channel) => {
      if (error !== undefined) reject(error);
      else if (signal.aborted) channel.close();
      else resolve(channel);
    });
    try {
      return this.#carry(await promise, socket);
    } catch (cause) {
      throw forwardFailure(this.#settings, host, port, cause);
    } finally {
      client.off('close', lost);
      signal.removeEventListener('abort', stop);
    }
  }

  close(): void {
    const opening = this.#opening;
    this.#opening = null;
    if (this.#idle !== null) clearTimeout(this.#idle);
    opening?.then(({ client }) => client.end()).catch(() => undefined);
  }

  #carry(channel: ClientChannel, socket: Socket): ServerSocket {
    let holds = false;
    const hold = {
      ref: (): void => {
        if (!holds) this.#held += 1;
        holds = true;
        socket.ref();
      },
      unref: (): void => {
        if (holds) this.#held -= 1;
        holds = false;
        if (this.#held === 0) socket.unref();
      },
    };
    const through = new TunnelSocket(channel, hold);
    this.#through += 1;
    if (this.#idle !== null) clearTimeout(this.#idle);
    through.once('close', () => {
      this.#through -= 1;
      if (this.#through === 0) this.#idle = setTimeout(() => this.close(), IDLE_MS).unref();
    });
    return through;
  }

  async #opened(signal: AbortSignal): Promise<OpenTunnel> {
    signal.throwIfAborted();
    if (this.#opening === null) {
      const opening = this.#dial();
      this.#opening = opening;
      const gone = (): void => {
        if (this.#opening === opening) this.#opening = null;
      };
      opening.then(({ client }) => client.once('close', gone), gone);
    }
    try {
      return await this.#opening;
    } catch (cause) {
      throw tunnelFailure(this.#settings, cause);
    }
  }

  async #dial(): Promise<OpenTunnel> {
    const { host, port } = this.#settings;
    const login = await loginOf(this.#settings);
    const { Client: SshClient } = await import('ssh2');
    const socket = connectTcp({ host, port, noDelay: true, keepAlive: true });
    const timer = setTimeout(
      () => socket.destroy(new Error(`it gave no answer within ${OPEN_MS / 1000} s`)),
      OPEN_MS,
    );
    const client = new SshClient();
    try {
      await socketEvent(socket, 'connect');
      const { promise, resolve, reject } = Promise.withResolvers<OpenTunnel>();
      let fingerprint = '';
      let changed: Error | null = null;
      client.on('ready', () => resolve({ client, socket, fingerprint }));
      // Stays for as long as the tunnel does: a broken connection is told by each that goes through it.
      client.on('error', (error) => reject(changed ?? error));
      client.on('close', () => reject(changed ?? new Error('the server closed the connection')));
      client.connect({
        sock: socket,
        readyTimeout: OPEN_MS,
        ...ALIVE,
        ...login,
        hostVerifier: (key: Buffer) => {
          fingerprint = fingerprintOf(key);
          changed = this.#check(fingerprint);
          return changed === null;
        },
      });
      return await promise;
    } catch (error) {
      client.destroy();
      socket.destroy();
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  #check(fingerprint: string): Error | null {
    if (this.#known === null) {
      this.#known = fingerprint;
      this.#settings.onFirstKey(fingerprint);
    }
    return this.#known === fingerprint ? null : hostKeyChanged(this.#settings, this.#known, fingerprint);
  }
}

/** As `ssh-keygen -l` prints it. */
function fingerprintOf(key: Buffer): string {
  return `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;
}
