/**
 * Packets to the server: three bytes of length, one of sequence, the payload. A payload of 16 MB or more goes over
 * several. https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_basic_packets.html
 */
const FULL_PACKET = 0xff_ff_ff;

const COM_QUIT = 0x01;
const COM_QUERY = 0x03;
const COM_RESET_CONNECTION = 0x1f;

/** A payload in as many packets as it needs, the first with this number. */
export function packet(payload: Buffer, sequence: number): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0, number = sequence; ; at += FULL_PACKET, number += 1) {
    const body = payload.subarray(at, at + FULL_PACKET);
    const head = Buffer.alloc(4);
    head.writeUIntLE(body.length, 0, 3);
    head[3] = number & 0xff;
    parts.push(head, body);
    if (body.length < FULL_PACKET) return Buffer.concat(parts);
  }
}

/** One statement, answered in text form. */
export function queryPacket(sql: string): Buffer {
  return packet(Buffer.concat([Buffer.of(COM_QUERY), Buffer.from(sql, 'utf8')]), 0);
}

export function quitPacket(): Buffer {
  return packet(Buffer.of(COM_QUIT), 0);
}

/** Makes the session as it was after the login. */
export function resetPacket(): Buffer {
  return packet(Buffer.of(COM_RESET_CONNECTION), 0);
}

/** A number in one to nine bytes, and the place after it. 0xFB (NULL) and 0xFF are no numbers. */
export function lengthAt(bytes: Buffer, at: number): { readonly value: number; readonly next: number } {
  const first = bytes.readUInt8(at);
  if (first < 0xfb) return { value: first, next: at + 1 };
  if (first === 0xfc) return { value: bytes.readUInt16LE(at + 1), next: at + 3 };
  if (first === 0xfd) return { value: bytes.readUIntLE(at + 1, 3), next: at + 4 };
  if (first === 0xfe) return { value: Number(bytes.readBigUInt64LE(at + 1)), next: at + 9 };
  throw new RangeError('The server sent a malformed length.');
}

/** A text with its length before it. */
export function counted(text: Buffer): Buffer {
  const { length } = text;
  if (length < 0xfb) return Buffer.concat([Buffer.of(length), text]);
  const head = Buffer.alloc(3);
  head[0] = 0xfc;
  head.writeUInt16LE(length, 1);
  return Buffer.concat([head, text]);
}
