import type { ServerSocket } from '../../../engine/spi/network/server-socket.ts';
import { FrameCursor } from './frame-cursor.ts';
import { closePolitely } from '../../../engine/spi/network/close-politely.ts';
import { Inbox } from '../../../engine/spi/network/inbox.ts';
import { queryMessage, terminateMessage } from './messages.ts';
import { ServerError } from './server-error.ts';

/** Types of the messages that a server sends, as their byte. */
export const FRAME = {
  dataRow: 0x44,
  commandComplete: 0x43,
  error: 0x45,
  rowDescription: 0x54,
  ready: 0x5a,
  notice: 0x4e,
  parameterStatus: 0x53,
  notification: 0x41,
} as const;

const ASYNCHRONOUS: ReadonlySet<number> = new Set([FRAME.notice, FRAME.parameterStatus, FRAME.notification]);

/** What a login leaves behind. */
export interface LoggedIn {
  readonly socket: ServerSocket;
  readonly processId: number;
  readonly secretKey: number;
  /** Settings that the server reports, such as `server_version`. */
  readonly parameters: ReadonlyMap<string, string>;
}

/** The rows of one statement in text format. */
export type TextRows = readonly (readonly (string | null)[])[];

/** One logged-in connection, whose socket belongs to it alone. One statement runs at a time. */
export class Wire {
  readonly socket: ServerSocket;
  readonly processId: number;
  readonly secretKey: number;
  readonly parameters: ReadonlyMap<string, string>;
  readonly inbox: Inbox;
  readonly cursor = new FrameCursor();
  /** After the last statement: I idle, T in a transaction, E in a failed one. */
  status = 'I';
  /** True from a message sent until the server is ready again. */
  busy = false;

  constructor(login: LoggedIn) {
    this.socket = login.socket;
    this.processId = login.processId;
    this.secretKey = login.secretKey;
    this.parameters = login.parameters;
    this.inbox = new Inbox(login.socket);
  }

  /** False once the connection has ended or failed. */
  get alive(): boolean {
    return this.inbox.failure === null && !this.socket.destroyed;
  }

  /** True where another user may have it: nothing runs and no transaction is open. */
  get idle(): boolean {
    return this.alive && !this.busy && this.status === 'I';
  }

  /** The server's version as one number, such as 180004. */
  get serverVersion(): number {
    const [major = 0, minor = 0] = (this.parameters.get('server_version') ?? '')
      .split('.')
      .map(Number.parseFloat);
    return major * 10_000 + (Number.isNaN(minor) ? 0 : minor);
  }

  send(message: Buffer): void {
    this.busy = true;
    this.socket.write(message);
  }

  /** Moves the cursor to the next message that answers something. Rejects when the connection fails. */
  async next(): Promise<void> {
    for (;;) {
      while (this.cursor.advance()) {
        if (!ASYNCHRONOUS.has(this.cursor.type)) return;
      }
      if (this.cursor.refill()) continue;
      const chunk = this.inbox.take();
      if (chunk === null) await this.inbox.wait();
      else this.cursor.feed(chunk);
    }
  }

  /** The current message's body; valid until the cursor moves. */
  body(): Buffer {
    return this.cursor.bytes.subarray(this.cursor.start, this.cursor.end);
  }

  /** To be called at ReadyForQuery. */
  settle(): void {
    this.status = String.fromCharCode(this.body()[0] ?? 0);
    this.busy = false;
  }

  /** Reads on until the server is ready; the error that came on the way, if one did. */
  async untilReady(error: ServerError | null = null): Promise<ServerError | null> {
    let failure = error;
    for (;;) {
      try {
        await this.next();
      } catch (lost) {
        // A session that the server ends says why before it closes.
        throw failure ?? lost;
      }
      if (this.cursor.type === FRAME.error) failure ??= ServerError.parse(this.body());
      if (this.cursor.type === FRAME.ready) {
        this.settle();
        return failure;
      }
    }
  }

  /** Runs statements without parameters; the rows of each. Rejects with ServerError, or where the connection fails. */
  async command(sql: string): Promise<readonly TextRows[]> {
    this.send(queryMessage(sql));
    const results: (string | null)[][][] = [];
    let rows: (string | null)[][] = [];
    for (;;) {
      await this.next();
      switch (this.cursor.type) {
        case FRAME.rowDescription:
          rows = [];
          break;
        case FRAME.dataRow:
          rows.push(textRow(this.cursor));
          break;
        case FRAME.commandComplete:
          results.push(rows);
          rows = [];
          break;
        case FRAME.error: {
          const failure = await this.untilReady(ServerError.parse(this.body()));
          throw failure ?? new Error('The server took its error back.');
        }
        case FRAME.ready:
          this.settle();
          return results;
        default:
          break;
      }
    }
  }

  /** Drops what is left of temporary tables, locks, settings and prepared statements. */
  async reset(): Promise<void> {
    try {
      await this.command('DISCARD ALL');
    } catch (error) {
      // Not every server that speaks the protocol knows it; all that we set ended with the transaction.
      if (!(error instanceof ServerError) || error.fatal) throw error;
    }
  }

  /** Says goodbye and closes; idempotent. */
  end(): void {
    this.inbox.fail(new Error('The connection was closed.'));
    closePolitely(this.socket, terminateMessage());
  }

  /** Closes without a word, for a connection in an unknown state. */
  destroy(): void {
    this.inbox.fail(new Error('The connection was closed.'));
    this.socket.destroy();
  }
}

function textRow(cursor: FrameCursor): (string | null)[] {
  const { view, bytes } = cursor;
  const count = view.getUint16(cursor.start);
  const row: (string | null)[] = [];
  let at = cursor.start + 2;
  for (let column = 0; column < count; column += 1) {
    const length = view.getInt32(at);
    at += 4;
    row.push(length < 0 ? null : bytes.toString('utf8', at, at + length));
    if (length > 0) at += length;
  }
  return row;
}
