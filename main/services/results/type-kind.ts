import type { DataType } from '../../../engine/types/data-type.ts';

/** What can be done with the values of a type. */
export type TypeKind = 'integer' | 'decimal' | 'float' | 'time' | 'text' | 'boolean' | 'other' | 'nested';

export function kindOf(type: DataType): TypeKind {
  switch (type.id) {
    case 'TINYINT':
    case 'SMALLINT':
    case 'INTEGER':
    case 'BIGINT':
    case 'HUGEINT':
    case 'UTINYINT':
    case 'USMALLINT':
    case 'UINTEGER':
    case 'UBIGINT':
    case 'UHUGEINT':
    case 'BIGNUM':
      return 'integer';
    case 'DECIMAL':
      return 'decimal';
    case 'FLOAT':
    case 'DOUBLE':
      return 'float';
    case 'DATE':
    case 'TIMESTAMP':
    case 'TIMESTAMP_S':
    case 'TIMESTAMP_MS':
    case 'TIMESTAMP_NS':
    case 'TIMESTAMP WITH TIME ZONE':
      return 'time';
    case 'VARCHAR':
    case 'ENUM':
    case 'UUID':
      return 'text';
    case 'BOOLEAN':
      return 'boolean';
    case 'LIST':
    case 'ARRAY':
    case 'STRUCT':
    case 'MAP':
    case 'UNION':
      return 'nested';
    default:
      return 'other';
  }
}
