import type { DataType, StructType } from '../../../engine/types/data-type.ts';
import { storedFieldName } from '../../../engine/types/stored-type.ts';
import { quoteName, quoteText } from '../../../engine/duckdb/quote.ts';

/**
 * The key under which the i-th field of a stored struct is read. Positions, because a struct may have fields without
 * a name (a row value), several of one name, or a name such as `__proto__`.
 */
export function structKey(position: number): string {
  return `f${position}`;
}

/** The SQL that reads a column so that its structs have their fields under `structKey`. */
export function readableColumn(name: string, type: DataType): string {
  const quoted = quoteName(name);
  return holdsStruct(type) ? `${rebuilt(quoted, type, 0)} AS ${quoted}` : quoted;
}

function holdsStruct(type: DataType): boolean {
  switch (type.id) {
    case 'STRUCT':
      return true;
    case 'LIST':
    case 'ARRAY':
      return holdsStruct(type.child);
    case 'MAP':
      return holdsStruct(type.key) || holdsStruct(type.value);
    case 'UNION':
      return type.members.some((member) => holdsStruct(member.type));
    default:
      return false;
  }
}

function rebuilt(value: string, type: DataType, depth: number): string {
  if (!holdsStruct(type)) return value;
  const item = `x${depth}`;
  switch (type.id) {
    case 'STRUCT':
      return rebuiltStruct(value, type, depth);
    case 'LIST':
    case 'ARRAY':
      return `list_transform(${value}, lambda ${item}: ${rebuilt(item, type.child, depth + 1)})`;
    case 'MAP': {
      const key = rebuilt(`${item}.key`, type.key, depth + 1);
      const entry = `{'k': ${key}, 'v': ${rebuilt(`${item}.value`, type.value, depth + 1)}}`;
      const entries = `list_transform(map_entries(${value}), lambda ${item}: ${entry})`;
      return `CASE WHEN ${value} IS NULL THEN NULL ELSE map_from_entries(${entries}) END`;
    }
    case 'UNION': {
      const members = type.members.map((member) => {
        const tag = quoteName(member.name);
        const part = rebuilt(`union_extract(${value}, ${quoteText(member.name)})`, member.type, depth + 1);
        return { tag, part, name: quoteText(member.name) };
      });
      const cases = members.map(({ tag, part, name }) => `WHEN ${name} THEN union_value(${tag} := ${part})`);
      return `CASE CAST(union_tag(${value}) AS VARCHAR) ${cases.join(' ')} END`;
    }
    default:
      return value;
  }
}

function rebuiltStruct(value: string, type: StructType, depth: number): string {
  const fields = type.fields.map((field, at) => {
    const part = `struct_extract(${value}, ${quoteText(storedFieldName(field, at))})`;
    return `${structKey(at)} := ${rebuilt(part, field.type, depth + 1)}`;
  });
  return `CASE WHEN ${value} IS NULL THEN NULL ELSE struct_pack(${fields.join(', ')}) END`;
}
