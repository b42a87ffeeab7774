import path from 'node:path';
import { AtollError } from '../../engine/errors/atoll-error.ts';
import { checkConfig } from '../../engine/spi/check-config.ts';
import type { ConfigField, SourceConfig } from '../../engine/spi/config-field.ts';
import { globMatcher } from './glob.ts';

export const FILES_FIELDS: readonly ConfigField[] = [
  {
    name: 'path',
    label: 'Folder or file',
    type: 'path',
    required: true,
    help: 'The folder whose files are tables, or one file; a relative path starts at the workspace.',
  },
  {
    name: 'include',
    label: 'Only these',
    type: 'list',
    required: false,
    help: 'Globs of the files to take, from the folder on, such as `sales/**/*.parquet`; all by default.',
  },
  {
    name: 'exclude',
    label: 'Not these',
    type: 'list',
    required: false,
    help: 'Globs of the files to leave out.',
  },
  {
    name: 'options',
    label: 'Reading options',
    type: 'object',
    required: false,
    help: 'By table name or glob: delimiter, quote, escape, header, skip, types, encoding, nullstr, dateformat, timestampformat for CSV; format for JSON.',
  },
];

/** How the files of a table are to be read where guessing is not wanted. */
export interface ReadingOptions {
  readonly delimiter?: string;
  readonly quote?: string;
  readonly escape?: string;
  readonly header?: boolean;
  /** Lines before the header or the first row. */
  readonly skip?: number;
  /** DuckDB types by column. */
  readonly types?: Readonly<Record<string, string>>;
  readonly encoding?: string;
  readonly nullstr?: readonly string[];
  readonly dateformat?: string;
  readonly timestampformat?: string;
  readonly format?: 'auto' | 'array' | 'newline_delimited' | 'unstructured';
}

export interface FilesConfig {
  /** Absolute. */
  readonly root: string;
  /** Whether a file is taken, by its path from the root with `/`. */
  readonly takes: (relative: string) => boolean;
  /** The options of a table, by its name or the path of its first file. */
  readonly optionsOf: (table: string, relative: string) => ReadingOptions;
}

const JSON_FORMATS = ['auto', 'array', 'newline_delimited', 'unstructured'];

const CHECKS: Readonly<Record<keyof ReadingOptions, (value: unknown) => boolean>> = {
  delimiter: isText,
  quote: isText,
  escape: isText,
  header: (value) => typeof value === 'boolean',
  skip: (value) => Number.isSafeInteger(value) && Number(value) >= 0,
  types: (value) => typeof value === 'object' && value !== null && Object.values(value).every(isText),
  encoding: isText,
  nullstr: (value) => Array.isArray(value) && value.every(isText),
  dateformat: isText,
  timestampformat: isText,
  format: (value) => JSON_FORMATS.includes(String(value)),
};

/** The section of `atoll.yaml` in checked form. Throws `workspace-invalid`. */
export function filesConfig(source: string, config: SourceConfig, workspaceDir: string): FilesConfig {
  const checked = checkConfig(source, 'files', FILES_FIELDS, config);
  const include = ((checked['include'] ?? []) as readonly string[]).map(globMatcher);
  const exclude = ((checked['exclude'] ?? []) as readonly string[]).map(globMatcher);
  const options = Object.entries((checked['options'] ?? {}) as Readonly<Record<string, unknown>>).map(
    ([pattern, value]) => ({
      pattern,
      matches: globMatcher(pattern),
      value: readingOptions(source, pattern, value),
    }),
  );
  return {
    root: path.resolve(workspaceDir, String(checked['path'])),
    takes: (relative) =>
      (include.length === 0 || include.some((matches) => matches(relative))) &&
      !exclude.some((matches) => matches(relative)),
    optionsOf: (table, relative) =>
      options.find(({ pattern, matches }) => pattern === table || matches(relative))?.value ?? {},
  };
}

function readingOptions(source: string, pattern: string, value: unknown): ReadingOptions {
  if (typeof value !== 'object' || value === null)
    throw invalid(source, `options of '${pattern}' must be a mapping`);
  const options: Record<string, unknown> = { ...value };
  if (typeof options['nullstr'] === 'string') options['nullstr'] = [options['nullstr']];
  for (const [name, given] of Object.entries(options)) {
    if (!isOption(name)) throw invalid(source, `'${name}' of '${pattern}' is not a reading option`);
    if (!CHECKS[name](given))
      throw invalid(source, `'${name}' of '${pattern}' does not have the value it takes`);
  }
  return options;
}

function isOption(name: string): name is keyof ReadingOptions {
  return Object.hasOwn(CHECKS, name);
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function invalid(source: string, what: string): AtollError {
  const hint = `The options are ${Object.keys(CHECKS).join(', ')}.`;
  return new AtollError('workspace-invalid', `Source ${source}: ${what}.`, { source, step: 'config', hint });
}
