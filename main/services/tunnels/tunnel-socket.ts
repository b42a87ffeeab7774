import { Duplex } from 'node:stream';
import type { ClientChannel } from 'ssh2';
import type { ServerSocket } from '../../../engine/spi/network/server-socket.ts';

/** Whether the SSH connection below has to keep the program from ending. */
export interface Hold {
  ref(): void;
  unref(): void;
}

/**
 * One connection through a tunnel, which behaves as a socket does: a channel of the SSH library has no `destroyed` and
 * no error where the SSH connection breaks.
 */
export class TunnelSocket extends Duplex implements ServerSocket {
  readonly #channel: ClientChannel;
  readonly #hold: Hold;
  #ended = false;

  constructor(channel: ClientChannel, hold: Hold) {
    super({ allowHalfOpen: false });
    this.#channel = channel;
    this.#hold = hold;
    hold.ref();
    channel.on('data', (bytes: Buffer) => {
      if (!this.push(bytes)) channel.pause();
    });
    channel.on('end', () => {
      this.#ended = true;
      this.push(null);
    });
    channel.on('error', (error: Error) => this.destroy(error));
    channel.on('close', () => {
      if (this.#ended) this.destroy();
      else this.destroy(new Error('The SSH tunnel was closed.'));
    });
  }

  override _read(): void {
    this.#channel.resume();
  }

  override _write(bytes: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#channel.write(bytes, (error) => done(error));
  }

  override _final(done: () => void): void {
    this.#channel.end();
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#hold.unref();
    this.#ended = true;
    this.#channel.close();
    done(error);
  }

  ref(): this {
    if (!this.destroyed) this.#hold.ref();
    return this;
  }

  unref(): this {
    this.#hold.unref();
    return this;
  }

  /** It is the SSH connection that has a delay: none. */
  setNoDelay(): this {
    return this;
  }

  /** The SSH connection asks its server for signs of life. */
  setKeepAlive(): this {
    return this;
  }
}
