import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Database } from '../../engine/duckdb/database.ts';
import { mountAndLock } from '../../engine/execute/mounted.ts';
import type { LocalRows, ReadSession, Source } from '../../engine/spi/connector.ts';
import type { CatalogTable, SourceCatalog } from '../../engine/types/catalog.ts';
import { typeToSql } from '../../engine/types/data-type.ts';
import { DEFAULT_LIMITS } from '../../engine/types/limits.ts';
import { filesConnector } from './connector.ts';

const CALM = new AbortController().signal;

/** A folder of data files, written here and read through the connector. */
export class Lake implements AsyncDisposable {
  readonly root: string;
  readonly #local: Database;

  private constructor(root: string, local: Database) {
    this.root = root;
    this.#local = local;
  }

  /** `files` by relative path: text or bytes, or SQL whose rows go to a Parquet file. */
  static async create(files: Readonly<Record<string, string | Uint8Array | { sql: string }>>): Promise<Lake> {
    const lake = new Lake(await mkdtemp(path.join(tmpdir(), 'atoll-lake-')), await Database.open());
    for (const [relative, content] of Object.entries(files)) await lake.write(relative, content);
    return lake;
  }

  async write(relative: string, content: string | Uint8Array | { sql: string }): Promise<void> {
    const file = path.join(this.root, relative);
    await mkdir(path.dirname(file), { recursive: true });
    if (typeof content === 'string' || content instanceof Uint8Array) await writeFile(file, content);
    else await this.#local.run(`COPY (${content.sql}) TO '${file.replaceAll("'", "''")}' (FORMAT parquet)`);
  }

  source(config: Readonly<Record<string, unknown>> = {}): Source {
    return filesConnector.open(
      { path: this.root, ...config },
      {
        name: 'lake',
        workspaceDir: this.root,
        limits: DEFAULT_LIMITS,
        secret: () => Promise.resolve(null),
        local: () => Promise.resolve(this.#local),
        onProgress: () => undefined,
      },
    );
  }

  async catalog(config: Readonly<Record<string, unknown>> = {}): Promise<SourceCatalog> {
    return await this.source(config).catalog(CALM);
  }

  /** Names of the tables. */
  async names(config: Readonly<Record<string, unknown>> = {}): Promise<readonly string[]> {
    return (await this.catalog(config)).tables.map((table) => table.path.name);
  }

  async table(name: string, config: Readonly<Record<string, unknown>> = {}): Promise<CatalogTable> {
    const found = (await this.catalog(config)).tables.find((table) => table.path.name === name);
    if (found === undefined) throw new Error(`There is no table ${name}.`);
    return found;
  }

  /** Columns with their types. */
  async types(name: string, config: Readonly<Record<string, unknown>> = {}): Promise<Record<string, string>> {
    const { columns } = await this.table(name, config);
    return Object.fromEntries(columns.map((column) => [column.name, typeToSql(column.type)]));
  }

  /** Runs `select … FROM` the table as a plan of before would name it, in a DuckDB that sees nothing else. */
  async read(
    table: CatalogTable,
    select = 'SELECT *',
    config: Readonly<Record<string, unknown>> = {},
  ): Promise<LocalRows> {
    const session = await this.source(config).begin(CALM);
    const db = await Database.open();
    try {
      const { mount } = session;
      if (mount !== undefined) await mountAndLock(db, [{ source: 'lake', mount }]);
      return await db.query(`${select} FROM ${fromOf(session, table)} ORDER BY ALL`);
    } finally {
      db.close();
      await session.close();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#local.close();
    await rm(this.root, { recursive: true });
  }
}

/** How a session names a table with the given columns. */
export function fromOf(session: ReadSession, table: CatalogTable): string {
  const text = session.mount?.table({
    kind: 'scan',
    id: 'n1',
    source: 'lake',
    table: table.path,
    fields: table.columns,
    columns: [],
  });
  if (text === undefined) throw new Error('Files are mounted.');
  return text;
}
