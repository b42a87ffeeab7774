import { stat } from 'node:fs/promises';
import { AtollError } from '../../engine/errors/atoll-error.ts';
import type { ScanNode } from '../../engine/plan/node.ts';
import type { Connector, ReadSession, Source, SourceContext } from '../../engine/spi/connector.ts';
import type { ProbeReport, ProbeStep } from '../../engine/spi/probe.ts';
import { probeInSteps } from '../../engine/spi/probe-in-steps.ts';
import type { CatalogProblem, CatalogTable, SourceCatalog } from '../../engine/types/catalog.ts';
import { catalogTable } from './catalog-table.ts';
import type { FilesConfig } from './config.ts';
import type { FileTable } from './file-tables.ts';
import { fileTables, singleTable } from './file-tables.ts';
import { fromText } from './from-text.ts';
import type { GivenReading, Reading } from './reading.ts';
import { readingOf } from './reading.ts';
import { givenSettings } from './sniff-csv.ts';
import { globOf } from './sql-text.ts';
import { singleFile, walkFolder } from './walk.ts';

/** A folder of data files, or one file, which DuckDB reads where it is. */
export class FilesSource implements Source {
  readonly name: string;
  readonly connector: Connector;
  readonly isNear = true;
  readonly #context: SourceContext;
  readonly #config: FilesConfig;
  /** How text files were understood when the catalog was last read: for scans that carry no column. */
  readonly #readings = new Map<string, Reading>();

  constructor(connector: Connector, context: SourceContext, config: FilesConfig) {
    this.name = context.name;
    this.connector = connector;
    this.#context = context;
    this.#config = config;
  }

  async probe(signal: AbortSignal, onStep?: (step: ProbeStep) => void): Promise<ProbeReport> {
    const find = async (): Promise<string> => {
      const { length } = await this.#tables(signal);
      return length === 1 ? '1 table' : `${length} tables`;
    };
    return await probeInSteps(this.name, [{ step: 'file', run: find }], onStep);
  }

  async catalog(signal: AbortSignal): Promise<SourceCatalog> {
    const local = await this.#context.local();
    const tables: CatalogTable[] = [];
    const problems: CatalogProblem[] = [];
    for (const table of await this.#tables(signal)) {
      try {
        const found = await catalogTable(local, table, this.#config, signal);
        const reading = readingOf(found.columns);
        if (reading !== null) this.#readings.set(table.name, reading);
        tables.push(found);
      } catch (error) {
        signal.throwIfAborted();
        problems.push(problemOf(table, error));
      }
    }
    const found = { source: this.name, defaultSchema: null, tables, fetchedAt: new Date().toISOString() };
    return problems.length === 0 ? found : { ...found, problems };
  }

  async begin(signal: AbortSignal): Promise<ReadSession> {
    const tables = new Map((await this.#tables(signal)).map((table) => [table.name, table]));
    const mount = {
      setup: [],
      paths: [this.#config.root, ...globbedPaths([...tables.values()])],
      table: (scan: ScanNode): string => this.#fromText(tables.get(scan.table.name), scan),
    };
    return { connectMs: null, mount, close: () => Promise.resolve() };
  }

  async close(): Promise<void> {
    this.#readings.clear();
    await Promise.resolve();
  }

  #fromText(table: FileTable | undefined, scan: ScanNode): string {
    if (table === undefined) {
      const message = `The files of ${this.name}.${scan.table.name} are gone.`;
      const hint = `Run 'atoll sources refresh ${this.name}' and the query again.`;
      throw new AtollError('source-drift', message, { source: this.name, step: 'file', hint });
    }
    const reading = readingOf(scan.fields) ?? this.#readings.get(table.name) ?? this.#given(table);
    return fromText(table, reading, scan.fields);
  }

  /** A scan of no column carries no reading: then the options hold, and DuckDB finds the rest again. */
  #given(table: FileTable): GivenReading | null {
    if (table.format !== 'csv' && table.format !== 'tsv') return null;
    const options = this.#config.optionsOf(table.name, table.files[0]?.relative ?? '');
    return { kind: 'CSV', ...givenSettings(table, options) };
  }

  async #tables(signal: AbortSignal): Promise<readonly FileTable[]> {
    const { root, takes } = this.#config;
    try {
      if ((await stat(root)).isDirectory()) return fileTables(await walkFolder({ root, takes, signal }));
      const file = await singleFile(root);
      if (file !== null) return [singleTable(file)];
    } catch (error) {
      signal.throwIfAborted();
      throw unavailable(this.name, root, error);
    }
    const hint = 'Name a folder, or a Parquet, CSV, TSV or JSON file by its usual ending.';
    throw new AtollError('file-format', `${root} is no file that can be read as a table.`, {
      source: this.name,
      step: 'file',
      hint,
    });
  }
}

/** DuckDB looks whether it may open a path before it reads the path as a glob: so the glob must be allowed as well. */
function globbedPaths(tables: readonly FileTable[]): readonly string[] {
  const files = tables.flatMap((table) => table.files.map((file) => file.absolute));
  return files.filter((file) => globOf(file) !== file).map(globOf);
}

function problemOf(table: FileTable, error: unknown): CatalogProblem {
  const words = error instanceof Error ? error.message : String(error);
  const where = table.kind === 'file' ? `${table.files[0]?.relative ?? table.name}: ` : '';
  return {
    path: { schema: null, name: table.name },
    message: `${where}${words.split('\n\n')[0]?.trim() ?? ''}`,
  };
}

function unavailable(source: string, root: string, cause: unknown): AtollError {
  const code = cause instanceof Error && 'code' in cause ? cause.code : null;
  const missing = code === 'ENOENT';
  const message = missing
    ? `There is no file or folder ${root}.`
    : `${root} can't be read: ${String(cause)}.`;
  const hint = missing ? 'Check the path; a relative one starts at the workspace.' : 'Check the permissions.';
  return new AtollError('source-unavailable', message, { source, step: 'file', hint, cause });
}
