import { lengthAt } from './packets.ts';

/** A column as the server describes it before the first row. */
export interface ResultColumn {
  readonly name: string;
  /** Number of the type: NATIVE in `decode/native.ts`. */
  readonly type: number;
  /** Collation of the text sent; 63 for bytes and numbers. */
  readonly charset: number;
  readonly unsigned: boolean;
}

const UNSIGNED = 0x20;

/** Reads a column definition: six texts (catalog, schema, table and its alias, column and its alias), then numbers. */
export function parseColumn(payload: Buffer): ResultColumn {
  let at = 0;
  let name = '';
  for (let text = 0; text < 6; text += 1) {
    const { value, next } = lengthAt(payload, at);
    if (text === 4) name = payload.toString('utf8', next, next + value);
    at = next + value;
  }
  // Then a length byte, the collation (2), the width (4), the type (1) and flags (2).
  return {
    name,
    charset: payload.readUInt16LE(at + 1),
    type: payload.readUInt8(at + 7),
    unsigned: (payload.readUInt16LE(at + 8) & UNSIGNED) !== 0,
  };
}
