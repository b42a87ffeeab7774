import { MessageError } from '../../../engine/spi/network/message-error.ts';
import { MessageJoiner } from '../../../engine/spi/network/message-joiner.ts';

const HEADER_BYTES = 4;
/** A payload of this length goes on in the next packet. */
const FULL_PACKET = 0xff_ff_ff;

/** The largest row taken: a value of a gigabyte would need several of them in memory at once. */
export const MAX_PAYLOAD_BYTES = 256 * 1024 * 1024;

/**
 * Cuts the bytes of a socket into payloads. Those that lie whole in a received chunk are read in place; one that is
 * split between chunks, or over several packets because it is 16 MB or more, is put together once, when its last byte
 * has come.
 */
export class PacketCursor {
  /** The buffer that the current payload lies in. */
  bytes: Buffer = Buffer.alloc(0);
  view: DataView = new DataView(new ArrayBuffer(0));
  /** Where the current payload begins and ends in `bytes`. */
  start = 0;
  end = 0;
  /** Number of the current packet within its command. */
  sequence = 0;
  #position = 0;
  /** Follows `bytes` when that is a payload put together. */
  #next: Buffer | null = null;
  readonly #joiner = new MessageJoiner(HEADER_BYTES, (packet) => HEADER_BYTES + packet.readUIntLE(0, 3));
  /** Full packets of a payload whose last packet has not come yet. */
  #full: Buffer[] = [];
  #fullBytes = 0;
  /** A payload put together of several packets, to be read next. */
  #joined: Buffer | null = null;
  /** `bytes` is such a payload: it has no header. */
  #bare = false;

  /** True while a payload has begun and not ended: the server owes bytes. */
  get partial(): boolean {
    return this.#joiner.partial || this.#full.length > 0;
  }

  /** Moves to the next payload of the current buffer; false at its end. */
  advance(): boolean {
    if (this.#bare) {
      this.#bare = false;
      this.start = 0;
      this.end = this.bytes.length;
      this.#position = this.end;
      return true;
    }
    for (;;) {
      const at = this.#position;
      const left = this.bytes.length - at;
      if (left < HEADER_BYTES) return false;
      const length = this.view.getUint32(at, true) & FULL_PACKET;
      if (left < HEADER_BYTES + length) return false;
      this.sequence = this.view.getUint8(at + 3);
      this.#position = at + HEADER_BYTES + length;
      if (length < FULL_PACKET && this.#full.length === 0) {
        this.start = at + HEADER_BYTES;
        this.end = this.#position;
        return true;
      }
      this.#collect(this.bytes.subarray(at + HEADER_BYTES, this.#position));
      if (length < FULL_PACKET) {
        this.#join();
        return false;
      }
    }
  }

  /** Moves to bytes that are waiting beside the current buffer; false where there are none. */
  refill(): boolean {
    const joined = this.#joined;
    if (joined !== null) {
      this.#joined = null;
      this.#use(joined);
      this.#bare = true;
      return true;
    }
    const next = this.#next;
    if (next === null) return false;
    this.#next = null;
    this.#use(next);
    return true;
  }

  /** Takes a chunk when `advance` and `refill` are false; what the buffer still held is kept. */
  feed(chunk: Buffer): void {
    this.#use(this.#joiner.join(this.bytes.subarray(this.#position), chunk));
    this.#next = this.#joiner.rest;
  }

  #collect(payload: Buffer): void {
    this.#fullBytes += payload.length;
    if (this.#fullBytes > MAX_PAYLOAD_BYTES) {
      throw new MessageError(`A row of over ${MAX_PAYLOAD_BYTES} bytes is more than is taken.`);
    }
    this.#full.push(payload);
  }

  #join(): void {
    this.#joined = Buffer.concat(this.#full, this.#fullBytes);
    this.#full = [];
    this.#fullBytes = 0;
    // A packet that was gathered stands alone in its buffer, and what follows it waits already.
    if (this.#position < this.bytes.length) this.#next = this.bytes.subarray(this.#position);
    this.#position = this.bytes.length;
  }

  #use(bytes: Buffer): void {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    this.#position = 0;
  }
}
