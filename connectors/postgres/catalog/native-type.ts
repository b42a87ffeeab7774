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
  /** The type holds every value of the column, and the server computes with the column as with the type. */
  readonly enforced: boolean;
}

/** What there is to know of a database's types. */
export interface TypeWorld {
  readonly types: ReadonlyMap<number, NativeType>;
  /** What numeric without precision arrives as. */
  readonly unbounded: DataType;
}

/** The type of a column: its number, its modifier, and the labels of the enum that is in it, in their order. */
export interface DeclaredType {
  readonly oid: number;
  readonly modifier: number;
  readonly labels: readonly string[];
}

/**
 * The DuckDB type of a native one. Enums arrive as ENUM; every type that has no counterpart (network addresses, ranges,
 * geometry, composites, an enum without labels…) as VARCHAR in its text form.
 */
export function arrivingType(world: TypeWorld, { oid, modifier, labels }: DeclaredType): ArrivingType {
  const native = world.types.get(oid);
  if (native?.kind === 'd') {
    // A domain has its own modifier; the column's is −1.
    const base = arrivingType(world, { oid: native.base, modifier: native.baseModifier, labels });
    // The server compares enums only with each other, not with a domain over one.
    return base.type.id === 'ENUM' ? { ...base, enforced: false } : base;
  }
  if (native !== undefined && native.element !== 0) {
    const element = arrivingType(world, { oid: native.element, modifier, labels });
    // Nested once more by a domain over an array: text keeps what a list would not.
    if (element.type.id === 'LIST') return { type: TEXT, oid, enforced: true };
    return { type: { id: 'LIST', child: element.type }, oid, enforced: false };
  }
  if (native?.kind === 'e' && labels.length > 0)
    return { type: { id: 'ENUM', values: labels }, oid, enforced: true };
  if (oid === OID.numeric) return numericType(world.unbounded, modifier);
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
