import type { ServerSocket } from '../../../engine/spi/network/server-socket.ts';
import { ServerError } from '../wire/server-error.ts';
import { parseVersion, type ServerVersion } from '../wire/server-version.ts';

/** What a server says first. https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_connection_phase_packets_protocol_handshake_v10.html */
export interface Greeting {
  readonly version: ServerVersion;
  readonly threadId: number;
  readonly capabilities: number;
  /** Random bytes that the password is mixed with. */
  readonly nonce: Buffer;
  readonly plugin: string;
}

const PROTOCOL = 10;
const ERROR_MARK = 0xff;
const HEADER_BYTES = 4;
/** A greeting is under 200 bytes; what is far larger is none. */
const MOST_BYTES = 4096;

/** Reads a greeting's payload. Throws ServerError where the server refuses at once, RangeError where it is no greeting. */
export function parseGreeting(payload: Buffer): Greeting {
  if (payload[0] === ERROR_MARK) throw ServerError.parse(payload);
  if (payload[0] !== PROTOCOL) throw new RangeError('The server greets in another protocol.');
  const end = payload.indexOf(0, 1);
  const text = payload.toString('latin1', 1, end);
  let at = end + 1;
  const threadId = payload.readUInt32LE(at);
  const first = payload.subarray(at + 4, at + 12);
  // Then a zero, the lower capabilities (2), collation (1), status (2), the upper capabilities (2), a length, ten zeros.
  at += 13;
  const capabilities = (payload.readUInt16LE(at) | (payload.readUInt16LE(at + 5) << 16)) >>> 0;
  const length = payload.readUInt8(at + 7);
  at += 18;
  const rest = Math.max(13, length - 8);
  // The last byte of the second part is a zero.
  const nonce = Buffer.concat([first, payload.subarray(at, at + rest - 1)]);
  const named = payload.subarray(at + rest);
  const stop = named.indexOf(0);
  const plugin = named.toString('latin1', 0, stop < 0 ? named.length : stop);
  return { version: parseVersion(text), threadId, capabilities, nonce, plugin };
}

/**
 * The first payload of a connection and nothing else: bytes after it, before encryption was agreed on, would have been
 * put in by somebody between. Rejects with the socket's failure, or RangeError.
 */
export function firstPayload(socket: ServerSocket): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  let have: Buffer = Buffer.alloc(0);
  const data = (bytes: Buffer): void => {
    have = Buffer.concat([have, bytes]);
    if (have.length < HEADER_BYTES) return;
    const total = HEADER_BYTES + have.readUIntLE(0, 3);
    if (total > MOST_BYTES || have.length > total) reject(new RangeError('The server does not greet.'));
    else if (have.length === total) resolve(have.subarray(HEADER_BYTES));
  };
  const failed = (error: Error): void => reject(error);
  const closed = (): void => reject(new Error('The connection was closed.'));
  socket.on('data', data).on('error', failed).on('close', closed);
  return promise.finally(() => {
    socket.pause();
    socket.off('data', data).off('error', failed).off('close', closed);
  });
}
