import { Database } from '../duckdb/database.ts';
import { quoteText } from '../duckdb/quote.ts';
import { typeOf } from '../duckdb/type-of.ts';
import { AtollError } from '../errors/atoll-error.ts';
import type { DataType } from '../types/data-type.ts';
import { readDuckdbError } from './bind-error.ts';
import type { ResultColumn } from './bind-result.ts';
import type { ExactJson } from './exact-json.ts';
import { parseExact } from './exact-json.ts';

/** What PREPARE tells of a text. A type is null where DuckDB can't know it or the engine can't carry it. */
export interface PreparedText {
  readonly columns: readonly { readonly name: string; readonly type: DataType | null }[];
  readonly parameters: ReadonlyMap<string, DataType>;
}

/** For the syntax trees and plans of texts as JSON: some 300 bytes for each byte of text. */
const MEMORY = '1GB';

/** The DuckDB instance that texts are bound in: it holds stubs only and can reach nothing outside of itself. */
export class BindingDatabase {
  readonly database: Database;

  private constructor(database: Database) {
    this.database = database;
  }

  static async open(): Promise<BindingDatabase> {
    const database = await Database.open(':memory:', { threads: 1, memoryLimit: MEMORY });
    await database.run('SET errors_as_json = true');
    await database.run('SET enable_external_access = false');
    // Pivots of any width stay ordinary aggregates, which the plan can show.
    await database.run('SET pivot_filter_threshold = 100000');
    await database.run('SET lock_configuration = true');
    return new BindingDatabase(database);
  }

  /** The syntax trees of a text, or DuckDB's error object. */
  async syntaxOf(sql: string): Promise<ExactJson> {
    return await this.#json(`SELECT json_serialize_sql(${quoteText(sql)}, skip_null := true)`);
  }

  /** The bound plans of a text, or DuckDB's error object. */
  async planOf(sql: string): Promise<ExactJson> {
    return await this.#json(
      `SELECT json_serialize_plan(${quoteText(sql)}, optimize := false, skip_null := true)`,
    );
  }

  async #json(sql: string): Promise<ExactJson> {
    const { rows } = await this.database.query(sql).catch((error: unknown) => {
      throw tooLarge(error) ?? error;
    });
    const text = rows[0]?.[0];
    if (typeof text !== 'string') throw new Error('DuckDB gave no JSON for a text');
    return parseExact(text);
  }

  /** Binds a text and tells its columns and parameters; rejects with DuckDB's error as JSON in its message. */
  async prepare(sql: string): Promise<PreparedText> {
    const prepared = await this.database.connection.prepare(sql);
    try {
      const columns = counted(prepared.columnCount, (at) => {
        return { name: prepared.columnName(at), type: known(() => typeOf(prepared.columnType(at))) };
      });
      const parameters = counted(prepared.parameterCount, (at) => {
        return [prepared.parameterName(at + 1), known(() => typeOf(prepared.parameterType(at + 1)))] as const;
      });
      return { columns, parameters: new Map(parameters.filter(hasType)) };
    } finally {
      prepared.destroySync();
    }
  }

  /** Parses a text as DuckDB's statements; rejects with its syntax error. */
  async parse(sql: string): Promise<number> {
    return (await this.database.connection.extractStatements(sql)).count;
  }

  close(): void {
    this.database.close();
  }
}

function counted<T>(count: number, make: (at: number) => T): readonly T[] {
  return Array.from({ length: count }, (_, at) => make(at));
}

/** The binding throws for a type that is not known yet. */
function known(read: () => DataType): DataType | null {
  try {
    const type = read();
    return type.id === 'NULL' ? null : type;
  } catch {
    return null;
  }
}

function hasType(entry: readonly [string, DataType | null]): entry is readonly [string, DataType] {
  return entry[1] !== null;
}

/** Columns whose types are all known. */
export function typedColumns(columns: PreparedText['columns']): readonly ResultColumn[] | null {
  const typed = columns.flatMap(({ name, type }) => (type === null ? [] : [{ name, type }]));
  return typed.length === columns.length ? typed : null;
}

/** A text whose tree or plan does not fit into memory, as the user's error; null for any other. */
function tooLarge(error: unknown): AtollError | null {
  const duckdb = error instanceof Error ? readDuckdbError(error.message) : null;
  if (duckdb?.type !== 'out of memory') return null;
  return new AtollError('limit-memory', `The text is too large to be planned within ${MEMORY}.`, {
    hint: "Put long lists of values into a file and join it, such as FROM read_csv('values.csv').",
    cause: error,
  });
}
