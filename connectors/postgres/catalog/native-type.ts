import type { DataType } from '../../../engine/types/data-type.ts';
import { OID } from '../decode/oids.ts';

/** A row of pg_type. */
export interface NativeType {
  readonly oid: number;
  readonly name: string;
  /** b base, d domain, e enum, r range, m multirange. */
  readonly kind: string;
  /** Of a domain: what it is over. */
  readonly base: number;
  readonly baseModifier: number;
  /** Of an array: the type of its elements; 0 else. */
  readonly element: number;
}

const SCALARS: Readonly<Record<number, DataType>> = {
  [OID.bool]: { id: 'BOOLEAN' },
  [OID.int2]: { id: 'SMALLINT' },
  [OID.int4]: { id: 'INTEGER' },
  [OID.int8]: { id: 'BIGINT' },
  [OID.float4]: { id: 'FLOAT' },
  [OID.float8]: { id: 'DOUBLE' },
  [OID.bytea]: { id: 'BLOB' },
  [OID.uuid]: { id: 'UUID' },
  [OID.date]: { id: 'DATE' },
  [OID.time]: { id: 'TIME' },
  [OID.timetz]: { id: 'TIME WITH TIME ZONE' },
  [OID.timestamp]: { id: 'TIMESTAMP' },
  [OID.timestamptz]: { id: 'TIMESTAMP WITH TIME ZONE' },
  [OID.interval]: { id: 'INTERVAL' },
  [OID.json]: { id: 'VARCHAR', alias: 'JSON' },
  [OID.jsonb]: { id: 'VARCHAR', alias: 'JSON' },
};

const MODIFIER_BIAS = 4;
const MAX_DIGITS = 38;
const TEXT: DataType = { id: 'VARCHAR' };

/** A type as a column of it arrives in DuckDB, and the type that is behind its domains. */
export interface ArrivingType {
  readonly type: DataType;
  /** The oid without domains around it. */
  readonly oid: number;
  /** The type holds every value of the column. */
  readonly enforced: boolean;
}

/**
 * The DuckDB type of a native one. Enums, and every type that has no counterpart (network addresses, ranges, geometry,
 * composites…), arrive as VARCHAR in their text form; numeric without precision as `unbounded` says.
 */
export function arrivingType(
  types: ReadonlyMap<number, NativeType>,
  unbounded: DataType,
  oid: number,
  modifier: number,
): ArrivingType {
  const native = types.get(oid);
  if (native?.kind === 'd') {
    // A domain has its own modifier; the column's is −1.
    return arrivingType(types, unbounded, native.base, native.baseModifier);
  }
  if (native !== undefined && native.element !== 0) {
    const element = arrivingType(types, unbounded, native.element, modifier);
    // Nested once more by a domain over an array: text keeps what a list would not.
    if (element.type.id === 'LIST') return { type: TEXT, oid, enforced: true };
    return { type: { id: 'LIST', child: element.type }, oid, enforced: false };
  }
  if (oid === OID.numeric) return numericType(unbounded, modifier);
  return { type: SCALARS[oid] ?? TEXT, oid, enforced: true };
}

/** numeric(p,s) as DECIMAL; a scale outside 0…p as the DECIMAL that holds the same values. */
function numericType(unbounded: DataType, modifier: number): ArrivingType {
  const oid = OID.numeric;
  const otherwise = { type: unbounded, oid, enforced: unbounded.id === 'VARCHAR' };
  if (modifier < MODIFIER_BIAS) return otherwise;
  const packed = modifier - MODIFIER_BIAS;
  const precision = (packed >> 16) & 0xffff;
  // Eleven bits with a sign, since version 15.
  const scale = ((packed & 0x7ff) ^ 0x400) - 0x400;
  const width = scale < 0 ? precision - scale : Math.max(precision, scale);
  if (width > MAX_DIGITS) return otherwise;
  return { type: { id: 'DECIMAL', width, scale: Math.max(scale, 0) }, oid, enforced: true };
}
