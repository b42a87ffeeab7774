import { AtollError } from '../errors/atoll-error.ts';
import type { ErrorCode } from '../errors/error-code.ts';
import { lineAndColumn } from './text-edit.ts';

/** Not those between the arguments of a function. */
const COMMA_BETWEEN = /,(?![^(]*\))/;

/** A text that is bound: the user's query (file null) or a model. */
export interface SourceText {
  readonly sql: string;
  readonly file: string | null;
}

/** DuckDB's error as data (`errors_as_json`); the same fields that `json_serialize_plan` gives. */
export interface DuckdbError {
  readonly type: string;
  readonly message: string;
  readonly subtype: string | null;
  /** What is missing: `Table`, `Scalar Function` …. */
  readonly entry: string | null;
  readonly name: string | null;
  readonly candidates: readonly string[];
  /** UTF-8 byte offset. */
  readonly position: number | null;
}

/** Reads an error message that carries DuckDB's JSON; null for any other message. */
export function readDuckdbError(message: string): DuckdbError | null {
  const start = message.indexOf('{');
  if (start < 0) return null;
  try {
    return fromFields(JSON.parse(message.slice(start)) as Record<string, unknown>);
  } catch {
    return null;
  }
}

/** The same from the fields of an error object of either spelling. */
export function fromFields(fields: Record<string, unknown>): DuckdbError | null {
  const text = (name: string): string | null => (typeof fields[name] === 'string' ? fields[name] : null);
  const type = text('exception_type') ?? text('error_type');
  const message = text('exception_message') ?? text('error_message');
  if (type === null || message === null) return null;
  const position = text('position');
  return {
    type: type.toLowerCase(),
    message,
    subtype: text('error_subtype'),
    entry: text('type'),
    name: text('name'),
    candidates: text('candidates')?.split(COMMA_BETWEEN) ?? [],
    position: position === null ? null : Number(position),
  };
}

/** DuckDB's error as the user's: its first sentence as the message, the nearest names as the hint. */
export function bindError(
  error: DuckdbError,
  source: SourceText,
  originOf: (byteOffset: number) => number,
): AtollError {
  const [message = error.message] = error.message.split(/\n\s*(?:Candidate|Did you mean|LINE )/);
  const place = error.position === null ? null : lineAndColumn(source.sql, originOf(error.position));
  return new AtollError(codeOf(error), message.trim(), {
    file: source.file,
    line: place?.line ?? null,
    column: place?.column ?? null,
    hint: hintOf(error),
  });
}

function codeOf(error: DuckdbError): ErrorCode {
  if (error.type === 'parser' || error.type === 'syntax') return 'sql-syntax';
  if (error.entry === 'Table' || error.message.startsWith('Referenced table ')) return 'sql-unknown-table';
  const column =
    error.subtype === 'COLUMN_NOT_FOUND' ||
    /does not have a column named|^Referenced column /.test(error.message);
  return column ? 'sql-unknown-column' : 'sql-bind';
}

function hintOf(error: DuckdbError): string | null {
  const bindings = /Candidate (?:bindings|tables):[\s:]*(.*)/.exec(error.message)?.[1];
  const names = bindings?.match(/"[^"]+"/g)?.map((name) => name.slice(1, -1)) ?? error.candidates;
  if (names.length === 0) {
    const near = /Did you mean "([^"]+)"/.exec(error.message)?.[1];
    return near === undefined ? null : `Did you mean ${near}?`;
  }
  const shown = names.slice(0, 5).map((name) => name.trim());
  return error.subtype === 'NO_MATCHING_FUNCTION'
    ? `Known forms: ${shown.join('; ')}`
    : `Did you mean ${shown.join(', ')}?`;
}

/** An error at a UTF-16 offset of a text. */
export function errorAt(
  code: ErrorCode,
  message: string,
  source: SourceText,
  offset: number | null,
  hint: string | null = null,
): AtollError {
  const place = offset === null ? null : lineAndColumn(source.sql, offset);
  return new AtollError(code, message, {
    file: source.file,
    line: place?.line ?? null,
    column: place?.column ?? null,
    hint,
  });
}
