import type { DuckDBConnection, DuckDBMaterializedResult } from '@duckdb/node-api';
import { DuckDBInstance } from '@duckdb/node-api';
import type { LocalRows } from '../spi/connector.ts';
import { interruptible } from './interruptible.ts';
import { typeOf } from './type-of.ts';

export interface DatabaseOptions {
  /** Such as `1GB`; DuckDB's default is 80 % of the machine's. */
  readonly memoryLimit?: string;
  /** Folder for spilling; without one nothing spills. */
  readonly tempDirectory?: string;
  readonly threads?: number;
  /** Most bytes that spilling may take, such as `8GB`. */
  readonly maxTempDirectorySize?: string;
}

/** Rows of one DuckDB vector, 1 to 2,048; values in the binding's exact form. */
export interface RowBatch {
  readonly rowCount: number;
  /** All values of one column. */
  column(at: number): readonly unknown[];
  rows(): readonly (readonly unknown[])[];
}

/** Nothing is fetched from anywhere: extensions are those linked into the binary. */
const OFFLINE = {
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
  allow_community_extensions: 'false',
};

/**
 * One native DuckDB instance with one connection, in memory unless a file is named. All of the engine's work with
 * DuckDB goes through this class; the session zone is UTC.
 */
export class Database {
  readonly #instance: DuckDBInstance;
  readonly connection: DuckDBConnection;

  private constructor(instance: DuckDBInstance, connection: DuckDBConnection) {
    this.#instance = instance;
    this.connection = connection;
  }

  static async open(path = ':memory:', options: DatabaseOptions = {}): Promise<Database> {
    const settings: Record<string, string> = { ...OFFLINE };
    if (options.memoryLimit !== undefined) settings['memory_limit'] = options.memoryLimit;
    // Left alone, DuckDB would spill into a folder `.tmp` of wherever the program was started.
    settings['temp_directory'] = options.tempDirectory ?? '';
    if (options.threads !== undefined) settings['threads'] = String(options.threads);
    const instance = await DuckDBInstance.create(path, settings);
    const connection = await instance.connect();
    // Without GLOBAL, further connections would have the zone of the machine.
    await connection.run("SET GLOBAL TimeZone = 'UTC'");
    // Given at creation it is shown by current_setting but not held to (DuckDB 1.5.6): 380 MB went past 8 MB.
    const spill = options.maxTempDirectorySize;
    if (spill !== undefined) await connection.run(`SET max_temp_directory_size = '${spill}'`);
    return new Database(instance, connection);
  }

  /** Runs a statement to its end; rejects with DuckDB's error, also for one that comes in mid-result. */
  async run(sql: string): Promise<DuckDBMaterializedResult> {
    return this.connection.run(sql);
  }

  /** All rows of a small result as JavaScript values (BIGINT as bigint, others as the binding's exact classes). */
  async query(sql: string, signal?: AbortSignal): Promise<LocalRows> {
    const run = (): Promise<DuckDBMaterializedResult> => this.connection.run(sql);
    const result = await (signal === undefined ? run() : interruptible(this.connection, signal, run));
    const columns = result
      .columnTypes()
      .map((type, at) => ({ name: result.columnName(at), type: typeOf(type) }));
    return { columns, rows: await result.getRows() };
  }

  /**
   * The rows of a result in batches of DuckDB's vector size, on a connection of its own, so that several may be read
   * at once. The result is materialised, never streamed: an error in mid-stream looks like the end of the rows.
   */
  async batches(sql: string, signal = new AbortController().signal): Promise<readonly RowBatch[]> {
    const connection = await this.connect();
    try {
      const result = await interruptible(connection, signal, () => connection.run(sql));
      const chunks = await result.fetchAllChunks();
      return chunks.map((chunk) => ({
        rowCount: chunk.rowCount,
        column: (at) => chunk.getColumnValues(at),
        rows: () => chunk.getRows(),
      }));
    } finally {
      connection.disconnectSync();
    }
  }

  /** A second connection to the same instance, for work beside a running query. The caller disconnects it. */
  async connect(): Promise<DuckDBConnection> {
    return this.#instance.connect();
  }

  close(): void {
    this.connection.disconnectSync();
    this.#instance.closeSync();
  }
}
