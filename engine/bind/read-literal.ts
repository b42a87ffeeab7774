import type { DataType } from '../types/data-type.ts';
import type { LiteralValue, TypedLiteral } from '../types/literal.ts';
import { isDateInfinity, dateText, intervalText, timestampText, timeText } from './epoch-text.ts';
import type { ExactJson } from './exact-json.ts';
import { ExactNumber } from './exact-json.ts';
import { FieldReader } from './field-reader.ts';
import { readType } from './read-type.ts';
import { Unmodelled } from './unmodelled.ts';

/** A constant of DuckDB's JSON (`{type, is_null, value}`) as a typed literal. */
export function readLiteral(json: ExactJson | undefined): TypedLiteral {
  const reader = new FieldReader(json, 'A constant');
  const type = readType(reader.raw('type'));
  const isNull = reader.flag('is_null');
  const value = isNull ? null : readValue(type, reader.raw('value'));
  reader.end();
  return { type, value };
}

function readValue(type: DataType, value: ExactJson | undefined): LiteralValue {
  switch (type.id) {
    case 'BOOLEAN':
    case 'VARCHAR':
    case 'FLOAT':
    case 'DOUBLE':
      return plainText(type, value);
    case 'BLOB':
      return blobHex(plainText(type, value));
    case 'DECIMAL':
      return decimalText(integerOf(value), type.scale);
    case 'UUID':
      return uuidText(integerOf(value));
    case 'ENUM':
      return enumValue(type.values, value);
    case 'DATE':
    case 'TIME':
    case 'TIME_NS':
    case 'TIMESTAMP':
    case 'TIMESTAMP_S':
    case 'TIMESTAMP_MS':
    case 'TIMESTAMP_NS':
    case 'TIMESTAMP WITH TIME ZONE':
      return temporalText(type.id, integerOf(value));
    case 'INTERVAL':
      return readInterval(value);
    case 'LIST':
    case 'ARRAY':
    case 'STRUCT':
      return childrenOf(value).map((child) => readLiteral(child).value);
    case 'MAP':
      return childrenOf(value).flatMap(entryParts);
    case 'UNION':
      return unionValue(type.members, childrenOf(value));
    case 'NULL':
    case 'BIT':
    case 'BIGNUM':
    case 'TIME WITH TIME ZONE':
      throw new Unmodelled(`a constant of type ${type.id}`);
    default:
      return integerOf(value).toString();
  }
}

function plainText(type: DataType, value: ExactJson | undefined): string {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return String(value);
  if (value instanceof ExactNumber) return value.text;
  throw new Unmodelled(`a constant of type ${type.id} in an unknown form`);
}

/** Integers come as a number, or in two halves of 64 bits of which the upper one has the sign. */
function integerOf(value: ExactJson | undefined): bigint {
  if (typeof value === 'number') return BigInt(value);
  if (value instanceof ExactNumber) return digitsOf(value.text);
  const halves = new FieldReader(value, 'A large integer');
  const whole = (digitsOf(halves.digits('upper')) << 64n) + digitsOf(halves.digits('lower'));
  halves.end();
  return whole;
}

function digitsOf(text: string): bigint {
  if (!/^-?\d+$/.test(text)) throw new Unmodelled(`the integer ${text}`);
  return BigInt(text);
}

/** An unscaled integer with the point put in. */
function decimalText(unscaled: bigint, scale: number): string {
  if (scale === 0) return unscaled.toString();
  const negative = unscaled < 0n;
  const digits = (negative ? -unscaled : unscaled).toString().padStart(scale + 1, '0');
  return `${negative ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** DuckDB flips the sign bit of a UUID so that it sorts as a signed integer. */
function uuidText(stored: bigint): string {
  const bits = BigInt.asUintN(128, stored) ^ (1n << 127n);
  return bits
    .toString(16)
    .padStart(32, '0')
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

function enumValue(values: readonly string[], value: ExactJson | undefined): string {
  const text = typeof value === 'number' ? values[value] : undefined;
  if (text === undefined) throw new Unmodelled('an enum constant outside of its values');
  return text;
}

/** DuckDB writes bytes outside of printable ASCII as \xHH. */
function blobHex(text: string): string {
  const bytes = text.replace(/\\x([0-9A-Fa-f]{2})|[^]/g, (part, hex: string | undefined) => {
    return hex ?? part.charCodeAt(0).toString(16).padStart(2, '0');
  });
  return bytes.toUpperCase();
}

function temporalText(id: string, value: bigint): string {
  switch (id) {
    case 'DATE':
      return dateText(value);
    case 'TIME':
      return timeText(value, 1_000_000n);
    case 'TIME_NS':
      return timeText(value, 1_000_000_000n);
    case 'TIMESTAMP_S':
      return timestampText(value, 1n);
    case 'TIMESTAMP_MS':
      return timestampText(value, 1000n);
    case 'TIMESTAMP_NS':
      return timestampText(value, 1_000_000_000n);
    case 'TIMESTAMP WITH TIME ZONE': {
      const text = timestampText(value, 1_000_000n);
      return isDateInfinity(text) ? text : `${text}+00`;
    }
    default:
      return timestampText(value, 1_000_000n);
  }
}

function readInterval(value: ExactJson | undefined): string {
  const parts = new FieldReader(value, 'An interval');
  const text = intervalText(parts.number('months'), parts.number('days'), digitsOf(parts.digits('micros')));
  parts.end();
  return text;
}

function childrenOf(value: ExactJson | undefined): readonly ExactJson[] {
  const reader = new FieldReader(value, 'A nested constant');
  const children = reader.list('children');
  reader.end();
  return children;
}

function entryParts(entry: ExactJson): readonly LiteralValue[] {
  const { value } = readLiteral(entry);
  if (!Array.isArray(value)) throw new Unmodelled('a map constant without entries');
  return value as readonly LiteralValue[];
}

function unionValue(
  members: readonly { readonly name: string }[],
  children: readonly ExactJson[],
): LiteralValue {
  const tag = Number(readLiteral(children[0]).value);
  const member = members[tag];
  const child = children[tag + 1] ?? children[1];
  if (member === undefined || child === undefined)
    throw new Unmodelled('a union constant without its member');
  return [member.name, readLiteral(child).value];
}
