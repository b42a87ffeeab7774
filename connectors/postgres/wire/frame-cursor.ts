import { MessageError } from '../../../engine/spi/network/message-error.ts';

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
  /** The pieces of a message whose end has not come yet. */
  #pieces: Buffer[] = [];
  #have = 0;
  #need = 0;

  /** True while a message has begun and not ended: the server owes bytes. */
  get partial(): boolean {
    return this.#have > 0;
  }

  /** Moves to the next message of the current buffer; false at its end. */
  advance(): boolean {
    const left = this.bytes.length - this.#position;
    if (left < HEADER_BYTES) return false;
    const total = this.#total(this.view, this.#position);
    if (left < total) return false;
    this.type = this.view.getUint8(this.#position);
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
    if (this.#have === 0) {
      const tail = this.bytes.subarray(this.#position);
      if (tail.length === 0) {
        this.#use(chunk);
        return;
      }
      if (tail.length < HEADER_BYTES) {
        this.#keepOrUse(Buffer.concat([tail, chunk]));
        return;
      }
      this.#begin(tail);
    }
    this.#gather(chunk);
  }

  #keepOrUse(joined: Buffer): void {
    this.#use(joined);
    if (joined.length < HEADER_BYTES) return;
    const view = new DataView(joined.buffer, joined.byteOffset, joined.length);
    if (this.#total(view, 0) > joined.length) {
      this.#begin(joined);
      this.#use(Buffer.alloc(0));
    }
  }

  #begin(tail: Buffer): void {
    const view = new DataView(tail.buffer, tail.byteOffset, tail.length);
    this.#need = this.#total(view, 0);
    this.#pieces = [tail];
    this.#have = tail.length;
  }

  #gather(chunk: Buffer): void {
    const missing = this.#need - this.#have;
    if (chunk.length < missing) {
      this.#pieces.push(chunk);
      this.#have += chunk.length;
      this.#use(Buffer.alloc(0));
      return;
    }
    this.#pieces.push(chunk.subarray(0, missing));
    const frame = Buffer.concat(this.#pieces, this.#need);
    this.#pieces = [];
    this.#have = 0;
    this.#next = chunk.length > missing ? chunk.subarray(missing) : null;
    this.#use(frame);
  }

  #use(bytes: Buffer): void {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    this.#position = 0;
  }

  #total(view: DataView, at: number): number {
    const type = view.getUint8(at);
    const length = view.getUint32(at + 1);
    if (length < 4) throw new MessageError(`A message of type ${type} has the impossible length ${length}.`);
    if (length > (type === DATA_ROW ? MAX_ROW_BYTES : MAX_MESSAGE_BYTES)) {
      throw new MessageError(`A message of type ${type} has ${length} bytes, more than is taken.`);
    }
    return length + 1;
  }
}
