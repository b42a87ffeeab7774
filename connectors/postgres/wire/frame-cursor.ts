import { MessageError } from '../../../engine/spi/network/message-error.ts';
import { MessageJoiner } from '../../../engine/spi/network/message-joiner.ts';

const HEADER_BYTES = 5;
const DATA_ROW = 0x44;

/** The largest row taken: a value of a gigabyte would need several of them in memory at once. */
export const MAX_ROW_BYTES = 256 * 1024 * 1024;
/** The largest message of any other kind, such as an error or the description of 1,600 columns. */
export const MAX_MESSAGE_BYTES = 16 * 1024 * 1024;

/**
 * Cuts the bytes of a socket into messages. Messages that lie whole in a received chunk are read in place; one that
 * is split between chunks is put together once, when its last byte has come.
 */
export class FrameCursor {
  /** The buffer that the current message lies in. */
  bytes: Buffer = Buffer.alloc(0);
  view: DataView = new DataView(new ArrayBuffer(0));
  type = 0;
  /** Where the current message's body begins and ends in `bytes`. */
  start = 0;
  end = 0;
  #position = 0;
  /** Follows `bytes` when that is a message put together. */
  #next: Buffer | null = null;
  readonly #joiner = new MessageJoiner(HEADER_BYTES, (message) =>
    totalBytes(message.readUInt8(0), message.readUInt32BE(1)),
  );

  /** True while a message has begun and not ended: the server owes bytes. */
  get partial(): boolean {
    return this.#joiner.partial;
  }

  /** Moves to the next message of the current buffer; false at its end. */
  advance(): boolean {
    const left = this.bytes.length - this.#position;
    if (left < HEADER_BYTES) return false;
    const type = this.view.getUint8(this.#position);
    const total = totalBytes(type, this.view.getUint32(this.#position + 1));
    if (left < total) return false;
    this.type = type;
    this.start = this.#position + HEADER_BYTES;
    this.end = this.#position + total;
    this.#position = this.end;
    return true;
  }

  /** Moves to bytes that came with the last chunk after a message put together; false where there are none. */
  refill(): boolean {
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

  #use(bytes: Buffer): void {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    this.#position = 0;
  }
}

/** Bytes of a message, from its type and what it says its length is. Throws where that can't be. */
function totalBytes(type: number, length: number): number {
  if (length < 4) throw new MessageError(`A message of type ${type} has the impossible length ${length}.`);
  if (length > (type === DATA_ROW ? MAX_ROW_BYTES : MAX_MESSAGE_BYTES)) {
    throw new MessageError(`A message of type ${type} has ${length} bytes, more than is taken.`);
  }
  return length + 1;
}
