import type { DataType } from '../../../engine/types/data-type.ts';

const SCALARS: Partial<Record<DataType['id'], string>> = {
  BOOLEAN: 'boolean',
  TINYINT: 'smallint',
  UTINYINT: 'smallint',
  SMALLINT: 'smallint',
  USMALLINT: 'integer',
  INTEGER: 'integer',
  UINTEGER: 'bigint',
  BIGINT: 'bigint',
  UBIGINT: 'numeric',
  HUGEINT: 'numeric',
  UHUGEINT: 'numeric',
  FLOAT: 'real',
  DOUBLE: 'double precision',
  VARCHAR: 'text',
  BLOB: 'bytea',
  UUID: 'uuid',
  DATE: 'date',
  TIME: 'time',
  TIMESTAMP: 'timestamp',
  'TIMESTAMP WITH TIME ZONE': 'timestamptz',
  INTERVAL: 'interval',
};

/**
 * PostgreSQL's type whose values stand for those of a DuckDB type: every computed expression is printed in it. Null for
 * types that no expression is printed in.
 */
export function nativeType(type: DataType): string | null {
  if ('alias' in type && type.alias !== undefined) return null;
  if (type.id === 'DECIMAL') return `numeric(${type.width},${type.scale})`;
  return SCALARS[type.id] ?? null;
}

/** Types whose `=` and `<` agree with DuckDB's, text apart. */
const ORDERED: ReadonlySet<string> = new Set([
  'BOOLEAN',
  'TINYINT',
  'UTINYINT',
  'SMALLINT',
  'USMALLINT',
  'INTEGER',
  'UINTEGER',
  'BIGINT',
  'UBIGINT',
  'HUGEINT',
  'UHUGEINT',
  'DECIMAL',
  'FLOAT',
  'DOUBLE',
  'BLOB',
  'UUID',
  'DATE',
  'TIME',
  'TIMESTAMP',
  'TIMESTAMP WITH TIME ZONE',
]);

/** Whether values of the type compare and sort at PostgreSQL as in DuckDB. */
export function isOrdered(type: DataType): boolean {
  return ORDERED.has(type.id) && !('alias' in type && type.alias !== undefined);
}

/** A name as the server writes it. */
const NAME = '([a-z_][a-z0-9_]*|"([^"]|"")+")';

/** Names under which columns of a type are declared whose values are just DuckDB's. Domains have names of their own. */
const DECLARED: Partial<Record<DataType['id'], RegExp>> = {
  BOOLEAN: /^boolean$/,
  SMALLINT: /^smallint$/,
  INTEGER: /^integer$/,
  BIGINT: /^bigint$/,
  DECIMAL: /^numeric\(\d+,\d+\)$/,
  FLOAT: /^real$/,
  DOUBLE: /^double precision$/,
  VARCHAR: /^(text|name|character( varying)?(\(\d+\))?)$/,
  BLOB: /^bytea$/,
  UUID: /^uuid$/,
  DATE: /^date$/,
  TIME: /^time(\(\d\))? without time zone$/,
  TIMESTAMP: /^timestamp(\(\d\))? without time zone$/,
  'TIMESTAMP WITH TIME ZONE': /^timestamp(\(\d\))? with time zone$/,
  INTERVAL: /^interval$/,
  // Any name, with its schema where the session's search path does not reach it.
  ENUM: new RegExp(`^${NAME}(\\.${NAME})?$`),
};

/** Whether a column declared so may be computed with as its DuckDB type. */
export function isDeclaredAs(nativeName: string, type: DataType): boolean {
  return DECLARED[type.id]?.test(nativeName) ?? false;
}
