/**
 * DuckDB's types as plain data. The ids are the names that DuckDB prints for `typeof`; everything that
 * crosses a border of the engine speaks of types in this form or in the text of `typeToSql`.
 */
export type DataType =
  | ScalarType
  | DecimalType
  | EnumType
  | ListType
  | ArrayType
  | StructType
  | MapType
  | UnionType;

/** Types without parameters. `NULL` is the type of a bare NULL. */
export const SCALAR_TYPE_IDS = [
  'NULL',
  'BOOLEAN',
  'TINYINT',
  'SMALLINT',
  'INTEGER',
  'BIGINT',
  'HUGEINT',
  'UTINYINT',
  'USMALLINT',
  'UINTEGER',
  'UBIGINT',
  'UHUGEINT',
  'BIGNUM',
  'FLOAT',
  'DOUBLE',
  'VARCHAR',
  'BLOB',
  'BIT',
  'UUID',
  'DATE',
  'TIME',
  'TIME_NS',
  'TIME WITH TIME ZONE',
  'TIMESTAMP',
  'TIMESTAMP_S',
  'TIMESTAMP_MS',
  'TIMESTAMP_NS',
  'TIMESTAMP WITH TIME ZONE',
  'INTERVAL',
] as const;

export type ScalarTypeId = (typeof SCALAR_TYPE_IDS)[number];

export interface ScalarType {
  readonly id: ScalarTypeId;
  /** A name over the physical type, such as `JSON` over VARCHAR. */
  readonly alias?: string;
}

export interface DecimalType {
  readonly id: 'DECIMAL';
  /** All digits, 1 to 38. */
  readonly width: number;
  /** Digits after the point, 0 to width. */
  readonly scale: number;
}

export interface EnumType {
  readonly id: 'ENUM';
  readonly values: readonly string[];
}

export interface ListType {
  readonly id: 'LIST';
  readonly child: DataType;
}

export interface ArrayType {
  readonly id: 'ARRAY';
  readonly child: DataType;
  readonly size: number;
}

export interface Field {
  readonly name: string;
  readonly type: DataType;
}

export interface StructType {
  readonly id: 'STRUCT';
  /** An unnamed struct (a row value) has fields with empty names. */
  readonly fields: readonly Field[];
}

export interface MapType {
  readonly id: 'MAP';
  readonly key: DataType;
  readonly value: DataType;
}

export interface UnionType {
  readonly id: 'UNION';
  readonly members: readonly Field[];
}

const scalarIds: ReadonlySet<string> = new Set(SCALAR_TYPE_IDS);

/** Whether a type id stands for a type without parameters. */
export function isScalarTypeId(id: string): id is ScalarTypeId {
  return scalarIds.has(id);
}

/** Common types, so that callers need not spell objects. */
export const BOOLEAN: ScalarType = { id: 'BOOLEAN' };
export const INTEGER: ScalarType = { id: 'INTEGER' };
export const BIGINT: ScalarType = { id: 'BIGINT' };
export const DOUBLE: ScalarType = { id: 'DOUBLE' };
export const VARCHAR: ScalarType = { id: 'VARCHAR' };

/** Structural equality of two types, aliases included. */
export function sameType(a: DataType, b: DataType): boolean {
  return a === b || typeToSql(a) === typeToSql(b);
}

/** The type as DuckDB SQL, fit for CAST and CREATE TABLE. */
export function typeToSql(type: DataType): string {
  switch (type.id) {
    case 'DECIMAL':
      return `DECIMAL(${type.width},${type.scale})`;
    case 'ENUM':
      return `ENUM(${type.values.map((value) => `'${value.replaceAll("'", "''")}'`).join(', ')})`;
    case 'LIST':
      return `${typeToSql(type.child)}[]`;
    case 'ARRAY':
      return `${typeToSql(type.child)}[${type.size}]`;
    case 'STRUCT':
      return `STRUCT(${type.fields.map(fieldToSql).join(', ')})`;
    case 'MAP':
      return `MAP(${typeToSql(type.key)}, ${typeToSql(type.value)})`;
    case 'UNION':
      return `UNION(${type.members.map(fieldToSql).join(', ')})`;
    case 'NULL':
      return '"NULL"';
    default:
      return type.alias ?? type.id;
  }
}

function fieldToSql(field: Field): string {
  const type = typeToSql(field.type);
  return field.name === '' ? type : `"${field.name.replaceAll('"', '""')}" ${type}`;
}
