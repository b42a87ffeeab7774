import type { DataType, Field } from './data-type.ts';

/**
 * The type under which a table can keep values of a type: DuckDB makes no table with a row value (an unnamed struct), so
 * the fields of those are named by their position, `"1"`, `"2"`, … Casting to it changes no value. A result's columns
 * keep their own types in its metadata, so that a row value still reads as a list without names.
 */
export function storedType(type: DataType): DataType {
  switch (type.id) {
    case 'STRUCT':
      return { ...type, fields: type.fields.map(storedField) };
    case 'LIST':
    case 'ARRAY':
      return { ...type, child: storedType(type.child) };
    case 'MAP':
      return { ...type, key: storedType(type.key), value: storedType(type.value) };
    case 'UNION':
      return { ...type, members: type.members.map(({ name, type: of }) => ({ name, type: storedType(of) })) };
    default:
      return type;
  }
}

/** The name of a struct's field, by its position from 0, in a table. */
export function storedFieldName(field: Field, at: number): string {
  return field.name === '' ? String(at + 1) : field.name;
}

function storedField(field: Field, at: number): Field {
  return { name: storedFieldName(field, at), type: storedType(field.type) };
}
