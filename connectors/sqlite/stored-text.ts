import type { StoredValue } from './column-writer.ts';
import { Misfit } from './misfit.ts';

type Stored = Exclude<StoredValue, null>;

/** Text, and nothing else. */
export function textOnly(value: Stored): string {
  if (typeof value !== 'string') throw new Misfit();
  return value;
}

/** Bytes, and nothing else. */
export function blobOnly(value: Stored): Uint8Array {
  if (!(value instanceof Uint8Array)) throw new Misfit();
  return value;
}

/** JSON as it stands; a column declared JSON has numeric affinity, so that numbers in it are stored as such. */
export function jsonText(value: Stored): string {
  const text = value instanceof Uint8Array ? null : typeof value === 'string' ? value : numberText(value);
  if (text === null || !isJson(text)) throw new Misfit();
  return text;
}

/** Any stored value as text: numbers as DuckDB writes them, bytes as DuckDB's text of a BLOB (`\x41…`). */
export function anyText(value: Stored): string {
  if (typeof value === 'string') return value;
  if (value instanceof Uint8Array) return blobText(value);
  return numberText(value);
}

function numberText(value: bigint | number): string {
  if (typeof value === 'bigint') return value.toString();
  if (Number.isFinite(value)) {
    const text = Object.is(value, -0) ? '-0' : String(value);
    return /[.e]/u.test(text) ? text : `${text}.0`;
  }
  return value > 0 ? 'inf' : '-inf';
}

/** Printable ASCII but quotes and backslash as it is, other bytes in hexadecimal: `CAST(blob AS VARCHAR)` of DuckDB. */
function blobText(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) {
    const plain = byte >= 32 && byte <= 126 && byte !== 0x22 && byte !== 0x27 && byte !== 0x5c;
    text += plain ? String.fromCharCode(byte) : `\\x${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return text;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
