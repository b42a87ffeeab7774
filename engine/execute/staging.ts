import { DuckDBDataChunk, type DuckDBAppender, type DuckDBConnection } from '@duckdb/node-api';
import duckdb from '@duckdb/node-bindings';
import { AtollError } from '../errors/atoll-error.ts';
import type { ColumnBatch, ColumnBuffer } from '../spi/column-batch.ts';
import { typeToSql, type Field } from '../types/data-type.ts';
import { quoteName, quoteTable, type TableName } from '../duckdb/quote.ts';
import type { BatchSink } from './batch-sink.ts';
import { copyFixed, StringCopier } from './staging-vector.ts';
import { textShape, textShapeValue } from './staging-values.ts';
import { fixedWidth } from './type-width.ts';

/** What the batches go through on their way into the table; settled by the first batch. */
interface OpenTable {
  readonly appender: DuckDBAppender;
  readonly chunk: DuckDBDataChunk;
  /** The table that rows are appended to: the wanted one, or one of text shapes that is cast at the end. */
  readonly name: TableName;
  readonly layouts: readonly ColumnBuffer['layout'][];
}

/**
 * Writes column batches into one new table of the local DuckDB, by copies of whole buffers:
 *
 *     const stager = await Stager.create(connection, { catalog: 'memory', schema: 'main', name: 'f1' }, columns);
 *     for await (const batch of session.read(fragment, signal)) await stager.append(batch);
 *     await stager.finish();                       // the table exists from here on, rows in the order they came
 *
 * All of it is one transaction on `connection`, which nothing else may use meanwhile; `discard` (after any failure)
 * rolls it back. A column keeps the layout of its first batch. Throws AtollError `value-misfit` for a value that
 * does not fit its column's type.
 */
export class Stager implements BatchSink {
  readonly #connection: DuckDBConnection;
  readonly #table: TableName;
  readonly #columns: readonly Field[];
  readonly #strings = new StringCopier();
  #open: OpenTable | null = null;
  #ended = false;
  #rows = 0;

  private constructor(connection: DuckDBConnection, table: TableName, columns: readonly Field[]) {
    this.#connection = connection;
    this.#table = table;
    this.#columns = columns;
  }

  /** Begins the transaction. The names of `columns` are unique, case aside. */
  static async create(
    connection: DuckDBConnection,
    table: TableName,
    columns: readonly Field[],
  ): Promise<Stager> {
    await connection.run('BEGIN');
    return new Stager(connection, table, columns);
  }

  /** Rows so far. */
  get rows(): number {
    return this.#rows;
  }

  /** Copies the batch; its buffers are free again when the promise resolves. */
  async append(batch: ColumnBatch): Promise<void> {
    this.#open ??= await this.#openTable(batch.columns.map((column) => column.layout));
    if (batch.rows === 0) return;
    const { appender, chunk, layouts } = this.#open;
    if (batch.columns.length !== this.#columns.length) {
      throw new RangeError(`A batch has ${batch.columns.length} columns instead of ${this.#columns.length}.`);
    }
    chunk.reset();
    chunk.rowCount = batch.rows;
    batch.columns.forEach((column, at) => {
      if (column.layout !== layouts[at])
        throw new TypeError(`Column ${at} changed its layout between batches.`);
      this.#copy(chunk, at, column, batch.rows);
    });
    appender.appendDataChunk(chunk);
    this.#rows += batch.rows;
  }

  /**
   * Lets other connections read the rows so far; from then on `discard` leaves the table behind. False, and nothing
   * done, where the rows still have to be cast.
   */
  async publish(): Promise<boolean> {
    if (this.#open === null || this.#open.name !== this.#table) return false;
    this.#open.appender.flushSync();
    await this.#connection.run('COMMIT');
    await this.#connection.run('BEGIN');
    return true;
  }

  /** Completes the table and commits; resolves with its number of rows. */
  async finish(): Promise<number> {
    this.#open ??= await this.#openTable(this.#columns.map(() => 'fixed'));
    this.#open.appender.closeSync();
    if (this.#open.name !== this.#table) await this.#cast(this.#open.name);
    await this.#connection.run('COMMIT');
    this.#ended = true;
    return this.#rows;
  }

  /** Leaves no table behind; does nothing after `finish`. */
  async discard(): Promise<void> {
    if (this.#ended) return;
    this.#ended = true;
    this.#open?.appender.clear();
    this.#open?.appender.closeSync();
    await this.#connection.run('ROLLBACK');
  }

  async #openTable(layouts: readonly ColumnBuffer['layout'][]): Promise<OpenTable> {
    const needsCast = layouts.includes('values');
    const name = needsCast ? { ...this.#table, name: `${this.#table.name} as text` } : this.#table;
    const columns = this.#columns.map(({ name, type }, at) => ({
      name,
      type: layouts[at] === 'values' ? textShape(type) : type,
    }));
    await this.#createTable(name, columns);
    const appender = await this.#connection.createAppender(name.name, name.schema, name.catalog);
    const chunk = DuckDBDataChunk.create(columns.map((_, at) => appender.columnType(at)));
    return { appender, chunk, name, layouts };
  }

  async #createTable(name: TableName, columns: readonly Field[]): Promise<void> {
    const list = columns.map((column) => `${quoteName(column.name)} ${typeToSql(column.type)}`);
    await this.#connection.run(`CREATE TABLE ${quoteTable(name)} (${list.join(', ')})`);
  }

  async #cast(from: TableName): Promise<void> {
    await this.#createTable(this.#table, this.#columns);
    const casts = this.#columns.map(({ name, type }) => `CAST(${quoteName(name)} AS ${typeToSql(type)})`);
    try {
      await this.#connection.run(
        `INSERT INTO ${quoteTable(this.#table)} SELECT ${casts.join(', ')} FROM ${quoteTable(from)}`,
      );
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error);
      if (!words.startsWith('Conversion Error') && !words.startsWith('Invalid Input Error')) throw error;
      throw new AtollError('value-misfit', `A value does not fit its column: ${words}`, { cause: error });
    }
    await this.#connection.run(`DROP TABLE ${quoteTable(from)}`);
  }

  #copy(chunk: DuckDBDataChunk, at: number, column: ColumnBuffer, rows: number): void {
    const type = this.#columns[at]?.type;
    if (type === undefined) throw new RangeError(`There is no column ${at}.`);
    switch (column.layout) {
      case 'fixed':
        copyFixed(duckdb.data_chunk_get_vector(chunk.chunk, at), column, rows, fixedWidth(type));
        break;
      case 'string':
        if (type.id !== 'VARCHAR' && type.id !== 'BLOB')
          throw new TypeError(`${type.id} is not kept as strings.`);
        this.#strings.copy(duckdb.data_chunk_get_vector(chunk.chunk, at), column, rows);
        break;
      case 'values':
        chunk.setColumnValues(
          at,
          column.values.slice(0, rows).map((value) => textShapeValue(value, type)),
        );
        break;
    }
  }
}
