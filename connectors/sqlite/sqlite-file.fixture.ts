import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Column } from '../../engine/plan/column.ts';
import type { Fragment } from '../../engine/plan/fragment.ts';
import type { ScanNode } from '../../engine/plan/node.ts';
import type { Source } from '../../engine/spi/connector.ts';
import type { CatalogTable } from '../../engine/types/catalog.ts';
import { DEFAULT_LIMITS } from '../../engine/types/limits.ts';
import { sqliteConnector } from './connector.ts';

const CALM = new AbortController().signal;

/** A SQLite file in a temporary folder, written here and read through the connector. */
export class SqliteFile implements AsyncDisposable {
  readonly folder: string;
  readonly file: string;
  readonly writer: DatabaseSync;

  private constructor(folder: string, sql: string) {
    this.folder = folder;
    this.file = path.join(folder, 'test.db');
    this.writer = new DatabaseSync(this.file);
    this.writer.exec(sql);
  }

  static async create(sql: string): Promise<SqliteFile> {
    return new SqliteFile(await mkdtemp(path.join(tmpdir(), 'atoll-sqlite-')), sql);
  }

  source(config: Readonly<Record<string, unknown>> = {}): Source {
    return sqliteConnector.open(
      { path: this.file, ...config },
      {
        name: 'ledger',
        workspaceDir: this.folder,
        limits: DEFAULT_LIMITS,
        secret: () => Promise.resolve(null),
        local: () => Promise.reject(new Error('SQLite needs no DuckDB.')),
        onProgress: () => undefined,
      },
    );
  }

  async table(name: string, config: Readonly<Record<string, unknown>> = {}): Promise<CatalogTable> {
    const { tables } = await this.source(config).catalog(CALM);
    const found = tables.find(({ path: { name: listed } }) => listed === name);
    if (found === undefined) throw new Error(`There is no table ${name}.`);
    return found;
  }

  /** Reads a table to its end and gives the number of rows; rejects as the connector does. */
  async read(name: string, config: Readonly<Record<string, unknown>> = {}): Promise<number> {
    const table = await this.table(name, config);
    const session = await this.source(config).begin(CALM);
    try {
      let rows = 0;
      for await (const batch of session.read?.(scanFragment(table), CALM) ?? []) rows += batch.rows;
      return rows;
    } finally {
      await session.close();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.writer.close();
    await rm(this.folder, { recursive: true });
  }
}

/** The whole table, or `sql` that gives its columns. */
export function scanFragment(table: CatalogTable, sql?: string): Fragment {
  const columns = table.columns.map(
    (column): Column => ({
      name: column.name,
      type: column.type,
      nullable: column.nullable,
      collation: column.collation,
      origins: [{ source: 'ledger', table: table.path.name, column: column.name }],
      tags: [],
    }),
  );
  const plan: ScanNode = {
    kind: 'scan',
    id: 'n1',
    source: 'ledger',
    table: table.path,
    fields: table.columns,
    columns,
  };
  const names = table.columns.map((column) => `"${column.name.replaceAll('"', '""')}"`);
  return {
    id: 'f1',
    source: 'ledger',
    plan,
    sql: sql ?? `SELECT ${names.join(', ')} FROM "${table.path.name.replaceAll('"', '""')}"`,
    params: [],
    columns,
    covers: [],
    estimated: { rows: null, bytes: null },
    tables: [table],
    partition: null,
  };
}
