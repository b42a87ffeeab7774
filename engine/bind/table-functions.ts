/** Table functions that compute their rows from their arguments alone. */
const PURE: ReadonlySet<string> = new Set([
  'range',
  'generate_series',
  'unnest',
  'repeat',
  'repeat_row',
  'json_each',
  'json_tree',
]);

export function isPureTableFunction(name: string): boolean {
  return PURE.has(name.toLowerCase());
}

/** Table functions that read files; the caller may turn a call of one into a table of a files source. */
const FILES: ReadonlySet<string> = new Set([
  'read_csv',
  'read_csv_auto',
  'read_parquet',
  'parquet_scan',
  'read_json',
  'read_json_auto',
  'read_json_objects',
  'read_ndjson',
  'read_ndjson_auto',
  'read_ndjson_objects',
]);

export function isFileFunction(name: string): boolean {
  return FILES.has(name.toLowerCase());
}
