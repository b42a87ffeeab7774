import { refuse } from '../../../engine/spi/sql/refused.ts';
import { Bound, type Sql, sql, text } from '../../../engine/spi/sql/sql-text.ts';
import { typeToSql } from '../../../engine/types/data-type.ts';
import type { TypedLiteral } from '../../../engine/types/literal.ts';
import { isInteger, isText } from '../../../engine/types/type-class.ts';

const SMALLEST = -(2n ** 63n);
const LARGEST = 2n ** 63n - 1n;

/** A constant as a placeholder that the connector binds as SQLite stores such a value. */
export function sqliteLiteral(literal: TypedLiteral): Sql {
  const { type, value } = literal;
  if (value === null && isReadable(type)) return text('NULL');
  if (type.id === 'BOOLEAN') return text(value === 'true' ? 'true' : 'false');
  if (typeof value !== 'string' || !isStored(literal.type, value)) {
    return refuse('type', `SQLite has no constant of type ${typeToSql(type)} such as this.`);
  }
  return sql`${new Bound(literal)}`;
}

const READABLE: ReadonlySet<string> = new Set([
  'NULL',
  'VARCHAR',
  'BLOB',
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
  'FLOAT',
  'DOUBLE',
  'DECIMAL',
  'DATE',
  'TIME',
  'TIMESTAMP',
]);

/** Whether a column of the type can be read: one of NULLs alone would else be sent for and not be taken. */
function isReadable({ id }: TypedLiteral['type']): boolean {
  return READABLE.has(id);
}

function isStored(type: TypedLiteral['type'], value: string): boolean {
  if (isInteger(type)) return BigInt(value) >= SMALLEST && BigInt(value) <= LARGEST;
  // Its string functions end at NUL.
  if (isText(type)) return !value.includes('\0');
  if (type.id === 'DATE') return /^\d{4}-\d{2}-\d{2}$/.test(value) && value >= '0001';
  // A NaN that is bound becomes NULL.
  return type.id === 'BLOB' || (type.id === 'DOUBLE' && !Number.isNaN(Number(value)));
}
