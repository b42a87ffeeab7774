import { quoteText } from '../duckdb/quote.ts';
import { duckdbLiteral } from '../duckdb/sql/literals.ts';
import { AtollError } from '../errors/atoll-error.ts';
import type { DataType } from '../types/data-type.ts';
import type { TypedLiteral } from '../types/literal.ts';
import type { SqlToken } from './sql-tokens.ts';
import type { TextEdit } from './text-edit.ts';

/** Values by name without `$`; `?` counts from 1. A text takes the type that the query gives the parameter. */
export type ParameterValues = ReadonlyMap<string, TypedLiteral | string>;

/** A place in the text where a parameter stands. */
export interface ParameterPlace {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** The parameters of a text in the order of writing. */
export function parameterPlaces(tokens: readonly SqlToken[]): readonly ParameterPlace[] {
  let counted = 0;
  return tokens
    .filter((token) => token.kind === 'parameter')
    .map(({ text, start, end }) => {
      if (text === '?') counted += 1;
      return { name: text === '?' ? String(counted) : text.slice(1), start, end };
    });
}

/** Checks that each parameter has a value and each value a parameter. */
export function checkParameters(places: readonly ParameterPlace[], values: ParameterValues): void {
  const wanted = new Set(places.map((place) => place.name));
  const missing = [...wanted].filter((name) => !values.has(name));
  const unknown = [...values.keys()].filter((name) => !wanted.has(name));
  if (missing.length > 0) {
    throw new AtollError('sql-parameter', `The query needs a value for ${list(missing)}.`, {
      hint: `Give it as --param ${missing[0]}=VALUE.`,
    });
  }
  if (unknown.length > 0) {
    const hint = wanted.size === 0 ? 'It has no parameters.' : `Its parameters are ${list([...wanted])}.`;
    throw new AtollError('sql-parameter', `The query has no parameter ${list(unknown)}.`, { hint });
  }
}

function list(names: readonly string[]): string {
  return names.map((name) => `$${name}`).join(', ');
}

/** The edits that write the values in, as constants of the right type. */
export function parameterEdits(
  places: readonly ParameterPlace[],
  values: ParameterValues,
  types: ReadonlyMap<string, DataType>,
): readonly TextEdit[] {
  return places.map(({ name, start, end }) => {
    return { start, end, replacement: constantText(values.get(name) ?? '', types.get(name) ?? null) };
  });
}

/** A text without a known type stays a bare constant, which DuckDB casts to what its place asks for. */
function constantText(value: TypedLiteral | string, type: DataType | null): string {
  if (typeof value !== 'string') return literalText(value);
  if (type === null || type.id === 'VARCHAR') return quoteText(value);
  return castText(value, type);
}

/** Constants of DuckDB SQL are plain text: they hold neither labels nor placeholders. */
function literalText(literal: TypedLiteral): string {
  const { parts } = duckdbLiteral(literal);
  return parts.map((part) => (typeof part === 'string' ? part : '')).join('');
}

/** SQL that casts a text to a type. */
export function castText(value: string, type: DataType, word = 'CAST'): string {
  const named = literalText({ type, value: null });
  return named.replace(/^CAST\(NULL AS /, () => `${word}(${quoteText(value)} AS `);
}

/** The types with numbers added for untyped values that read as numbers. */
export function numericTypes(
  values: ParameterValues,
  types: ReadonlyMap<string, DataType>,
): ReadonlyMap<string, DataType> {
  const all = new Map(types);
  for (const [name, value] of values) {
    if (types.has(name) || typeof value !== 'string') continue;
    if (/^-?\d{1,9}$/.test(value)) all.set(name, { id: 'INTEGER' });
    else if (/^-?\d{10,18}$/.test(value)) all.set(name, { id: 'BIGINT' });
    else if (/^-?(?:\d+\.\d*|\.\d+|\d+)(?:[eE][+-]?\d+)?$/.test(value)) all.set(name, { id: 'DOUBLE' });
  }
  return all;
}
