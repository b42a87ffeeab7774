import {
  Binary,
  Bool,
  type DataType as ArrowType,
  DateDay,
  Decimal,
  Field,
  FixedSizeList,
  Float32,
  Float64,
  Int16,
  Int32,
  Int64,
  Int8,
  IntervalMonthDayNano,
  List,
  Map_,
  Null,
  SparseUnion,
  Struct,
  TimeMicrosecond,
  TimeNanosecond,
  TimestampMicrosecond,
  TimestampMillisecond,
  TimestampNanosecond,
  TimestampSecond,
  Uint16,
  Uint32,
  Uint64,
  Uint8,
  Utf8,
} from 'apache-arrow';
import type { DataType, Field as TypeField } from '../../../../engine/types/data-type.ts';

/** Arrow's type for a DuckDB type, where it has one that keeps every value; else its exact text. */
export function arrowType(type: DataType): ArrowType {
  switch (type.id) {
    case 'DECIMAL':
      return new Decimal(type.scale, type.width);
    case 'LIST':
      return new List(itemField('item', type.child));
    case 'ARRAY':
      return new FixedSizeList(type.size, itemField('item', type.child));
    case 'STRUCT':
      return new Struct(type.fields.map((field) => itemField(field.name, field.type)));
    case 'MAP': {
      const entries = new Struct<{ key: ArrowType; value: ArrowType }>([
        new Field('key', arrowType(type.key), false),
        itemField('value', type.value),
      ]);
      return new Map_(new Field('entries', entries, false));
    }
    case 'UNION':
      return unionType(type.members);
    case 'ENUM':
      return new Utf8();
    default:
      return (SCALARS[type.id] ?? (() => new Utf8()))();
  }
}

function unionType(members: readonly TypeField[]): ArrowType {
  const ids = members.map((_, at) => at);
  return new SparseUnion(
    ids,
    members.map((member) => itemField(member.name, member.type)),
  );
}

function itemField(name: string, type: DataType): Field<ArrowType> {
  return new Field(name, arrowType(type), true);
}

/** Those of the types without parameters that Arrow has too. */
const SCALARS: Readonly<Record<string, () => ArrowType>> = {
  NULL: () => new Null(),
  BOOLEAN: () => new Bool(),
  TINYINT: () => new Int8(),
  SMALLINT: () => new Int16(),
  INTEGER: () => new Int32(),
  BIGINT: () => new Int64(),
  UTINYINT: () => new Uint8(),
  USMALLINT: () => new Uint16(),
  UINTEGER: () => new Uint32(),
  UBIGINT: () => new Uint64(),
  FLOAT: () => new Float32(),
  DOUBLE: () => new Float64(),
  BLOB: () => new Binary(),
  DATE: () => new DateDay(),
  TIME: () => new TimeMicrosecond(),
  TIME_NS: () => new TimeNanosecond(),
  TIMESTAMP: () => new TimestampMicrosecond(),
  TIMESTAMP_S: () => new TimestampSecond(),
  TIMESTAMP_MS: () => new TimestampMillisecond(),
  TIMESTAMP_NS: () => new TimestampNanosecond(),
  'TIMESTAMP WITH TIME ZONE': () => new TimestampMicrosecond('UTC'),
  INTERVAL: () => new IntervalMonthDayNano(),
};
