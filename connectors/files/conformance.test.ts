import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Database } from '../../engine/duckdb/database.ts';
import type { LiteralValue } from '../../engine/types/literal.ts';
import { createSql, quoteName, rowSql } from '../conformance/bench.ts';
import type { ConformanceFixture, StandardTable } from '../conformance/fixture.ts';
import { conformance } from '../conformance/suite.ts';
import { filesConnector } from './connector.ts';

/** Rows of a table written beside those that are there: each file of a folder of Parquet files. */
class ParquetFolder {
  readonly root: string;
  #written = 0;

  constructor(root: string) {
    this.root = root;
  }

  async add(table: StandardTable): Promise<void> {
    const folder = path.join(this.root, table.name);
    await mkdir(folder, { recursive: true });
    this.#written += 1;
    const file = path.join(folder, `part ${this.#written}.parquet`);
    const db = await Database.open();
    try {
      await db.run(createSql(table));
      const rows = table.rows.map((row) => rowSql(table, row));
      if (rows.length > 0) await db.run(`INSERT INTO ${quoteName(table.name)} VALUES ${rows.join(', ')}`);
      await db.run(`COPY ${quoteName(table.name)} TO '${file.replaceAll("'", "''")}' (FORMAT parquet)`);
    } finally {
      db.close();
    }
  }

  /** Writes the table's file anew with a row more, in one step as other programs do it. */
  async append(table: StandardTable, row: readonly LiteralValue[]): Promise<void> {
    const folder = path.join(this.root, table.name);
    const [name = ''] = await readdir(folder);
    const file = path.join(folder, name);
    const beside = path.join(this.root, '..', 'beside');
    const db = await Database.open();
    const quoted = (text: string): string => `'${text.replaceAll("'", "''").replaceAll('[', '[[]')}'`;
    try {
      const rows = `SELECT * FROM read_parquet(${quoted(file)}) UNION ALL VALUES ${rowSql(table, row)}`;
      await db.run(`COPY (${rows}) TO '${beside.replaceAll("'", "''")}' (FORMAT parquet)`);
      await rename(beside, file);
    } finally {
      db.close();
    }
  }

  async remove(table: StandardTable): Promise<void> {
    await rm(path.join(this.root, table.name), { recursive: true });
  }
}

async function prepare(): Promise<ConformanceFixture> {
  const workspace = await mkdtemp(path.join(tmpdir(), 'atoll-files-'));
  const folder = new ParquetFolder(path.join(workspace, "the 'lake' [1]"));
  await mkdir(folder.root);
  await writeFile(path.join(workspace, 'notes.txt'), 'no table');
  return {
    connector: filesConnector,
    config: { path: "the 'lake' [1]" },
    secret: null,
    workspaceDir: workspace,
    schema: null,
    urls: [
      { url: 'files:data/lake', config: { path: 'data/lake' } },
      { url: 'file:///srv/a%20lake', config: { path: '/srv/a lake' } },
      { url: 'data/lake/', config: { path: 'data/lake/' } },
      { url: 'data/orders.csv.gz', config: { path: 'data/orders.csv.gz' } },
    ],
    wrong: [
      {},
      { path: 7 },
      { path: 'lake', include: '*.csv' },
      { path: 'lake', options: { orders: { delimeter: ';' } } },
      { path: 'lake', options: { orders: { header: 'yes' } } },
    ],
    down: [
      { what: 'missing', config: { path: 'nowhere' }, step: 'file', code: 'source-unavailable' },
      { what: 'no table', config: { path: 'notes.txt' }, step: 'file', code: 'file-format' },
    ],
    // Parquet has an interval of its own, without microseconds.
    holds: (type) => type.id !== 'INTERVAL',
    create: (table) => folder.add(table),
    insert: async (table, row) => {
      await folder.append(table, row);
      return true;
    },
    replace: async (table) => {
      await folder.remove(table);
      await folder.add(table);
    },
    erase: (_, from) => `DELETE FROM ${from}`,
    remove: () => rm(workspace, { recursive: true }),
  };
}

conformance(filesConnector, prepare);
