import path from 'node:path';
import { checkConfig } from '../../engine/spi/check-config.ts';
import type { ConfigField, SourceConfig } from '../../engine/spi/config-field.ts';

export const DUCKDB_FIELDS: readonly ConfigField[] = [
  {
    name: 'path',
    label: 'File',
    type: 'path',
    required: true,
    help: 'The DuckDB database file; a relative path starts at the workspace.',
  },
];

/** The absolute path of the database. Throws `workspace-invalid`. */
export function duckdbFile(source: string, config: SourceConfig, workspaceDir: string): string {
  const checked = checkConfig(source, 'duckdb', DUCKDB_FIELDS, config);
  return path.resolve(workspaceDir, String(checked['path']));
}

/** `duckdb:data/local.duckdb`, `duckdb:///srv/local.duckdb`, or the path of a file that ends in `.duckdb` or `.ddb`. */
export function duckdbFromUrl(url: string): { config: SourceConfig; secret: null } | null {
  const scheme = /^duckdb:(?:\/\/(?=\/|$))?/iu.exec(url);
  if (scheme !== null) return { config: { path: decodePath(url.slice(scheme[0].length)) }, secret: null };
  const plain = !/^[a-z][a-z0-9+.-]+:/iu.test(url) && /\.(?:duckdb|ddb)$/iu.test(url);
  return plain ? { config: { path: url }, secret: null } : null;
}

/** A percent sign that encodes nothing stands for itself. */
function decodePath(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
