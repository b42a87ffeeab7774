import type { SentColumn } from '../../../engine/spi/buffers/decoding.ts';

/** Reads the body of a RowDescription message. */
export function parseRowDescription(body: Buffer): readonly SentColumn[] {
  const columns: SentColumn[] = [];
  const count = body.readUInt16BE(0);
  let at = 2;
  for (let column = 0; column < count; column += 1) {
    const end = body.indexOf(0, at);
    // After the name: table oid, attribute number, type oid, size, modifier, format.
    columns.push({ name: body.toString('utf8', at, end), type: body.readUInt32BE(end + 7) });
    at = end + 19;
  }
  return columns;
}
