import { Database } from '../../../engine/duckdb/database.ts';
import type { DataType } from '../../../engine/types/data-type.ts';
import { quoteName, quoteText } from './quote-name.ts';
import { readableColumn } from './readable-column.ts';
import { uniqueNames } from './unique-names.ts';

/** Rows in one page: a few megabytes of common rows. */
const PAGE_ROWS = 8192;

/** A stored result as an executed plan describes it. */
export interface StoredResult {
  /** The DuckDB file, with the one table `result`. */
  readonly file: string;
  readonly rows: number;
  readonly columns: readonly { readonly name: string; readonly field: string; readonly type: DataType }[];
}

/** One column of a result: `label` is what the user called it, `name` is unique among all. */
export interface ReadColumn {
  readonly label: string;
  readonly name: string;
  readonly field: string;
  readonly type: DataType;
}

/** Reads a stored result in its order, page by page, so that memory does not grow with its size. */
export class ResultReader implements AsyncDisposable {
  readonly columns: readonly ReadColumn[];
  readonly rowCount: number;
  readonly #db: Database;

  private constructor(db: Database, result: StoredResult) {
    this.#db = db;
    this.rowCount = result.rows;
    const names = uniqueNames(result.columns.map(({ name }) => name));
    this.columns = result.columns.map(({ name, field, type }, at) => ({
      label: name,
      name: names[at] ?? name,
      field,
      type,
    }));
  }

  static async open(result: StoredResult): Promise<ResultReader> {
    const db = await Database.open(':memory:', { memoryLimit: '512MB' });
    try {
      await db.run(`ATTACH ${quoteText(result.file)} AS stored (READ_ONLY)`);
      return new ResultReader(db, result);
    } catch (error) {
      db.close();
      throw error;
    }
  }

  /** Pages of rows; values as in stored-value.ts. Rejects where fewer rows come than the result has. */
  async *pages(): AsyncGenerator<readonly (readonly unknown[])[]> {
    const list = this.columns.map(({ field, type }) => readableColumn(field, type)).join(', ');
    let read = 0;
    for (let from = 0; from < this.rowCount; from += PAGE_ROWS) {
      const range = `rowid >= ${from} AND rowid < ${from + PAGE_ROWS}`;
      const { rows } = await this.#db.query(`SELECT ${list} FROM stored.main.result WHERE ${range}`);
      read += rows.length;
      yield rows;
    }
    if (read !== this.rowCount) throw new Error(`The stored result gave ${read} of ${this.rowCount} rows.`);
  }

  /** One row of SQL expressions over the whole result, such as the least and greatest of a column. */
  async measure(expressions: readonly string[]): Promise<readonly unknown[]> {
    const { rows } = await this.#db.query(`SELECT ${expressions.join(', ')} FROM stored.main.result`);
    return rows[0] ?? [];
  }

  /** Writes all rows with DuckDB's COPY: `expressions[i]` is the SQL of the i-th column of the file. */
  async copy(file: string, expressions: readonly string[], options: string): Promise<void> {
    const list = expressions.map((sql, at) => `${sql} AS ${quoteName(this.columns[at]?.name ?? '')}`);
    const query = `SELECT ${list.join(', ')} FROM stored.main.result`;
    await this.#db.run(`COPY (${query}) TO ${quoteText(file)} (${options})`);
  }

  close(): void {
    this.#db.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.close();
  }
}
