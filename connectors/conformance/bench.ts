import { openLocal, stageBatches } from '../../e2e/fixtures/local-duckdb.ts';
import { Database } from '../../engine/duckdb/database.ts';
import { duckdbDialectOver } from '../../engine/duckdb/dialect.ts';
import type { Column } from '../../engine/plan/column.ts';
import type { Fragment, FragmentPartition, KeyForm } from '../../engine/plan/fragment.ts';
import type { PlanNode, ScanNode } from '../../engine/plan/node.ts';
import type { SourceConfig } from '../../engine/spi/config-field.ts';
import type { ReadSession, Source } from '../../engine/spi/connector.ts';
import type { Dialect } from '../../engine/spi/dialect.ts';
import type { CatalogTable } from '../../engine/types/catalog.ts';
import { typeToSql } from '../../engine/types/data-type.ts';
import { DEFAULT_LIMITS } from '../../engine/types/limits.ts';
import type { LiteralValue } from '../../engine/types/literal.ts';
import type { ConformanceFixture, StandardTable } from './fixture.ts';
import { keyedFragment, keysSql, type TestKeys } from '../../e2e/fixtures/keyed-fragment.ts';

/** A signal that nothing aborts. */
export const CALM: AbortSignal = new AbortController().signal;

const SOURCE = 'tested';

/** Rows as text, as DuckDB casts them, with the types in front: equal only where values and types are. */
export interface Answer {
  readonly types: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
}

/** What the source answers to a plan within one session. */
export type AnswerPlan = (
  plan: PlanNode,
  tables?: readonly CatalogTable[],
  ranges?: boolean,
) => Promise<Answer>;

/** A plan with its keys, ready to be read once. */
export interface KeyedPlan {
  /** The forms that the keys go in. */
  readonly forms: readonly KeyForm[];
  readonly read: (signal: AbortSignal) => Promise<Answer>;
}

/** The source under test beside a DuckDB that holds the same tables. */
export class Bench {
  readonly fixture: ConformanceFixture;
  readonly source: Source;
  readonly #local: Database;
  readonly #oracle: Database;

  private constructor(fixture: ConformanceFixture, local: Database, oracle: Database) {
    this.fixture = fixture;
    this.#local = local;
    this.#oracle = oracle;
    this.source = this.open(fixture.config);
  }

  static async start(fixture: ConformanceFixture): Promise<Bench> {
    return new Bench(fixture, await Database.open(), await Database.open());
  }

