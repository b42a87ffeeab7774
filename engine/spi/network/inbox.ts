import type { ServerSocket } from './server-socket.ts';

/** Bytes that wait for the reader before the socket is paused, and then the server by TCP. */
const HIGH_WATER_BYTES = 1024 * 1024;

/** What came from a socket and was not read yet. A slow reader pauses the socket, so memory stays bounded. */
export class Inbox {
  readonly #socket: ServerSocket;
  readonly #chunks: Buffer[] = [];
  #head = 0;
  #waitingBytes = 0;
  #failure: Error | null = null;
  #waiter: PromiseWithResolvers<void> | null = null;
  #interruption: Error | null = null;
  /** All bytes that ever came. */
  received = 0;

  /** Takes the socket over: nobody else may listen to its data. */
  constructor(socket: ServerSocket) {
    this.#socket = socket;
    socket.on('data', (chunk: Buffer) => this.#arrive(chunk));
    socket.on('error', (error) => this.fail(error));
    socket.on('end', () => this.fail(new Error('The server closed the connection.')));
    socket.on('close', () => this.fail(new Error('The connection was closed.')));
  }

  /** Why no more will come; null while more may. */
  get failure(): Error | null {
    return this.#failure;
  }

  /** True while a reader waits for bytes. */
  get waiting(): boolean {
    return this.#waiter !== null;
  }

  /** The oldest chunk, or null where none is there at the moment. */
  take(): Buffer | null {
    const chunk = this.#chunks[this.#head];
    if (chunk === undefined) return null;
    this.#head += 1;
    if (this.#head === this.#chunks.length) {
      this.#chunks.length = 0;
      this.#head = 0;
    }
    this.#waitingBytes -= chunk.length;
    if (this.#waitingBytes < HIGH_WATER_BYTES / 2 && this.#socket.isPaused()) this.#socket.resume();
    return chunk;
  }

  /** Resolves when there is something to take; rejects when the connection has failed and all before was taken. */
  async wait(): Promise<void> {
    if (this.#interruption !== null) throw this.#interruption;
    if (this.#chunks.length > 0) return;
    if (this.#failure !== null) throw this.#failure;
    this.#waiter ??= Promise.withResolvers<void>();
    await this.#waiter.promise;
  }

  /** Makes whoever waits, now or next, fail with this error until `proceed`; the connection itself stays as it is. */
  interrupt(error: Error): void {
    this.#interruption = error;
    this.#reject(error);
  }

  /** Lets waiting work again after an interruption. */
  proceed(): void {
    this.#interruption = null;
  }

  /** Nothing more will come. The first reason stays. */
  fail(error: Error): void {
    this.#failure ??= error;
    this.#reject(this.#failure);
  }

  #reject(error: Error): void {
    const waiter = this.#waiter;
    this.#waiter = null;
    waiter?.reject(error);
  }

  #arrive(chunk: Buffer): void {
    this.received += chunk.length;
    this.#waitingBytes += chunk.length;
    this.#chunks.push(chunk);
    if (this.#waitingBytes > HIGH_WATER_BYTES) this.#socket.pause();
    const waiter = this.#waiter;
    this.#waiter = null;
    waiter?.resolve();
  }
}
