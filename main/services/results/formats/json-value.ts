import type { DataType, StructType, UnionType } from '../../../../engine/types/data-type.ts';
import { structKey } from '../readable-column.ts';
import type { StoredItems, StoredMap, StoredStruct, StoredUnion } from '../stored-value.ts';
import { scalarWriter } from './scalar-text.ts';

/** Writes one value as JSON text. */
export type JsonWriter = (value: unknown) => string;

/**
 * The exact JSON of a type's values: integers beyond `Number.isSafeInteger` and all DECIMALs as strings, DOUBLE as a
 * number with NaN, the infinities and -0 as strings, dates and times in ISO 8601, BLOB in base64, MAP as a list of
 * `{key, value}`, UNION as `{tag, value}`, a struct without field names as a list.
 */
export function jsonWriter(type: DataType): JsonWriter {
  const write = writerOf(type);
  return (value) => (value === null ? 'null' : write(value));
}

function writerOf(type: DataType): JsonWriter {
  switch (type.id) {
    case 'LIST':
    case 'ARRAY': {
      const child = jsonWriter(type.child);
      return (value) => `[${(value as StoredItems).items.map(child).join(',')}]`;
    }
    case 'STRUCT':
      return structWriter(type);
    case 'MAP': {
      const key = jsonWriter(type.key);
      const item = jsonWriter(type.value);
      const pair = (entry: StoredMap['entries'][number]): string =>
        `{"key":${key(entry.key)},"value":${item(entry.value)}}`;
      return (value) => `[${(value as StoredMap).entries.map(pair).join(',')}]`;
    }
    case 'UNION':
      return unionWriter(type);
    default:
      return flatWriter(type);
  }
}

function structWriter(type: StructType): JsonWriter {
  const fields = type.fields.map((field, at) => ({
    key: structKey(at),
    label: `${JSON.stringify(field.name)}:`,
    write: jsonWriter(field.type),
  }));
  const unnamed = type.fields.every((field) => field.name === '');
  const parts = (value: unknown): string[] => {
    const { entries } = value as StoredStruct;
    return fields.map(({ key, label, write }) => `${unnamed ? '' : label}${write(entries[key])}`);
  };
  return unnamed ? (value) => `[${parts(value).join(',')}]` : (value) => `{${parts(value).join(',')}}`;
}

function unionWriter(type: UnionType): JsonWriter {
  const members = new Map(type.members.map((member) => [member.name, jsonWriter(member.type)]));
  return (value) => {
    const { tag, value: inner } = value as StoredUnion;
    const write = members.get(tag) ?? (() => 'null');
    return `{"tag":${JSON.stringify(tag)},"value":${write(inner)}}`;
  };
}

function flatWriter(type: Parameters<typeof scalarWriter>[0]): JsonWriter {
  const { kind, text } = scalarWriter(type);
  switch (kind) {
    case 'boolean':
      return text;
    case 'integer':
      return (value) => (isSafe(value) ? text(value) : `"${text(value)}"`);
    case 'decimal':
      return (value) => `"${text(value)}"`;
    case 'float':
      return (value) => (Number.isFinite(value) && !Object.is(value, -0) ? text(value) : `"${text(value)}"`);
    case 'text':
      return (value) => JSON.stringify(text(value));
  }
}

function isSafe(value: unknown): boolean {
  if (typeof value === 'number') return true;
  return (
    typeof value === 'bigint' &&
    value <= BigInt(Number.MAX_SAFE_INTEGER) &&
    value >= BigInt(Number.MIN_SAFE_INTEGER)
  );
}
