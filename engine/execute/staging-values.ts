import {
  DuckDBArrayValue,
  DuckDBBlobValue,
  DuckDBListValue,
  DuckDBMapValue,
  DuckDBStructValue,
  DuckDBUnionValue,
  type DuckDBValue,
} from '@duckdb/node-api';
import { type DataType, type Field, VARCHAR } from '../types/data-type.ts';

/*
 * The `values` layout is staged in two steps: first a table whose columns have the nesting of the wanted types but
 * text for every scalar (BLOB stays bytes), then DuckDB's own cast to the wanted types. So every scalar means what
 * `CAST('…' AS type)` says, and no reading of dates or decimals is repeated here.
 */

/** The type that a column of the `values` layout first has: its own shape with VARCHAR in place of other scalars. */
export function textShape(type: DataType): DataType {
  const field = ({ name, type: inner }: Field): Field => ({ name, type: textShape(inner) });
  switch (type.id) {
    case 'LIST':
      return { id: 'LIST', child: textShape(type.child) };
    case 'ARRAY':
      return { id: 'ARRAY', child: textShape(type.child), size: type.size };
    case 'STRUCT':
      return { id: 'STRUCT', fields: type.fields.map(field) };
    case 'MAP':
      return { id: 'MAP', key: textShape(type.key), value: textShape(type.value) };
    case 'UNION':
      return { id: 'UNION', members: type.members.map(field) };
    case 'BLOB':
      return type;
    default:
      return VARCHAR;
  }
}

/** A value of the `values` layout as the binding's value of the type's text shape. */
export function textShapeValue(value: unknown, type: DataType): DuckDBValue {
  if (value === null || value === undefined) return null;
  switch (type.id) {
    case 'LIST':
      return new DuckDBListValue(parts(value).map((part) => textShapeValue(part, type.child)));
    case 'ARRAY':
      return new DuckDBArrayValue(parts(value).map((part) => textShapeValue(part, type.child)));
    case 'STRUCT':
      return structValue(parts(value), type.fields);
    case 'MAP':
      return mapValue(parts(value), type.key, type.value);
    case 'UNION':
      return unionValue(parts(value), type.members);
    case 'BLOB':
      return new DuckDBBlobValue(Uint8Array.from(Buffer.from(text(value), 'hex')));
    default:
      return text(value);
  }
}

function structValue(values: readonly unknown[], fields: readonly Field[]): DuckDBStructValue {
  const entries = fields.map((field, at) => [field.name, textShapeValue(values[at], field.type)] as const);
  return new DuckDBStructValue(Object.fromEntries(entries));
}

/** `values` are key, value, key, value… */
function mapValue(values: readonly unknown[], key: DataType, value: DataType): DuckDBMapValue {
  const entries = [];
  for (let at = 0; at < values.length; at += 2) {
    entries.push({ key: textShapeValue(values[at], key), value: textShapeValue(values[at + 1], value) });
  }
  return new DuckDBMapValue(entries);
}

/** `values` are the member's name and its value. */
function unionValue(values: readonly unknown[], members: readonly Field[]): DuckDBUnionValue {
  const tag = text(values[0]);
  const member = members.find((candidate) => candidate.name === tag);
  if (member === undefined) throw new TypeError(`A union value has the unknown tag ${tag}.`);
  return new DuckDBUnionValue(tag, textShapeValue(values[1], member.type));
}

function parts(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new TypeError('A nested value must be given as the list of its parts.');
}

function text(value: unknown): string {
  if (typeof value === 'string') return value;
  throw new TypeError(`A scalar must be given as text, not as ${typeof value}.`);
}
