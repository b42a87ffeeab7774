import type { DuckDBType } from '@duckdb/node-api';
import { DuckDBTypeId } from '@duckdb/node-api';
import type { DataType, ScalarTypeId } from '../types/data-type.ts';

const SCALARS: Partial<Record<DuckDBTypeId, ScalarTypeId>> = {
  [DuckDBTypeId.SQLNULL]: 'NULL',
  [DuckDBTypeId.BOOLEAN]: 'BOOLEAN',
  [DuckDBTypeId.TINYINT]: 'TINYINT',
  [DuckDBTypeId.SMALLINT]: 'SMALLINT',
  [DuckDBTypeId.INTEGER]: 'INTEGER',
  [DuckDBTypeId.BIGINT]: 'BIGINT',
  [DuckDBTypeId.HUGEINT]: 'HUGEINT',
  [DuckDBTypeId.UTINYINT]: 'UTINYINT',
  [DuckDBTypeId.USMALLINT]: 'USMALLINT',
  [DuckDBTypeId.UINTEGER]: 'UINTEGER',
  [DuckDBTypeId.UBIGINT]: 'UBIGINT',
  [DuckDBTypeId.UHUGEINT]: 'UHUGEINT',
  [DuckDBTypeId.BIGNUM]: 'BIGNUM',
  [DuckDBTypeId.FLOAT]: 'FLOAT',
  [DuckDBTypeId.DOUBLE]: 'DOUBLE',
  [DuckDBTypeId.VARCHAR]: 'VARCHAR',
  [DuckDBTypeId.BLOB]: 'BLOB',
  [DuckDBTypeId.BIT]: 'BIT',
  [DuckDBTypeId.UUID]: 'UUID',
  [DuckDBTypeId.DATE]: 'DATE',
  [DuckDBTypeId.TIME]: 'TIME',
  [DuckDBTypeId.TIME_NS]: 'TIME_NS',
  [DuckDBTypeId.TIME_TZ]: 'TIME WITH TIME ZONE',
  [DuckDBTypeId.TIMESTAMP]: 'TIMESTAMP',
  [DuckDBTypeId.TIMESTAMP_S]: 'TIMESTAMP_S',
  [DuckDBTypeId.TIMESTAMP_MS]: 'TIMESTAMP_MS',
  [DuckDBTypeId.TIMESTAMP_NS]: 'TIMESTAMP_NS',
  [DuckDBTypeId.TIMESTAMP_TZ]: 'TIMESTAMP WITH TIME ZONE',
  [DuckDBTypeId.INTERVAL]: 'INTERVAL',
};

/** The binding's type as ours. Throws on a type that the engine does not know. */
export function typeOf(type: DuckDBType): DataType {
  switch (type.typeId) {
    case DuckDBTypeId.DECIMAL:
      return { id: 'DECIMAL', width: type.width, scale: type.scale };
    case DuckDBTypeId.ENUM:
      return { id: 'ENUM', values: type.values };
    case DuckDBTypeId.LIST:
      return { id: 'LIST', child: typeOf(type.valueType) };
    case DuckDBTypeId.ARRAY:
      return { id: 'ARRAY', child: typeOf(type.valueType), size: type.length };
    case DuckDBTypeId.MAP:
      return { id: 'MAP', key: typeOf(type.keyType), value: typeOf(type.valueType) };
    case DuckDBTypeId.STRUCT:
      return { id: 'STRUCT', fields: fieldsOf(type.entryNames, type.entryTypes) };
    case DuckDBTypeId.UNION:
      return { id: 'UNION', members: fieldsOf(type.memberTags, type.memberTypes) };
    default:
      return scalarOf(type);
  }
}

function fieldsOf(
  names: readonly string[],
  types: readonly DuckDBType[],
): { name: string; type: DataType }[] {
  return types.map((type, at) => ({ name: names[at] ?? '', type: typeOf(type) }));
}

function scalarOf(type: DuckDBType): DataType {
  const id = SCALARS[type.typeId];
  if (id === undefined) throw new Error(`DuckDB's type ${type.toString()} is not known to the engine`);
  return type.alias === undefined || type.alias === '' ? { id } : { id, alias: type.alias };
}
