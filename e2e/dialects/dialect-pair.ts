import type { PlanNode } from '../../engine/plan/node.ts';
import { duckdbDialectOver } from '../../engine/duckdb/dialect.ts';
import { Database } from '../../engine/duckdb/database.ts';
import type { Dialect, PrintedSql } from '../../engine/spi/dialect.ts';
import { typeToSql } from '../../engine/types/data-type.ts';
import { cellText } from './cell-text.ts';
import type { ProbeTable } from './probe-table.ts';

/** Runs a statement at the source and gives its values as texts of the source. */
export type RunAtSource = (printed: PrintedSql) => Promise<readonly (readonly unknown[])[]>;

type Rows = readonly (readonly (string | null)[])[];

/** What both engines make of one plan: rows as texts, or the error. */
export interface Outcome {
  readonly duckdb: Rows | 'raises';
  readonly source: Rows | 'raises';
  readonly sql: string;
  readonly error: string | null;
}

/** The same rows in DuckDB and at a source, and plans run at both. */
export class DialectPair {
  readonly #duckdb: Database;
  readonly #dialect: Dialect;
  readonly #run: RunAtSource;

  private constructor(duckdb: Database, dialect: Dialect, run: RunAtSource) {
    this.#duckdb = duckdb;
    this.#dialect = dialect;
    this.#run = run;
  }

  static async open(
    tables: readonly ProbeTable[],
    rows: number,
    dialect: Dialect,
    run: RunAtSource,
  ): Promise<DialectPair> {
    const duckdb = await Database.open();
    for (const table of tables) {
      const columns = table.columns.map(({ name, type }) => `"${name}" ${typeToSql(type)}`);
      await duckdb.run(`CREATE TABLE ${table.name} (${columns.join(', ')})`);
      for (const row of table.rows(rows))
        await duckdb.run(`INSERT INTO ${table.name} VALUES (${literals(table, row)})`);
    }
    return new DialectPair(duckdb, dialect, run);
  }

  close(): void {
    this.#duckdb.close();
  }

  /** Runs a plan that the dialect takes at both engines. Throws where the dialect refuses it. */
  async compare(node: PlanNode, ordered = false): Promise<Outcome> {
    const refusal = this.#dialect.refuse(node);
    if (refusal !== null) throw new Error(`refused (${refusal.code}): ${refusal.reason}`);
    const printed = this.#dialect.print(node);
    const local = duckdbDialectOver((scan) => scan.table.name).print(node).sql;
    let error: string | null = null;
    const settle = async (rows: Promise<readonly (readonly unknown[])[]>): Promise<Rows | 'raises'> => {
      try {
        const texts = (await rows).map((row) =>
          node.columns.map((column, at) => cellText(row[at], column.type)),
        );
        return ordered ? texts : sortedRows(texts);
      } catch (raised) {
        error = String(raised);
        return 'raises';
      }
    };
    const duckdb = await settle(this.#duckdb.query(local).then((result) => result.rows));
    const source = await settle(this.#run(printed));
    return { duckdb, source, sql: printed.sql, error };
  }
}

function literals(table: ProbeTable, row: readonly (string | null)[]): string {
  return row
    .map((value, at) =>
      value === null
        ? 'NULL'
        : `CAST('${value.replaceAll("'", "''")}' AS ${typeToSql(table.columns[at]?.type ?? { id: 'VARCHAR' })})`,
    )
    .join(', ');
}

function sortedRows(rows: Rows): Rows {
  return rows
    .map((row) => ({ row, key: JSON.stringify(row) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ row }) => row);
}
