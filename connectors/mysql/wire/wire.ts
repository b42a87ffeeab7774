import type { ServerSocket } from '../../../engine/spi/network/server-socket.ts';
import { closePolitely } from '../../../engine/spi/network/close-politely.ts';
import { Inbox } from '../../../engine/spi/network/inbox.ts';
import { MessageError } from '../../../engine/spi/network/message-error.ts';
import { PacketCursor } from './packet-cursor.ts';
import { lengthAt, packet, queryPacket, quitPacket, resetPacket } from './packets.ts';
import { parseColumn, type ResultColumn } from './result-column.ts';
import { ServerError } from './server-error.ts';
import type { ServerVersion } from './server-version.ts';

/** First bytes of the payloads that are not rows. */
export const MARK = { ok: 0x00, more: 0x01, localFile: 0xfb, end: 0xfe, error: 0xff } as const;

/** A row that begins with 0xFE has a field of 16 MB: only a short payload is the end of rows. */
const END_BYTES = 9;
const IN_TRANSACTION = 0x0001;

/** The rows of one statement as texts. */
export type TextRows = readonly (readonly (string | null)[])[];

/** One connection, whose socket belongs to it alone. One statement runs at a time. */
export class Wire {
  readonly socket: ServerSocket;
  /** The server's number for this connection: what KILL takes. */
  readonly threadId: number;
  readonly version: ServerVersion;
  readonly inbox: Inbox;
  readonly cursor = new PacketCursor();
  /** True while a transaction is open, as of the last statement. */
  inTransaction = false;
  /** True from a statement sent until its answer was read to the end. */
  busy = false;
  /** How far the answer of the statement that runs was read. */
  #phase: 'answer' | 'columns' | 'rows' = 'answer';

  constructor(socket: ServerSocket, threadId: number, version: ServerVersion) {
    this.socket = socket;
    this.threadId = threadId;
    this.version = version;
    this.inbox = new Inbox(socket);
  }

  /** False once the connection has ended or failed. */
  get alive(): boolean {
    return this.inbox.failure === null && !this.socket.destroyed;
  }

  /** True where another user may have it: nothing runs and no transaction is open. */
  get idle(): boolean {
    return this.alive && !this.busy && !this.inTransaction;
  }

  /** Sends a payload that belongs to the login. */
  reply(payload: Buffer, sequence: number): void {
    this.socket.write(packet(payload, sequence));
  }

  query(sql: string): void {
    this.#send(queryPacket(sql));
  }

  /** Drops what is left of temporary tables, locks, variables and prepared statements. */
  async reset(): Promise<void> {
    this.#send(resetPacket());
    try {
      await this.columns();
    } catch (error) {
      // A proxy between may not know it; what we rely on is set anew before each use.
      if (!(error instanceof ServerError)) throw error;
    }
  }

  /** Moves the cursor to the next payload. Rejects when the connection fails. */
  async next(): Promise<void> {
    for (;;) {
      if (this.cursor.advance()) return;
      if (this.cursor.refill()) continue;
      const chunk = this.inbox.take();
      if (chunk === null) await this.inbox.wait();
      else this.cursor.feed(chunk);
    }
  }

  /** The current payload; valid until the cursor moves. */
  payload(): Buffer {
    return this.cursor.bytes.subarray(this.cursor.start, this.cursor.end);
  }

  /** The first byte of the current payload. */
  mark(): number {
    return this.cursor.bytes[this.cursor.start] ?? -1;
  }

  /** Whether the current payload, met among rows or columns, says that there are no more. */
  atEnd(): boolean {
    return this.mark() === MARK.end && this.cursor.end - this.cursor.start < END_BYTES;
  }

  /** Takes note of the end of rows, which the current payload is. */
  settleEnd(): void {
    this.#settle(this.payload().readUInt16LE(3));
  }

  /** The error in the current payload, after which the server waits for the next statement. */
  settleError(): ServerError {
    this.busy = false;
    return ServerError.parse(this.payload());
  }

  /**
   * Reads the beginning of a statement's answer: its columns, or null for a statement without rows. Rejects with
   * ServerError; a server that asks for a file of this machine (LOAD DATA LOCAL) is not answered.
   */
  async columns(): Promise<readonly ResultColumn[] | null> {
    await this.next();
    const mark = this.mark();
    if (mark === MARK.error) throw this.settleError();
    if (mark === MARK.localFile) {
      throw new MessageError('The server asked for a file of this machine, which it never gets.');
    }
    const payload = this.payload();
    if (mark === MARK.ok) {
      const affected = lengthAt(payload, 1);
      this.#settle(payload.readUInt16LE(lengthAt(payload, affected.next).next));
      return null;
    }
    const count = lengthAt(payload, 0).value;
    this.#phase = 'columns';
    const columns: ResultColumn[] = [];
    for (let column = 0; column < count; column += 1) {
      await this.next();
      columns.push(parseColumn(this.payload()));
    }
    await this.next();
    if (!this.atEnd()) throw new RangeError('The server sent columns without an end.');
    this.#phase = 'rows';
    return columns;
  }

  /** Reads the answer of a statement to its end and throws it away; the error, where it ended with one. */
  async drain(): Promise<ServerError | null> {
    if (this.busy && this.#phase === 'answer') {
      try {
        await this.columns();
      } catch (error) {
        if (error instanceof ServerError) return error;
        throw error;
      }
    }
    while (this.busy) {
      await this.next();
      if (this.mark() === MARK.error) return this.settleError();
      if (!this.atEnd()) continue;
      if (this.#phase === 'columns') this.#phase = 'rows';
      else this.settleEnd();
    }
    return null;
  }

  /** Runs a statement; its rows, none for one without. Rejects with ServerError, or where the connection fails. */
  async command(sql: string): Promise<TextRows> {
    this.query(sql);
    const columns = await this.columns();
    const rows: (string | null)[][] = [];
    if (columns === null) return rows;
    for (;;) {
      await this.next();
      if (this.mark() === MARK.error) throw this.settleError();
      if (this.atEnd()) {
        this.settleEnd();
        return rows;
      }
      rows.push(textRow(this.payload(), columns.length));
    }
  }

  #send(message: Buffer): void {
    this.busy = true;
    this.#phase = 'answer';
    this.socket.write(message);
  }

  #settle(status: number): void {
    this.inTransaction = (status & IN_TRANSACTION) !== 0;
    this.busy = false;
  }

  /** Says goodbye and closes; idempotent. */
  end(): void {
    this.inbox.fail(new Error('The connection was closed.'));
    closePolitely(this.socket, quitPacket());
  }

  /** Closes without a word, for a connection in an unknown state. */
  destroy(): void {
    this.inbox.fail(new Error('The connection was closed.'));
    this.socket.destroy();
  }
}

const NULL_FIELD = 0xfb;

function textRow(payload: Buffer, count: number): (string | null)[] {
  const row: (string | null)[] = [];
  let at = 0;
  for (let column = 0; column < count; column += 1) {
    if (payload[at] === NULL_FIELD) {
      row.push(null);
      at += 1;
      continue;
    }
    const { value, next } = lengthAt(payload, at);
    row.push(payload.toString('utf8', next, next + value));
    at = next + value;
  }
  return row;
}