  open(config: SourceConfig): Source {
    return this.fixture.connector.open(config, {
      name: SOURCE,
      workspaceDir: this.fixture.workspaceDir,
      limits: { ...DEFAULT_LIMITS, connectTimeoutMs: 2000 },
      secret: () => Promise.resolve(this.fixture.secret),
      local: () => Promise.resolve(this.#local),
      onProgress: () => undefined,
    });
  }

  /** Creates a table at the source and in the oracle. */
  async create(table: StandardTable): Promise<void> {
    await this.fixture.create(table);
    await this.#oracle.run(createSql(table));
    const width = Math.max(1, Math.floor(20_000 / table.columns.length));
    for (let from = 0; from < table.rows.length; from += width) {
      const rows = table.rows.slice(from, from + width).map((row) => rowSql(table, row));
      await this.#oracle.run(`INSERT INTO ${quoteName(table.name)} VALUES ${rows.join(', ')}`);
    }
  }

  async table(name: string): Promise<CatalogTable> {
    const { tables } = await this.source.catalog(CALM);
    const found = tables.find(({ path }) => path.name === name);
    if (found === undefined) throw new Error(`The catalog has no table ${name}.`);
    return found;
  }

  /** A scan of all columns of a table of the catalog. */
  scanOf(table: CatalogTable, id = 'scan'): ScanNode {
    const columns = table.columns.map(
      (column): Column => ({
        name: column.name,
        type: column.type,
        nullable: column.nullable,
        collation: column.collation,
        origins: [{ source: SOURCE, table: table.path.name, column: column.name }],
        tags: [],
      }),
    );
    return { kind: 'scan', id, source: SOURCE, table: table.path, fields: table.columns, columns };
  }

  async scan(name: string): Promise<ScanNode> {
    return this.scanOf(await this.table(name), name);
  }

  dialect(session: ReadSession): Dialect {
    const { mount } = session;
    if (mount !== undefined) return duckdbDialectOver((scan) => mount.table(scan));
    if (this.fixture.connector.dialect === null) throw new Error('A source that streams needs a dialect.');
    return this.fixture.connector.dialect;
  }

  fragment(session: ReadSession, plan: PlanNode, tables: readonly CatalogTable[] = []): Fragment {
    const { sql, params } = this.dialect(session).print(plan);
    return {
      id: 'f1',
      source: SOURCE,
      plan,
      sql,
      params,
      columns: plan.columns.map((column, at) => ({ ...column, name: `c${at}` })),
      covers: [],
      estimated: { rows: null, bytes: null },
      tables,
      partition: null,
    };
  }

  /** What the source answers to a plan, in one session of its own. */
  async answer(plan: PlanNode, tables: readonly CatalogTable[] = []): Promise<Answer> {
    return await this.inSession((answer) => answer(plan, tables));
  }

  /** The same for a single scan, read in ranges side by side. */
  async answerInRanges(scan: ScanNode): Promise<Answer> {
    return await this.inSession((answer) => answer(scan, [], true));
  }

  /**
   * What the source answers to a plan that tests for keys, when it is given them in a form, and what DuckDB does; with
   * the forms that they went in.
   */
  async answerWithKeys(
    plan: PlanNode,
    keys: readonly TestKeys[],
    form: 'list' | 'range' = 'list',
  ): Promise<{ readonly answer: Answer; readonly expected: Answer; readonly forms: readonly KeyForm[] }> {
    for (const set of keys)
      await this.#oracle.run(`CREATE OR REPLACE TABLE memory.main.${quoteName(set.name)} AS ${keysSql(set)}`);
    const expected = await this.expected(plan);
    const none = keys.some(({ rows, sql }) => rows.length === 0 && sql === undefined);
    return await this.withKeys(plan, keys, form, async ({ read, forms }) => {
      const answer = none ? { ...expected, rows: [] } : await read(CALM);
      return { answer, expected, forms };
    });
  }

  /** Runs work on a plan whose keys are at hand and were not sent yet, in one session. */
  async withKeys<T>(
    plan: PlanNode,
    keys: readonly TestKeys[],
    form: 'list' | 'range',
    work: (keyed: KeyedPlan) => Promise<T>,
  ): Promise<T> {
    const session = await this.source.begin(CALM);
    const db = await openLocal(SOURCE, session.mount);
    try {
      const printed = this.dialect(session).print(plan);
      const whole = this.fragment(session, plan);
      const { fragment, forms } = await keyedFragment(db, whole, printed, keys, form, session, CALM);
      return await work({ forms, read: (signal) => this.#staged(db, session, fragment, signal) });
    } finally {
      db.close();
      await session.close();
    }
  }

  async #staged(
    db: Database,
    session: ReadSession,
    fragment: Fragment,
    signal: AbortSignal,
  ): Promise<Answer> {
    const width = fragment.columns.length;
    if (session.mount !== undefined) return await textRows(db, fragment.sql, width, signal);
    if (session.read === undefined) throw new Error('A session reads or mounts.');
    await stageBatches(db, 'f1', fragment.columns, session.read(fragment, signal));
    return await textRows(db, 'SELECT * FROM memory.main.f1', width);
  }

  /** Runs work whose answers come from one session; a mounted source stays mounted meanwhile. */
  async inSession<T>(work: (answer: AnswerPlan) => Promise<T>): Promise<T> {
    const session = await this.source.begin(CALM);
    const db = await openLocal(SOURCE, session.mount);
    try {
      let staged = 0;
      return await work(async (plan, tables = [], ranges = false) => {
        const whole = this.fragment(session, plan, tables);
        const fragment = ranges ? { ...whole, partition: this.#partition(session, plan) } : whole;
        if (session.mount !== undefined) return await textRows(db, fragment.sql, plan.columns.length);
        staged += 1;
        const name = `f${staged}`;
        if (session.read === undefined) throw new Error('A session reads or mounts.');
        await stageBatches(db, name, fragment.columns, session.read(fragment, CALM));
        return await textRows(db, `SELECT * FROM memory.main.${name}`, plan.columns.length);
      });
    } finally {
      db.close();
      await session.close();
    }
  }

  #partition(session: ReadSession, plan: PlanNode): FragmentPartition {
    if (plan.kind !== 'scan') throw new Error('Only a scan is read in ranges here.');
    const printed = this.dialect(session).printPartition?.(plan, plan);
    if (printed === undefined) throw new Error('The source has no ranges.');
    return { table: plan.table, sql: printed.sql };
  }

  /** What DuckDB answers to the same plan over its own copy of the tables. */
  async expected(plan: PlanNode): Promise<Answer> {
    const dialect = duckdbDialectOver((scan) => quoteName(scan.table.name));
    return await textRows(this.#oracle, dialect.print(plan).sql, plan.columns.length);
  }

  async stop(): Promise<void> {
    await this.source.close();
    this.#local.close();
    this.#oracle.close();
    await this.fixture.remove();
  }
}

async function textRows(db: Database, sql: string, width: number, signal = CALM): Promise<Answer> {
  const names = Array.from({ length: width }, (_, at) => `c${at}`);
  const from = `(${sql}) AS answer(${names.join(', ')})`;
  const { columns } = await db.query(`SELECT * FROM ${from} LIMIT 0`);
  const texts = names.map((name) => `CAST(${name} AS VARCHAR)`);
  const { rows } = await db.query(`SELECT ${texts.join(', ')} FROM ${from}`, signal);
  return {
    types: columns.map(({ type }) => typeToSql(type)),
    rows: rows.map((row) => row.map((value) => (typeof value === 'string' ? value : null))),
  };
}

/** The rows in an order of their own, for answers whose order does not matter. */
export function unordered(answer: Answer): Answer {
  const keyed = answer.rows.map((row) => ({ key: JSON.stringify(row), row }));
  return { ...answer, rows: keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ row }) => row) };
}

export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** CREATE TABLE in DuckDB. */
export function createSql(table: StandardTable, name = quoteName(table.name)): string {
  const columns = table.columns.map((column) => `${quoteName(column.name)} ${typeToSql(column.type)}`);
  return `CREATE TABLE ${name} (${columns.join(', ')})`;
}

/** A row of VALUES in DuckDB. */
export function rowSql(table: StandardTable, row: readonly LiteralValue[]): string {
  return `(${row.map((value, at) => valueSql(value, table.columns[at]?.type.id ?? '')).join(', ')})`;
}

function valueSql(value: LiteralValue, type: string): string {
  if (value === null) return 'NULL';
  if (typeof value !== 'string') return `[${value.map((part) => valueSql(part, 'INTEGER')).join(', ')}]`;
  const text = `'${value.replaceAll("'", "''")}'`;
  return type === 'BLOB' ? `from_hex(${text})` : text.replaceAll('\0', "' || chr(0) || '");
}
