import type { DataType } from '../../engine/types/data-type.ts';
import { BIGINT, BOOLEAN, DOUBLE, VARCHAR } from '../../engine/types/data-type.ts';

/**
 * Ends the native type of columns that come as text whatever is stored in them: what SQLite compares there are the
 * stored values, not their text, so nothing but reading such a column means the same at the source.
 */
const AS_TEXT = ' as text';

/** What a declared type stands for: the DuckDB type, and the name under which the catalog shows it. */
export interface DeclaredType {
  readonly type: DataType;
  readonly nativeType: string;
}

const NAMED: Readonly<Record<string, DataType>> = {
  BOOL: BOOLEAN,
  BOOLEAN,
  DATE: { id: 'DATE' },
  TIME: { id: 'TIME' },
  DATETIME: { id: 'TIMESTAMP' },
  TIMESTAMP: { id: 'TIMESTAMP' },
  'TIMESTAMP WITHOUT TIME ZONE': { id: 'TIMESTAMP' },
  JSON: { id: 'VARCHAR', alias: 'JSON' },
};

/**
 * The DuckDB type of a declared type, beyond SQLite's own affinity rules (datatype3.html, 3.1): dates, booleans,
 * decimals and JSON by their names. What has no name here comes as text.
 */
export function declaredType(declared: string): DeclaredType {
  const name = declared.trim().toUpperCase().replace(/\s+/gu, ' ');
  const type = namedType(name) ?? affinityType(name);
  return type === null ? asText(declared) : { type, nativeType: declared };
}

/** The column as text, whatever its declared type. */
export function asText(declared: string): DeclaredType {
  return { type: VARCHAR, nativeType: `${declared === '' ? 'untyped' : declared}${AS_TEXT}` };
}

/** Whether a column's values come as text although SQLite may store numbers or bytes in it. */
export function isAsText(nativeType: string): boolean {
  return nativeType.endsWith(AS_TEXT);
}

function namedType(name: string): DataType | null {
  const named = Object.hasOwn(NAMED, name.replace(/ ?\(\d+\)$/u, ''))
    ? NAMED[name.replace(/ ?\(\d+\)$/u, '')]
    : undefined;
  return named ?? decimalType(name);
}

function decimalType(name: string): DataType | null {
  const match = /^(?:DECIMAL|NUMERIC|DEC) ?\( ?(\d{1,2}) ?(?:, ?(\d{1,2}) ?)?\)$/u.exec(name);
  if (match === null) return null;
  const width = Number(match[1]);
  const scale = Number(match[2] ?? 0);
  return width >= 1 && width <= 38 && scale <= width ? { id: 'DECIMAL', width, scale } : null;
}

/** By SQLite's rules, in their order; `POINT` gets integer affinity there but never means integers. */
function affinityType(name: string): DataType | null {
  if (name.includes('POINT')) return null;
  if (name.includes('INT')) return BIGINT;
  if (/CHAR|CLOB|TEXT/u.test(name)) return VARCHAR;
  if (name.includes('BLOB')) return { id: 'BLOB' };
  if (/REAL|FLOA|DOUB/u.test(name)) return DOUBLE;
  return null;
}
