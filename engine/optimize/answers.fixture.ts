import { Binder } from '../bind/binder.ts';
import { Database } from '../duckdb/database.ts';
import { duckdbDialectOver } from '../duckdb/dialect.ts';
import { NodeIds } from '../plan/ids.ts';
import type { PlanNode } from '../plan/node.ts';
import { typeToSql } from '../types/data-type.ts';
import type { RuleBatch } from './driver.ts';
import { optimize } from './driver.ts';
import { SAMPLE_CATALOGS, SAMPLE_MODELS, sampleTables } from './sample-catalogs.fixture.ts';

/** Row `i`'s values by column; `r(k)` is a pseudo-random number of row, column and seed. */
const RECIPES: Readonly<Record<string, { readonly rows: number; readonly values: readonly string[] }>> = {
  orders: {
    rows: 40,
    values: [
      'i',
      'CASE WHEN r(1) % 6 = 0 THEN NULL ELSE r(2) % 9 END',
      'CASE WHEN r(3) % 7 = 0 THEN NULL ELSE (r(4) % 60 - 15) / 4 END',
      "CASE WHEN r(5) % 5 = 0 THEN NULL ELSE ['new', 'paid', 'Paid', ''][1 + r(6) % 4] END",
      'CASE WHEN r(7) % 6 = 0 THEN NULL ELSE (r(8) % 16 - 4) / 8 END',
    ],
  },
  customers: {
    rows: 12,
    values: [
      'i',
      "CASE WHEN r(1) % 6 = 0 THEN NULL ELSE ['ann', 'bob', 'cyd'][1 + r(2) % 3] END",
      "CASE WHEN r(3) % 5 = 0 THEN NULL ELSE ['n', 's', 'e'][1 + r(4) % 3] END",
      'CASE WHEN r(5) % 4 = 0 THEN NULL ELSE r(6) % 6 END',
    ],
  },
  tickets: {
    rows: 25,
    values: [
      'i',
      'CASE WHEN r(1) % 5 = 0 THEN NULL ELSE r(2) % 10 END',
      "CASE WHEN r(3) % 6 = 0 THEN NULL ELSE DATE '2020-02-27' + CAST(r(4) % 5 AS INTEGER) END",
      "CASE WHEN r(5) % 5 = 0 THEN NULL ELSE ['done', 'late', '7', 'n'][1 + r(6) % 4] END",
    ],
  },
  regions: {
    rows: 5,
    values: [
      "['n', 's', 'w', 'n', ''][1 + i]",
      "CASE WHEN r(1) % 3 = 0 THEN NULL ELSE ['ann', 'eve'][1 + r(2) % 2] END",
    ],
  },
  events: {
    rows: 30,
    values: [
      'CASE WHEN r(1) % 5 = 0 THEN NULL ELSE r(2) % 8 END',
      "CASE WHEN r(3) % 8 = 0 THEN NULL ELSE TIMESTAMP '2020-02-27 22:00:00' + to_hours(CAST(i AS INTEGER)) END",
      "CASE WHEN r(4) % 6 = 0 THEN NULL ELSE ['view', 'buy', 'new'][1 + r(5) % 3] END",
      'CASE WHEN r(6) % 6 = 0 THEN NULL ELSE (r(7) % 12 - 3) / 2 END',
      "CASE WHEN r(8) % 5 = 0 THEN NULL ELSE ['a', NULL, 'b', 'n'][1:CAST(r(9) % 5 AS INTEGER)] END",
    ],
  },
};

/** A text's rows before and after rules, over small random tables full of NULLs and duplicates. */
export class Answers {
  readonly #database: Database;
  readonly #binder: Binder;

  private constructor(database: Database, binder: Binder) {
    this.#database = database;
    this.#binder = binder;
  }

  /** The same seed gives the same rows; `empty` gives none. */
  static async open(seed: number, empty = false): Promise<Answers> {
    const database = await Database.open(':memory:', { threads: 1 });
    await database.run(
      `CREATE MACRO r(k) AS CAST(hash(i * 7919 + k * 104729 + ${seed} * 31) % 1000000007 AS BIGINT)`,
    );
    for (const { source, tables } of SAMPLE_CATALOGS) {
      await database.run(`ATTACH ':memory:' AS ${source}`);
      for (const { path, columns } of tables) {
        const types = columns.map((column) => `"${column.name}" ${typeToSql(column.type)}`);
        await database.run(`CREATE TABLE ${source}.${path.name} (${types.join(', ')})`);
        const recipe = RECIPES[path.name];
        if (recipe === undefined) throw new Error(`No rows for ${path.name}`);
        const values = recipe.values.join(', ').replace(/\br\(/g, 'memory.main.r(');
        const rows = empty ? 0 : recipe.rows;
        await database.run(
          `INSERT INTO ${source}.${path.name} SELECT ${values} FROM range(${rows}) AS rows(i)`,
        );
      }
    }
    await database.run("ATTACH ':memory:' AS models");
    for (const [name, sql] of Object.entries(SAMPLE_MODELS))
      await database.run(`CREATE VIEW models.${name} AS ${sql}`);
    return new Answers(database, await Binder.create());
  }

  async plan(sql: string): Promise<PlanNode> {
    const bound = await this.#binder.bind(sql, sampleTables(), new Map());
    if (bound.plan === null) throw new Error(`No plan: ${bound.opaque?.reason ?? ''}`);
    return bound.plan;
  }

  /** The plan after the batches as DuckDB SQL over the tables. */
  print(plan: PlanNode, batches: readonly RuleBatch[]): string {
    const optimized = optimize(plan, batches, { ids: NodeIds.after(plan) });
    const dialect = duckdbDialectOver(({ source, table }) => `${source}."${table.name}"`);
    return dialect.print(optimized.plan).sql;
  }

  /** A statement's rows as sorted text, floats with 12 digits; an error is its first line. */
  async rows(sql: string): Promise<readonly string[]> {
    try {
      const { rows } = await this.#database.query(sql);
      return rows.map((row) => row.map(show).join(' | ')).toSorted();
    } catch (error) {
      return [String(error).split('\n')[0] ?? ''];
    }
  }

  /** The rows of a local part over fragments, each run and staged under its name. */
  async staged(
    fragments: readonly { readonly id: string; readonly sql: string }[],
    localSql: string,
  ): Promise<readonly string[]> {
    for (const { id, sql } of fragments) {
      const outcome = await this.rows(`CREATE OR REPLACE TEMP TABLE ${id} AS ${sql}`);
      if (/Error:/.test(outcome[0] ?? '')) return outcome;
    }
    return await this.rows(localSql);
  }

  close(): void {
    this.#binder.close();
    this.#database.close();
  }
}

function show(value: unknown): string {
  return typeof value === 'number' ? String(Number(value.toPrecision(12))) : String(value);
}
