import { Database, type RowBatch } from '../../../engine/duckdb/database.ts';
import type { LocalRows } from '../../../engine/spi/connector.ts';
import { quoteName, quoteText } from '../../../engine/duckdb/quote.ts';
import { uniqueNames } from '../../../engine/duckdb/unique-names.ts';
import type { DataType } from '../../../engine/types/data-type.ts';
import { readableColumn } from './readable-column.ts';

/** Rows that are read at once: large enough to be quick, and a few megabytes of common rows. */
const WINDOW_ROWS = 8192;
const MEMORY = '512MB';

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
  readonly type: DataType;
  /** What stands for it in the expressions of `measure` and `copy`. */
  readonly sql: string;
  /** The SQL that reads its values as stored-value.ts has them. */
  readonly read: string;
}

/** What an open reader may take. */
export interface ReaderLimits {
  /** Such as `512MB`. */
  readonly memory?: string;
  /** Folder for spilling; without one nothing spills. */
  readonly spill?: string;
}

const TABLE = 'stored.main.result';

/**
 * Reads a stored result in its order, a window at a time, so that memory does not grow with its size. Any number of
 * readers, in any process, may be open on a file; nothing here writes to it. Values are as in stored-value.ts.
 */
export class ResultReader implements AsyncDisposable {
  readonly columns: readonly ReadColumn[];
  readonly rowCount: number;
  readonly #db: Database;
  /** The columns as pages give them. */
  readonly #list: string;

  private constructor(db: Database, { columns, rows }: StoredResult) {
    this.#db = db;
    this.rowCount = rows;
    const names = uniqueNames(columns.map(({ name }) => name));
    this.columns = columns.map(({ name, field, type }, at) => ({
      label: name,
      name: names[at] ?? name,
      type,
      sql: quoteName(field),
      read: readableColumn(field, type),
    }));
    this.#list = this.columns.map(({ read }) => read).join(', ');
  }

  static async open(
    result: StoredResult,
    { memory = MEMORY, spill }: ReaderLimits = {},
  ): Promise<ResultReader> {
    const db = await Database.open(':memory:', {
      memoryLimit: memory,
      ...(spill === undefined ? {} : { tempDirectory: spill }),
    });
    try {
      await db.run(`ATTACH ${quoteText(result.file)} AS stored (READ_ONLY)`);
      return new ResultReader(db, result);
    } catch (error) {
      db.close();
      throw error;
    }
  }

  /** Rows `from` (the first is 0) to `from + count`, fewer at the end. About a millisecond wherever they are. */
  async page(from: number, count: number, signal?: AbortSignal): Promise<readonly RowBatch[]> {
    return await this.#select(this.#list, from, count, signal);
  }

  /** SQL expressions over rows `from` to `from + count`, in their order. */
  async select(
    expressions: readonly string[],
    from: number,
    count: number,
    signal?: AbortSignal,
  ): Promise<readonly RowBatch[]> {
    return await this.#select(expressions.join(', '), from, count, signal);
  }

  /** The small answer of a query over the result, whose table's name is given. */
  async query(sql: (table: string) => string, signal?: AbortSignal): Promise<LocalRows> {
    return await this.#db.query(sql(TABLE), signal);
  }

  /** Runs a statement beside the result, such as one that makes another file out of it. */
  async run(sql: (table: string) => string, signal?: AbortSignal): Promise<void> {
    await this.#db.query(sql(TABLE), signal);
  }

  /** All rows, in batches. Throws where other than `rowCount` rows come. */
  async *batches(signal?: AbortSignal): AsyncGenerator<RowBatch> {
    for await (const window of this.#windows(signal)) yield* window;
  }

  /** All rows, a window at a time. Throws where other than `rowCount` rows come. */
  async *pages(signal?: AbortSignal): AsyncGenerator<readonly (readonly unknown[])[]> {
    for await (const window of this.#windows(signal)) yield window.flatMap((batch) => batch.rows());
  }

  /** One row of SQL expressions over the whole result, such as the least and greatest of a column. */
  async measure(expressions: readonly string[]): Promise<readonly unknown[]> {
    const { rows } = await this.#db.query(`SELECT ${expressions.join(', ')} FROM ${TABLE}`);
    return rows[0] ?? [];
  }

  /** Writes all rows with DuckDB's COPY: `expressions[i]` is the SQL of the i-th column of the file. */
  async copy(
    file: string,
    expressions: readonly string[],
    options: string,
    signal?: AbortSignal,
  ): Promise<void> {
    const list = expressions.map((sql, at) => `${sql} AS ${quoteName(this.columns[at]?.name ?? '')}`);
    const query = `SELECT ${list.join(', ')} FROM ${TABLE}`;
    await this.#db.query(`COPY (${query}) TO ${quoteText(file)} (${options})`, signal);
  }

  close(): void {
    this.#db.close();
  }

  async #select(
    list: string,
    from: number,
    count: number,
    signal: AbortSignal | undefined,
  ): Promise<readonly RowBatch[]> {
    const range = `rowid >= ${whole(from)} AND rowid < ${whole(from) + whole(count)}`;
    return await this.#db.batches(`SELECT ${list} FROM ${TABLE} WHERE ${range}`, signal);
  }

  async *#windows(signal?: AbortSignal): AsyncGenerator<readonly RowBatch[]> {
    let read = 0;
    for (let from = 0; from < this.rowCount; from += WINDOW_ROWS) {
      const window = await this.page(from, WINDOW_ROWS, signal);
      read += window.reduce((sum, { rowCount }) => sum + rowCount, 0);
      yield window;
    }
    if (read !== this.rowCount) throw new Error(`The stored result gave ${read} of ${this.rowCount} rows.`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.close();
  }
}

function whole(value: number): number {
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw new RangeError(`${value} is not a number of rows.`);
}
