/**
 * Puts messages together that are split between the chunks of a socket, each once, when its last byte has come. Those
 * that lie whole in a chunk are read in place and are no business of this one.
 */
export class MessageJoiner {
  readonly #headerBytes: number;
  readonly #totalOf: (message: Buffer) => number;
  /** The pieces of a message whose end has not come yet. */
  #pieces: Buffer[] = [];
  #have = 0;
  #need = 0;
  /** What came with the last chunk after the message that `join` gave; null where there is nothing. */
  rest: Buffer | null = null;

  /** `totalOf` gives the bytes of a message, header included, from its first `headerBytes`; it throws on none. */
  constructor(headerBytes: number, totalOf: (message: Buffer) => number) {
    this.#headerBytes = headerBytes;
    this.#totalOf = totalOf;
  }

  /** True while a message has begun and not ended: the server owes bytes. */
  get partial(): boolean {
    return this.#have > 0;
  }

  /** What to read once a chunk has come: `tail` are the bytes of the last buffer that are no whole message. */
  join(tail: Buffer, chunk: Buffer): Buffer {
    this.rest = null;
    if (this.#have > 0) return this.#gather(chunk);
    if (tail.length === 0) return chunk;
    if (tail.length < this.#headerBytes) return this.#keep(Buffer.concat([tail, chunk]));
    this.#begin(tail);
    return this.#gather(chunk);
  }

  #keep(joined: Buffer): Buffer {
    if (joined.length < this.#headerBytes || this.#totalOf(joined) <= joined.length) return joined;
    this.#begin(joined);
    return EMPTY;
  }

  #begin(tail: Buffer): void {
    this.#need = this.#totalOf(tail);
    this.#pieces = [tail];
    this.#have = tail.length;
  }

  #gather(chunk: Buffer): Buffer {
    const missing = this.#need - this.#have;
    if (chunk.length < missing) {
      this.#pieces.push(chunk);
      this.#have += chunk.length;
      return EMPTY;
    }
    this.#pieces.push(chunk.subarray(0, missing));
    const message = Buffer.concat(this.#pieces, this.#need);
    this.#pieces = [];
    this.#have = 0;
    if (chunk.length > missing) this.rest = chunk.subarray(missing);
    return message;
  }
}

const EMPTY = Buffer.alloc(0);
