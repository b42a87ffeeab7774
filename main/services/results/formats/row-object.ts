import type { ReadColumn } from '../result-reader.ts';
import { jsonWriter } from './json-value.ts';

/** Writes a row as one JSON object under the columns' unique names. The text is built, so that no name is special. */
export function rowObjects(columns: readonly ReadColumn[]): (row: readonly unknown[]) => string {
  const writers = columns.map(({ name, type }) => ({ label: JSON.stringify(name), write: jsonWriter(type) }));
  return (row) => `{${writers.map(({ label, write }, at) => `${label}:${write(row[at])}`).join(',')}}`;
}
