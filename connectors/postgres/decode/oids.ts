/** Types of PostgreSQL by the number that every server has for them (pg_type.dat). */
export const OID = {
  bool: 16,
  bytea: 17,
  name: 19,
  int8: 20,
  int2: 21,
  int4: 23,
  text: 25,
  oid: 26,
  tid: 27,
  json: 114,
  float4: 700,
  float8: 701,
  unknown: 705,
  bpcharArray: 1014,
  bpchar: 1042,
  varchar: 1043,
  date: 1082,
  time: 1083,
  timestamp: 1114,
  timestamptz: 1184,
  interval: 1186,
  timetz: 1266,
  numeric: 1700,
  uuid: 2950,
  jsonb: 3802,
} as const;

/** Types whose binary form is their text. Not "char", whose byte may be no UTF-8, nor xml, which is re-encoded. */
export const TEXT_OIDS: ReadonlySet<number> = new Set([
  OID.name,
  OID.text,
  OID.json,
  OID.unknown,
  OID.bpchar,
  OID.varchar,
]);
