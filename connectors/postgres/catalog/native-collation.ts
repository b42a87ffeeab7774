import type { Collation } from '../../../engine/types/catalog.ts';
import { OID } from '../decode/oids.ts';
import type { NativeType } from './native-type.ts';

/** A row of pg_collation, or the database's own. */
export interface NativeCollation {
  readonly name: string;
  /** b builtin, c libc, i icu, d the database's. */
  readonly provider: string;
  readonly deterministic: boolean;
  readonly locale: string;
}

const DEFAULT_COLLATION = 100;

/** Locales that order by code points, which in UTF-8 is the order of the bytes. */
const BYTE_ORDER = /^(c|posix|ucs_basic|c\.utf-?8|pg_c_utf8)$/i;

/** Encodings in which the server's order of bytes is that of the same text in UTF-8. */
const ORDERLY_ENCODINGS: ReadonlySet<string> = new Set(['UTF8', 'LATIN1', 'SQL_ASCII']);

/** The collations of a database. */
export interface Collations {
  readonly byOid: ReadonlyMap<number, NativeCollation>;
  readonly database: NativeCollation;
  readonly encoding: string;
}

/** How a column's text compares at its server; null for types without collation that are no text. */
export function collationOf(
  collations: Collations,
  native: NativeType | undefined,
  arrivesAsText: boolean,
  collation: number,
): Collation | null {
  if (collation !== 0 && native?.element === 0)
    return named(collations, collation, native.oid === OID.bpchar);
  if (!arrivesAsText || native?.oid === OID.json || native?.oid === OID.jsonb) return null;
  // Types read as text compare at their server by rules of their own.
  return { name: native?.name ?? 'unknown', equalityIsBytes: false, orderIsBytes: false, padded: false };
}

function named({ byOid, database, encoding }: Collations, oid: number, padded: boolean): Collation {
  const found = oid === DEFAULT_COLLATION ? database : byOid.get(oid);
  if (found === undefined) return { name: String(oid), equalityIsBytes: false, orderIsBytes: false, padded };
  const bytewise = ['b', 'c'].includes(found.provider) && BYTE_ORDER.test(found.locale);
  return {
    name: found.name,
    equalityIsBytes: found.deterministic,
    orderIsBytes: found.deterministic && bytewise && ORDERLY_ENCODINGS.has(encoding),
    padded,
  };
}
