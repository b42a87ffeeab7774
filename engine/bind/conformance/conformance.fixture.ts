import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import type { Database } from '../../duckdb/database.ts';
import { duckdbDialectOver } from '../../duckdb/dialect.ts';
import { AtollError, type ErrorReport } from '../../errors/atoll-error.ts';
import type { PlanNode, ScanNode } from '../../plan/node.ts';
import { rewriteUp } from '../../plan/walk.ts';
import { typeToSql } from '../../types/data-type.ts';
import type { BindTables } from '../bind-tables.ts';
import type { BindResult } from '../bind-result.ts';
import { Binder } from '../binder.ts';
import type { ParameterValues } from '../parameters.ts';
import { FIXTURE_TABLES, openFixture } from './tables.fixture.ts';

const dialect = duckdbDialectOver(
  ({ source, table }) => `"${source}"."${table.schema ?? 'main'}"."${table.name}"`,
);

/** Binds texts over the fixture's stubs and runs them, and what is printed from their plans, over its data. */
export class Conformance {
  readonly binder: Binder;
  readonly #database: Database;
  readonly #tables: BindTables;

  private constructor(binder: Binder, database: Database, tables: BindTables) {
    this.binder = binder;
    this.#database = database;
    this.#tables = tables;
  }

  /** Over the fixture's tables. */
  static async open(): Promise<Conformance> {
    return await Conformance.over(await openFixture(), FIXTURE_TABLES);
  }

  /** Over other data, whose tables stand at `source.schema`, or `source.main` without a schema. */
  static async over(database: Database, tables: BindTables): Promise<Conformance> {
    return new Conformance(await Binder.create(), database, tables);
  }

  close(): void {
    this.binder.close();
    this.#database.close();
  }

  async bind(sql: string, values: ParameterValues = new Map()): Promise<BindResult> {
    return await this.binder.bind(sql, this.#tables, values, { now: new Date('2020-03-04T05:06:07.890Z') });
  }

  /** The text's plan, which must be there. */
  async plan(sql: string, values: ParameterValues = new Map()): Promise<PlanNode> {
    const { plan, opaque } = await this.bind(sql, values);
    if (plan === null) throw new Error(`opaque: ${opaque?.reason ?? 'without a reason'}`);
    return plan;
  }

  /** The error of a text that must not bind. */
  async failure(
    sql: string,
    values: ParameterValues = new Map(),
    tables: BindTables = this.#tables,
  ): Promise<ErrorReport> {
    try {
      await this.binder.bind(sql, tables, values);
    } catch (error) {
      if (error instanceof AtollError) return error.report;
      throw error;
    }
    throw new Error(`${sql} was bound`);
  }

  /** The text printed from the plan binds again, and gives the rows and types that the original gives. */
  async proves(sql: string, values: ParameterValues = new Map()): Promise<void> {
    const result = await this.bind(sql, values);
    strictEqual(result.opaque, null);
    if (result.plan === null) throw new Error('no plan');
    const printed = printedOverData(result.plan);
    const original = await this.rows(result.text);
    const again = await this.rows(printed).catch((error: unknown) => {
      throw new Error(`${String(error)}\n${printed}`);
    });
    deepStrictEqual(again.types, original.types, `other types from ${printed}`);
    deepStrictEqual(again.rows, original.rows, `other rows from ${printed}`);
    await this.#bindsBack(printed, original.types);
    deepStrictEqual(
      result.columns.map((column) => typeToSql(column.type)),
      original.types,
    );
  }

  /** The printed text binds again, to a plan of the same types. */
  async #bindsBack(printed: string, types: readonly string[]): Promise<void> {
    const again = await this.plan(printed);
    deepStrictEqual(
      again.columns.map((column) => typeToSql(column.type)),
      types,
      `other types from binding ${printed}`,
    );
  }

  /** The text has a plan, but DuckDB SQL can't say exactly what it means: such a query runs opaque. */
  async refusesToPrint(sql: string): Promise<void> {
    const plan = await this.plan(sql);
    strictEqual(dialect.refuse(plan)?.code, 'dialect');
  }

  /** The text is opaque, for a reason that matches. */
  async isOpaque(sql: string, reason: RegExp): Promise<void> {
    const { plan, opaque } = await this.bind(sql);
    strictEqual(plan, null);
    match(opaque?.reason ?? '', reason);
  }

  /** Changes the data. */
  async run(sql: string): Promise<void> {
    await this.#database.run(sql);
  }

  /** Types and rows of a text over the data, the rows as a sorted multiset of JSON texts. */
  async rows(sql: string): Promise<{ types: readonly string[]; rows: readonly string[] }> {
    const { columns, rows } = await this.#database.query(sql);
    const types = columns.map((column) => typeToSql(column.type));
    return { types, rows: rows.map((row) => JSON.stringify(row, comparable)).sort() };
  }
}

/** Sums of doubles depend on the order of addition: ten digits count. */
function comparable(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'number')
    return Number.isFinite(value) ? Number(value.toPrecision(10)) : String(value);
  return value;
}

/** Scans name columns by the source's spelling; the fixture's data has DuckDB's. */
function printedOverData(plan: PlanNode): string {
  const respelled = rewriteUp(plan, (node) => (node.kind === 'scan' ? respell(node) : node));
  return dialect.print(respelled).sql;
}

function respell(scan: ScanNode): ScanNode {
  return {
    ...scan,
    fields: scan.fields.map((field, at) => ({ ...field, name: scan.columns[at]?.name ?? field.name })),
  };
}
