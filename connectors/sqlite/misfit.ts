import { AtollError } from '../../engine/errors/atoll-error.ts';

/** Thrown inside a decoder: the value is not one of the column's type. Never leaves this folder. */
export class Misfit extends Error {}

export interface MisfitPlace {
  readonly source: string;
  /** Null where the value is not that of one column. */
  readonly table: string | null;
  readonly column: string;
  readonly type: string;
  /** 1-based place in the fragment's result; null where SQLite met the value in the middle of its work. */
  readonly row: number | null;
}

/** The `value-misfit` error of one value: which, where, and what to do. */
export function misfitError(place: MisfitPlace, value: unknown): AtollError {
  const { source, table, column, type, row } = place;
  const where = table === null ? `the result column "${column}"` : `column "${column}" of ${source}.${table}`;
  const which = row === null ? '' : ` (row ${row} read)`;
  const message = `${describe(value)} in ${where}${which} does not fit the column's type ${type}.`;
  return new AtollError('value-misfit', message, {
    source,
    step: 'read',
    hint: hintOf(table, column, value),
  });
}

function hintOf(table: string | null, column: string, value: unknown): string {
  if (table === null) return 'Cast the expression to a type that holds it, or read the column as text.';
  const stored = `SELECT rowid, ${quoted(column)} FROM ${quoted(table)} WHERE typeof(${quoted(column)}) = '${storageClass(value)}'`;
  return `Declare the column as text (text: [${table}.${column}] in atoll.yaml), or correct the rows: ${stored}.`;
}

function describe(value: unknown): string {
  const shown = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);
  if (typeof value === 'string') return `The text '${shown(value)}'`;
  if (typeof value === 'bigint') return `The integer ${value}`;
  if (typeof value === 'number') return `The real number ${value}`;
  if (value instanceof Uint8Array) return `A blob of ${value.length} bytes`;
  return 'A value';
}

/** SQLite's `typeof` of a value as it arrives here. */
export function storageClass(value: unknown): string {
  if (typeof value === 'string') return 'text';
  if (typeof value === 'bigint') return 'integer';
  if (typeof value === 'number') return 'real';
  return value instanceof Uint8Array ? 'blob' : 'null';
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
