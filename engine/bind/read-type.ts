import type { DataType, Field } from '../types/data-type.ts';
import { isScalarTypeId } from '../types/data-type.ts';
import type { ExactJson } from './exact-json.ts';
import { FieldReader } from './field-reader.ts';
import { Unmodelled } from './unmodelled.ts';

/** A type of DuckDB's JSON as ours. */
export function readType(value: ExactJson | undefined): DataType {
  const reader = new FieldReader(value, 'A type');
  const id = reader.text('id');
  const info = reader.optionalObject('type_info');
  reader.end();
  if (info === null) return bareType(id);
  const infoType = info.text('type');
  const type = parameterised(id, infoType, info);
  info.end();
  return type;
}

function bareType(id: string): DataType {
  if (!isScalarTypeId(id)) throw new Unmodelled(`the type ${id}`);
  return { id };
}

function parameterised(id: string, infoType: string, info: FieldReader): DataType {
  if (infoType === 'GENERIC_TYPE_INFO') return aliased(id, info.text('alias'));
  info.expect('alias', '');
  switch (`${id} ${infoType}`) {
    case 'DECIMAL DECIMAL_TYPE_INFO':
      return { id: 'DECIMAL', width: info.number('width'), scale: info.number('scale') };
    case 'ENUM ENUM_TYPE_INFO':
      info.ignore('values_count');
      return { id: 'ENUM', values: info.list('values').map(asText) };
    case 'LIST LIST_TYPE_INFO':
      return { id: 'LIST', child: readType(info.raw('child_type')) };
    case 'ARRAY ARRAY_TYPE_INFO':
      return { id: 'ARRAY', child: readType(info.raw('child_type')), size: info.number('size') };
    case 'STRUCT STRUCT_TYPE_INFO':
      return { id: 'STRUCT', fields: readFields(info) };
    case 'UNION STRUCT_TYPE_INFO':
      return { id: 'UNION', members: readFields(info).slice(1) };
    case 'MAP LIST_TYPE_INFO':
      return mapOf(readType(info.raw('child_type')));
    case 'VARCHAR STRING_TYPE_INFO':
      throw new Unmodelled(`a collation (${info.text('collation')})`);
    default:
      throw new Unmodelled(`the type ${id} with ${infoType}`);
  }
}

function aliased(id: string, alias: string): DataType {
  if (!isScalarTypeId(id)) throw new Unmodelled(`the type ${id} under the name ${alias}`);
  return alias === '' ? { id } : { id, alias };
}

function readFields(info: FieldReader): readonly Field[] {
  return info.list('child_types').map((entry) => {
    const field = new FieldReader(entry, 'A field of a type');
    const read = { name: field.text('first'), type: readType(field.raw('second')) };
    field.end();
    return read;
  });
}

function mapOf(entry: DataType): DataType {
  const [key, value] = entry.id === 'STRUCT' ? entry.fields : [];
  if (key === undefined || value === undefined) throw new Unmodelled('a map without keys and values');
  return { id: 'MAP', key: key.type, value: value.type };
}

function asText(value: ExactJson): string {
  if (typeof value !== 'string') throw new Unmodelled('an enum whose values are not texts');
  return value;
}
