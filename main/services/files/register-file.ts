import { basename, dirname, extname, isAbsolute, relative, resolve, sep } from 'node:path';
import { AtollError } from '../../../engine/errors/atoll-error.ts';
import type { CatalogTable, SourceCatalog } from '../../../engine/types/catalog.ts';
import type { CsvOptions } from '../../contract/api/results.ts';
import { tableSql } from '../catalogs/catalog-view.ts';
import { keptPath } from '../sources/read-address.ts';
import type { SourcesService } from '../sources/sources-service.ts';
import { changeSource, type EditedWorkspace } from '../workspace/edit-sources.ts';
import { isMapping } from '../workspace/is-mapping.ts';
import type { SourceSection } from '../workspace/sources-text.ts';
import type { SourceDefinition } from '../workspace/workspace.ts';
import { realPathOf } from './browse-folder.ts';
import { encodingOf, kindOfFile } from './file-kind.ts';

/** What registering a file works with. */
export interface RegisterParts extends EditedWorkspace {
  readonly sources: Pick<SourcesService, 'addRead' | 'parse'>;
  readonly definitions: () => readonly SourceDefinition[];
  /** The catalog as it is now, with what was just added. */
  readonly catalog: (source: string) => Promise<SourceCatalog>;
  readonly reload: () => Promise<void>;
}

/** A file to be made queryable. */
export interface FileToRegister {
  /** Absolute. */
  readonly path: string;
  /** The source's name; null for one after the file. */
  readonly name: string | null;
  readonly options: CsvOptions;
}

export interface RegisteredFile {
  readonly source: string;
  /** As queries name them. */
  readonly tables: readonly string[];
}

/**
 * Makes a source of a file, or finds the source that holds it already: the same file, or the nearest folder of files
 * above it. How it is to be read goes into the source's `options`. Throws `usage` for what is no table.
 */
export async function registerFile(file: FileToRegister, parts: RegisterParts): Promise<RegisteredFile> {
  const path = await realPathOf(file.path);
  const kind = await kindOfFile(path).catch(() => 'unknown' as const);
  if (kind === 'unknown')
    throw new AtollError('usage', `${basename(path)} is no file that can be read as a table.`, {
      step: 'file',
      hint: 'Use Parquet, CSV, TSV, JSON, SQLite or DuckDB files, with their usual endings.',
    });
  const options = kind === 'csv' ? await withEncoding(path, file.options) : {};
  for (const holder of await holdersOf(path, parts)) {
    const found = await tablesIn(holder, path, options, parts);
    if (found !== null) return found;
  }
  const address = await parts.sources.parse(keptPath(path, parts.dir));
  const reading = Object.keys(options).length === 0 ? {} : { options: { '*': options } };
  const source = await parts.sources.addRead({
    ...address,
    name: file.name ?? address.name,
    config: { ...address.config, ...reading },
  });
  const catalog = await parts.catalog(source);
  refuseUnreadable(catalog, path);
  return { source, tables: catalog.tables.map((table) => tableSql(catalog, table)) };
}

/** DuckDB does not find the encoding out: what is not UTF-8 must say so. */
async function withEncoding(path: string, options: CsvOptions): Promise<CsvOptions> {
  const encoding = options.encoding ?? (await encodingOf(path));
  const { encoding: _given, ...rest } = options;
  return encoding === 'utf-8' ? rest : { ...rest, encoding };
}

interface Holder {
  readonly source: SourceDefinition;
  /** The file from the source's folder on, with `/`; empty where the source is the file itself. */
  readonly inside: string;
}

/** Sources that may hold the file, the nearest first. */
async function holdersOf(path: string, { dir, definitions }: RegisterParts): Promise<readonly Holder[]> {
  const holders: Holder[] = [];
  for (const source of definitions()) {
    const { path: own } = source.config;
    if (typeof own !== 'string') continue;
    const inside = relative(await realPathOf(resolve(dir, own)), path);
    const isOutside = isAbsolute(inside) || inside.split(sep)[0] === '..';
    const isHidden = inside.split(sep).some((part) => /^[._]/.test(part));
    if (isOutside || isHidden || (inside !== '' && source.kind !== 'files')) continue;
    holders.push({ source, inside: inside.replaceAll(sep, '/') });
  }
  return holders.toSorted((one, other) => one.inside.length - other.inside.length);
}

/** The tables of the file in a source that may hold it; null where that leaves it out. */
async function tablesIn(
  { source, inside }: Holder,
  path: string,
  options: CsvOptions,
  parts: RegisterParts,
): Promise<RegisteredFile | null> {
  const before = await parts.catalog(source.name).catch(() => null);
  if (before === null) return null;
  const isFound = inside === '' || before.tables.some(holds(inside)) || isProblem(before, inside);
  if (!isFound) return null;
  if (Object.keys(options).length > 0) {
    const key = inside === '' ? '*' : inside;
    await changeSource(parts, source.name, source.name, (section) => withOptions(section, key, options));
    await parts.reload();
  }
  const catalog = Object.keys(options).length > 0 ? await parts.catalog(source.name) : before;
  refuseUnreadable(catalog, path);
  const tables = inside === '' ? catalog.tables : catalog.tables.filter(holds(inside));
  return { source: source.name, tables: tables.map((table) => tableSql(catalog, table)) };
}

/** The names that the files connector may give to the table of a file, by its path in the folder. */
function namesOf(inside: string): ReadonlySet<string> {
  const file = basename(inside).replace(/\.(?:gz|zst)$/i, '');
  const ending = extname(file).slice(1).toLowerCase();
  const stem = file.slice(0, file.length - extname(file).length);
  const folders = dirname(inside)
    .split('/')
    .filter((part) => part !== '.' && !part.includes('='));
  const names = folders.length === 0 ? [stem] : [folders.join('_'), [...folders, stem].join('_')];
  return new Set(names.flatMap((name) => [name, `${name}_${ending}`]).map((name) => name.toLowerCase()));
}

function holds(inside: string): (table: CatalogTable) => boolean {
  const names = namesOf(inside);
  return ({ path }) => names.has(path.name.toLowerCase());
}

function isProblem({ problems = [] }: SourceCatalog, inside: string): boolean {
  const names = namesOf(inside);
  return problems.some(({ path }) => names.has(path.name.toLowerCase()));
}

function withOptions(section: SourceSection, key: string, options: CsvOptions): SourceSection {
  const known = isMapping(section['options']) ? section['options'] : {};
  return { ...section, options: { ...known, [key]: options } };
}

function refuseUnreadable({ source, tables, problems = [] }: SourceCatalog, path: string): void {
  const [problem] = problems;
  if (tables.length > 0 || problem === undefined) return;
  throw new AtollError('file-format', `${basename(path)} can't be read: ${problem.message}`, {
    source,
    step: 'file',
    hint: 'It is among the sources; change how it is read, or remove it.',
  });
}
