import { rm } from 'node:fs/promises';
import path from 'node:path';
import { quoteName, quoteTable, quoteText } from '../duckdb/quote.ts';
import type { Database } from '../duckdb/database.ts';
import type { Column } from '../plan/column.ts';
import type { ProvisionalPage, ProvisionalRows } from './execution.ts';
import { describeResult, RESULT_TABLE } from './result-file.ts';

/** Reads rows of the answer while the others are still to come: nothing says yet that they will be its rows. */
export class ProvisionalResult implements ProvisionalRows {
  readonly #db: Database;
  readonly #folder: string;
  readonly #wanted: readonly Column[];
  readonly #files: string[] = [];
  #last: Promise<unknown> = Promise.resolve();
  #isOpen = true;

  /** `folder`: one that DuckDB may write to. `wanted`: the plan's columns. */
  constructor(db: Database, folder: string, wanted: readonly Column[]) {
    this.#db = db;
    this.#folder = folder;
    this.#wanted = wanted;
  }

  async page(from: number, count: number): Promise<ProvisionalPage | null> {
    const page = this.#last.then(() => (this.#isOpen ? this.#copy(from, count) : null));
    this.#last = page.catch(() => undefined);
    return await page;
  }

  /** Waits for the page that is being read and gives no more; files stay. */
  async end(): Promise<void> {
    this.#isOpen = false;
    await this.#last;
  }

  async removeFiles(): Promise<void> {
    await Promise.all(this.#files.map((file) => rm(file, { force: true })));
  }

  async #copy(from: number, count: number): Promise<ProvisionalPage> {
    const number = this.#files.length + 1;
    const file = path.join(this.#folder, `page-${number}.duckdb`);
    this.#files.push(file);
    const catalog = `atoll page ${number}`;
    const table = quoteTable({ catalog, schema: 'main', name: RESULT_TABLE.name });
    const connection = await this.#db.connect();
    try {
      await connection.run(`ATTACH ${quoteText(file)} AS ${quoteName(catalog)} (STORAGE_VERSION 'latest')`);
      const range = `rowid >= ${whole(from)} AND rowid < ${whole(from) + whole(count)}`;
      const copied = await connection.run(
        `CREATE TABLE ${table} AS SELECT * FROM ${quoteTable(RESULT_TABLE)} WHERE ${range} ORDER BY rowid`,
      );
      const [row] = await copied.getRows();
      await connection.run(`DETACH ${quoteName(catalog)}`);
      const { columns } = await describeResult(this.#db, this.#wanted);
      return { file, rows: Number(row?.[0] ?? 0), columns };
    } finally {
      connection.disconnectSync();
    }
  }
}

function whole(value: number): number {
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw new RangeError(`${value} is not a number of rows.`);
}
