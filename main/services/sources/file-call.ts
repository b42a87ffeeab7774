import { isAbsolute, resolve } from 'node:path';
import { AtollError } from '../../../engine/errors/atoll-error.ts';
import type { SourceConfig } from '../../../engine/spi/config-field.ts';

/** A call such as `read_csv('data/a.csv', header = true)`, or a file named in FROM. */
export interface FileCall {
  readonly name: string;
  readonly paths: readonly string[];
  readonly options: Readonly<Record<string, string>>;
}

/** DuckDB's options of its file functions, by the reading option of a files source. */
const OPTIONS: Readonly<Record<string, { readonly name: string; readonly read: (text: string) => unknown }>> =
  {
    delim: { name: 'delimiter', read: String },
    sep: { name: 'delimiter', read: String },
    delimiter: { name: 'delimiter', read: String },
    quote: { name: 'quote', read: String },
    escape: { name: 'escape', read: String },
    header: { name: 'header', read: (text) => /^(?:true|1|t)$/i.test(text) },
    skip: { name: 'skip', read: Number },
    encoding: { name: 'encoding', read: String },
    nullstr: { name: 'nullstr', read: (text) => [text] },
    dateformat: { name: 'dateformat', read: String },
    timestampformat: { name: 'timestampformat', read: String },
    format: { name: 'format', read: String },
  };

/**
 * The files source that stands for a file-reading call. Relative paths start at the workspace. Throws `sql-refused`
 * where the call asks for what a files source does not do.
 */
export function configOfCall(call: FileCall, workspaceDir: string): SourceConfig {
  const [path, ...more] = call.paths;
  if (path === undefined || more.length > 0) throw refused(call, 'reads several paths in one call');
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(path)) throw refused(call, 'reads from another machine');
  const reading: Record<string, unknown> = {};
  for (const [option, text] of Object.entries(call.options)) {
    const known = Object.hasOwn(OPTIONS, option.toLowerCase()) ? OPTIONS[option.toLowerCase()] : undefined;
    if (known === undefined) throw refused(call, `has the option ${option}`);
    reading[known.name] = known.read(text);
  }
  const options = Object.keys(reading).length === 0 ? {} : { options: { '*': reading } };
  const { folder, pattern } = splitGlob(path);
  const root = isAbsolute(folder) ? folder : resolve(workspaceDir, folder);
  return { path: root, ...(pattern === null ? {} : { include: [pattern] }), ...options };
}

/** The error of a call that can't become a source. */
export function refused({ name, paths }: FileCall, why: string): AtollError {
  const what = name === 'auto' ? 'FROM' : `${name}()`;
  return new AtollError('sql-refused', `${what} over ${paths.join(', ')} can't be run: it ${why}.`, {
    hint: 'Register the files as a source, where all this can be set, and name its table: atoll sources add --help',
  });
}

/** The folder before the first part of a path that is a pattern, and the rest. */
function splitGlob(path: string): { readonly folder: string; readonly pattern: string | null } {
  const parts = path.split('/');
  const at = parts.findIndex((part) => /[*?[{]/.test(part));
  if (at < 0) return { folder: path, pattern: null };
  return {
    folder: parts.slice(0, at).join('/') || (path.startsWith('/') ? '/' : '.'),
    pattern: parts.slice(at).join('/'),
  };
}
