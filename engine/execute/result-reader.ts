import type { DuckDBDataChunk, DuckDBType, DuckDBValue } from '@duckdb/node-api';
import { rename, rm } from 'node:fs/promises';
import { Database } from '../duckdb/database.ts';
import { localError } from './duckdb-error.ts';
import type { ResultColumn } from './execution.ts';
import { interruptible } from './interrupt.ts';
import { quoteName, quoteTable, quoteText } from './quote.ts';
import { uniqueNames } from './result-names.ts';
import { RESULT_CATALOG, RESULT_TABLE } from './result-file.ts';

/** A value in the binding's exact form: bigint, DuckDBDecimalValue, DuckDBTimestampValue, … and null. */
export type ResultValue = DuckDBValue;

/** Rows of one DuckDB chunk, 1 to 2,048. */
export interface ResultBatch {
  readonly rows: number;
  /** The native chunk, for whoever copies whole vectors (Arrow). */
  readonly chunk: DuckDBDataChunk;
  /** All values of one column, exact. */
  column(at: number): readonly ResultValue[];
}

/** Rows that DuckDB gives at once: large enough to scan whole row groups, small enough to hold. */
const WINDOW_ROWS = 61_440;

/**
 * Reads the rows of one finished result file, in their order. Any number of readers, in any process, may be open on
 * a file; nothing here writes to it. Values are exact whichever way they are taken:
 *
 * - `batches()` gives native values; `batches(reader.textColumns)` gives every column as the text that DuckDB itself
 *   casts it to (null for NULL), which is what CSV and JSON want and is much faster than formatting value by value;
 * - `copyTo` has DuckDB write a file by itself.
 *
 * Windows are materialised, never streamed: an error of DuckDB's in mid-stream looks like the end of the rows.
 */
export class ResultReader {
  readonly columns: readonly ResultColumn[];
  readonly rowCount: number;
  readonly #db: Database;
  readonly #file: string;

  private constructor(db: Database, file: string, columns: readonly ResultColumn[], rowCount: number) {
    this.#db = db;
    this.#file = file;
    this.columns = columns;
    this.rowCount = rowCount;
  }

  /** Opens a finished file; `columns` and `rows` are those of its metadata. The caller closes the reader. */
  static async open(file: string, columns: readonly ResultColumn[], rows: number): Promise<ResultReader> {
    const db = await attach(file);
    try {
      // The result's own file stays open to it, nothing else is.
      await db.run('SET enable_external_access = false');
    } catch (error) {
      db.close();
      throw error;
    }
    return new ResultReader(db, file, columns, rows);
  }

  /** Each column cast to VARCHAR, for `batches`. */
  get textColumns(): readonly string[] {
    return this.columns.map(({ field }) => `CAST(${quoteName(field)} AS VARCHAR)`);
  }

  /** Each column as it is, for `batches` and `page`. */
  get plainColumns(): readonly string[] {
    return this.columns.map(({ field }) => quoteName(field));
  }

  /**
   * All rows in their order. `expressions` are DuckDB SQL over the file's own column names (`ResultColumn.field`,
   * quoted); what they give is what the batches hold.
   */
  async *batches(expressions = this.plainColumns, signal?: AbortSignal): AsyncGenerator<ResultBatch> {
    let seen = 0;
    for (let from = 0; from < this.rowCount; from += WINDOW_ROWS) {
      for (const batch of await this.page(from, WINDOW_ROWS, expressions, signal)) {
        seen += batch.rows;
        yield batch;
      }
    }
    if (seen !== this.rowCount)
      throw new Error(`The result has ${this.rowCount} rows, but ${seen} were read.`);
  }

  /** Rows `from` (from 0) to `from + count`, fewer at the end. Takes about a millisecond wherever they are. */
  async page(
    from: number,
    count: number,
    expressions = this.plainColumns,
    signal = new AbortController().signal,
  ): Promise<readonly ResultBatch[]> {
    const range = `rowid >= ${whole(from)} AND rowid < ${whole(from) + whole(count)}`;
    const sql = `SELECT ${expressions.join(', ')} FROM ${quoteTable(RESULT_TABLE)} WHERE ${range}`;
    const connection = await this.#db.connect();
    try {
      const result = await interruptible(connection, signal, () => connection.run(sql));
      const chunks = await result.fetchAllChunks();
      return chunks.map((chunk) => ({
        rows: chunk.rowCount,
        chunk,
        column: (at) => chunk.getColumnValues(at),
      }));
    } catch (error) {
      throw localError(error);
    } finally {
      connection.disconnectSync();
    }
  }

  /** The binding's types of what `expressions` give. */
  async types(expressions = this.plainColumns): Promise<readonly DuckDBType[]> {
    const shape = await this.#db.run(
      `SELECT ${expressions.join(', ')} FROM ${quoteTable(RESULT_TABLE)} LIMIT 0`,
    );
    return shape.columnTypes();
  }

  /**
   * Has DuckDB write all rows to a file, which appears under its name only when it is whole. Names that differ by
   * case alone get a suffix: few formats and no DuckDB can tell them apart.
   */
  async copyTo(
    file: string,
    format: 'parquet' | 'csv' | 'json',
    signal = new AbortController().signal,
  ): Promise<void> {
    const names = uniqueNames(this.columns);
    const list = this.columns.map(
      ({ field }, at) => `${quoteName(field)} AS ${quoteName(names[at] ?? field)}`,
    );
    const partial = `${file}.${process.pid}.partial`;
    const db = await attach(this.#file);
    try {
      const options = format === 'csv' ? 'FORMAT csv, HEADER' : `FORMAT ${format}`;
      const copy = `COPY (SELECT ${list.join(', ')} FROM ${quoteTable(RESULT_TABLE)}) TO ${quoteText(partial)} (${options})`;
      await interruptible(db.connection, signal, () => db.connection.run(copy));
      await rename(partial, file);
    } catch (error) {
      await rm(partial, { force: true });
      throw localError(error);
    } finally {
      db.close();
    }
  }

  close(): void {
    this.#db.close();
  }
}

async function attach(file: string): Promise<Database> {
  const db = await Database.open();
  try {
    await db.run(`ATTACH ${quoteText(file)} AS ${quoteName(RESULT_CATALOG)} (READ_ONLY)`);
    return db;
  } catch (error) {
    db.close();
    throw localError(error);
  }
}

function whole(value: number): number {
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw new RangeError(`${value} is not a number of rows.`);
}
