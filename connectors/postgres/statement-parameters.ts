import type { DataType } from '../../engine/types/data-type.ts';
import type { LiteralValue, TypedLiteral } from '../../engine/types/literal.ts';
import { OID } from './decode/oids.ts';

/** Numbers of the array types of pg_type.dat, by the number of their element. */
const ARRAY_OF: Readonly<Record<number, number>> = {
  [OID.bool]: 1000,
  [OID.bytea]: 1001,
  [OID.int2]: 1005,
  [OID.int4]: 1007,
  [OID.text]: 1009,
  [OID.int8]: 1016,
  [OID.float4]: 1021,
  [OID.float8]: 1022,
  [OID.timestamp]: 1115,
  [OID.date]: 1182,
  [OID.time]: 1183,
  [OID.timestamptz]: 1185,
  [OID.interval]: 1187,
  [OID.numeric]: 1231,
  [OID.timetz]: 1270,
  [OID.uuid]: 2951,
};

const SCALAR_OIDS: Partial<Record<DataType['id'], number>> = {
  BOOLEAN: OID.bool,
  TINYINT: OID.int2,
  UTINYINT: OID.int2,
  SMALLINT: OID.int2,
  USMALLINT: OID.int4,
  INTEGER: OID.int4,
  UINTEGER: OID.int8,
  BIGINT: OID.int8,
  UBIGINT: OID.numeric,
  HUGEINT: OID.numeric,
  UHUGEINT: OID.numeric,
  DECIMAL: OID.numeric,
  FLOAT: OID.float4,
  DOUBLE: OID.float8,
  VARCHAR: OID.text,
  ENUM: OID.text,
  BLOB: OID.bytea,
  UUID: OID.uuid,
  DATE: OID.date,
  TIME: OID.time,
  'TIME WITH TIME ZONE': OID.timetz,
  TIMESTAMP: OID.timestamp,
  TIMESTAMP_S: OID.timestamp,
  TIMESTAMP_MS: OID.timestamp,
  'TIMESTAMP WITH TIME ZONE': OID.timestamptz,
  INTERVAL: OID.interval,
};

/** The type that a constant is sent as; 0 leaves it to the server. */
export function parameterOid(type: DataType): number {
  // Page bounds of parallel reads, and JSON and the like, whose type the statement itself tells.
  if (type.id === 'VARCHAR' && type.alias !== undefined) return type.alias === 'tid' ? OID.tid : 0;
  if (type.id === 'LIST' || type.id === 'ARRAY') return ARRAY_OF[parameterOid(type.child)] ?? 0;
  return SCALAR_OIDS[type.id] ?? 0;
}

/** A constant in PostgreSQL's text form; null for NULL. */
export function parameterText({ type, value }: TypedLiteral): string | null {
  if (value === null) return null;
  if (typeof value === 'string') return scalarParameter(type, value);
  const child = type.id === 'LIST' || type.id === 'ARRAY' ? type.child : type;
  return `{${value.map((part) => arrayElement(child, part)).join(',')}}`;
}

function arrayElement(type: DataType, value: LiteralValue): string {
  const text = parameterText({ type, value });
  return text === null ? 'NULL' : `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

function scalarParameter(type: DataType, text: string): string {
  switch (type.id) {
    case 'BLOB':
      return `\\x${text}`;
    case 'DATE':
    case 'TIMESTAMP':
    case 'TIMESTAMP WITH TIME ZONE':
      // DuckDB has the era after the date, PostgreSQL at the end.
      return text.includes(' (BC)') ? `${text.replace(' (BC)', '')} BC` : text;
    default:
      return text;
  }
}
