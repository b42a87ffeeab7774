import type { DuckDBConnection } from '@duckdb/node-api';
import type { Database } from '../../duckdb/database.ts';
import { duckdbDialect } from '../../duckdb/dialect.ts';
import { interruptible } from '../../duckdb/interruptible.ts';
import { quoteName, quoteTable, type TableName } from '../../duckdb/quote.ts';
import { uniqueNames } from '../../duckdb/unique-names.ts';
import type { Column } from '../../plan/column.ts';
import { NodeIds } from '../../plan/ids.ts';
import type { PlanNode } from '../../plan/node.ts';
import { rewriteUp } from '../../plan/walk.ts';
import { typeToSql } from '../../types/data-type.ts';
import type { EngineOperator } from '../../types/explain.ts';
import { storedType } from '../../types/stored-type.ts';
import { localError } from '../duckdb-error.ts';
import { profiled } from '../operator-profile.ts';
import { RESULT_TABLE } from '../result-file.ts';
import { BatchSizes, type StreamAim } from './batch-sizes.ts';
import { OperatorSums } from './operator-sums.ts';
import { firstRows } from './partial.ts';
import { PartState } from './part-state.ts';
import type { StreamPlan, StreamSide } from './stream-plan.ts';
import type { StreamEnd } from './streamed-fragment.ts';

/** What came that has not gone through yet waits so long for the rest, ms from the beginning. */
const PATIENCE_MS = 400;

/** What a stream is given. */
export interface StreamSurroundings {
  readonly db: Database;
  /** The result's columns. */
  readonly columns: readonly Column[];
  readonly signal: AbortSignal;
  /** A folder that exists and that DuckDB may write to. */
  readonly folder: string;
  /** The catalog of staged tables. */
  readonly catalog: string;
  /** Rows of every batch; by default as many as pays. */
  readonly batchRows?: number;
  /** Rows that a fragment brought. */
  readonly rowsOf: (fragment: string) => number;
  /** Stops the run at once. */
  readonly fail: (error: unknown) => void;
  /** So many rows of the result can be read. */
  readonly onRows: (rows: number) => void;
}

/** What a stream did by itself, and the SQL of what is left to do over its table; null where nothing is. */
export interface StreamOutcome {
  readonly ms: number;
  readonly operators: readonly EngineOperator[];
  readonly rest: string | null;
}

/** Puts the batches of streamed fragments through a remainder, one at a time, each to its proved end. */
export class StreamRun {
  readonly #plan: StreamPlan;
  readonly #around: StreamSurroundings;
  readonly #connection: DuckDBConnection;
  readonly #parts: readonly PartState[];
  readonly #aim: StreamAim;
  readonly #enough = new AbortController();
  readonly #sums = new OperatorSums();
  readonly #timers: NodeJS.Timeout[] = [];
  readonly #begun = performance.now();
  #queue: Promise<unknown> = Promise.resolve();
  #isTableMade = false;
  #isOver = false;
  #rows = 0;
  #ms = 0;

  private constructor(plan: StreamPlan, around: StreamSurroundings, connection: DuckDBConnection) {
    this.#plan = plan;
    this.#around = around;
    this.#connection = connection;
    this.#parts = plan.parts.map((part) => new PartState(part));
    this.#aim = plan.enough !== null ? 'limit' : plan.into === null ? 'rows' : 'gather';
  }

  static async create(plan: StreamPlan, around: StreamSurroundings): Promise<StreamRun> {
    return new StreamRun(plan, around, await around.db.connect());
  }

  /** Aborts when the rows that a limit asks for are there. */
  get enough(): AbortSignal {
    return this.#enough.signal;
  }

  /** `staged` tells of each fragment but the streamed ones when it is there. */
  begin(staged: ReadonlyMap<string, Promise<void>>): void {
    for (const state of this.#parts) {
      const others = state.others.flatMap((id) => staged.get(id) ?? []);
      void Promise.all(others).then(
        () => this.#arrived(state, () => state.othersCame()),
        // The run fails of it.
        () => undefined,
      );
    }
  }

  /** Fragments that shall be there before this one is begun: a limit may then need little of it. */
  firstFor(fragment: string): readonly string[] {
    if (this.#aim !== 'limit' && this.#around.batchRows === undefined) return [];
    return this.#parts.find(({ part }) => part.streamed === fragment)?.others ?? [];
  }

  /** Where the batches of a fragment go; null where it does not stream. */
  endOf(fragment: string): StreamEnd | null {
    const state = this.#parts.find(({ part }) => part.streamed === fragment);
    if (state === undefined) return null;
    return {
      table: this.#table(fragment),
      sizes: new BatchSizes(this.#aim, this.#around.batchRows),
      isReady: () => state.isReady,
      sideRows: () => state.others.reduce((sum, id) => sum + this.#around.rowsOf(id), 0),
      take: (batch) => this.#take(state, batch),
      staged: () => this.#arrived(state, () => state.streamedCame()),
    };
  }

  /**
   * Puts through what has not gone yet, after all fragments came. Null where no row went through: then all of them stand
   * staged and the remainder runs over them at once.
   */
  async finish(): Promise<StreamOutcome | null> {
    this.#isOver = true;
    for (const timer of this.#timers) clearTimeout(timer);
    if (this.#parts.every((state) => !state.hasBegun)) return null;
    await Promise.all(this.#parts.filter((state) => !state.hasBegun).map((state) => this.#passWhole(state)));
    await this.#queue;
    this.#around.signal.throwIfAborted();
    const { remainder } = this.#plan;
    const rest = remainder === null ? null : duckdbDialect.print(remainder).sql;
    return { ms: this.#ms, operators: this.#sums.operators, rest };
  }

  close(): void {
    this.#isOver = true;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#connection.disconnectSync();
  }

  /** A part may now have all that it reads: then the reader does not wait for the other parts. */
  #arrived(state: PartState, come: () => void): void {
    come();
    if (this.#parts.length === 1 || this.#aim === 'gather' || !state.hasAll || this.#isOver) return;
    const patience = this.#aim === 'limit' ? 0 : Math.max(0, PATIENCE_MS - (performance.now() - this.#begun));
    const pass = (): void => {
      if (!this.#isOver) void this.#passWhole(state).catch(() => undefined);
    };
    this.#timers.push(setTimeout(pass, patience));
  }

  async #passWhole(state: PartState): Promise<void> {
    if (state.hasBegun) return;
    state.hasBegun = true;
    await this.#inTurn(() => this.#insert(state.part.whole));
  }

  async #take(state: PartState, batch: string): Promise<number> {
    const isFirst = !state.hasBegun;
    state.hasBegun = true;
    const { part } = state;
    return await this.#inTurn(async () => {
      if (isFirst) for (const side of part.sides) await this.#makeSide(side);
      const rows = await this.#insert(renamed(part.node, part.streamed, batch));
      await this.#connection.run(`DROP TABLE ${quoteTable(this.#table(batch))}`);
      return rows;
    });
  }

  async #insert(node: PlanNode): Promise<number> {
    const { enough, into } = this.#plan;
    if (this.#enough.signal.aborted) return 0;
    if (!this.#isTableMade) await this.#makeTable(this.#target, this.#columns());
    this.#isTableMade = true;
    const wanted = enough === null ? node : firstRows(node, enough - this.#rows, NodeIds.after(node));
    const rows = await this.#fill(this.#target, wanted);
    this.#rows += rows;
    if (into === null && rows > 0) this.#around.onRows(this.#rows);
    if (enough !== null && this.#rows >= enough) this.#enough.abort();
    return rows;
  }

  async #makeSide({ table, plan }: StreamSide): Promise<void> {
    await this.#makeTable(this.#table(table), plan.columns);
    await this.#fill(this.#table(table), plan);
  }

  /** Runs to the end or throws: rows that are only streamed may end without an error in the middle (DuckDB 1.5.6). */
  async #fill(table: TableName, node: PlanNode): Promise<number> {
    const { folder, signal } = this.#around;
    const connection = this.#connection;
    const begun = performance.now();
    const statement = `INSERT INTO ${quoteTable(table)}\n${duckdbDialect.print(node).sql}`;
    const { result, profile } = await profiled(connection, folder, 'stream', () =>
      interruptible(connection, signal, () => connection.run(statement)),
    );
    this.#ms += performance.now() - begun;
    this.#sums.add(profile.operators);
    return result.rowsChanged;
  }

  async #makeTable(table: TableName, columns: readonly Column[]): Promise<void> {
    const names = uniqueNames(columns.map(({ name }) => name));
    const list = columns.map(
      ({ type }, at) => `${quoteName(names[at] ?? '')} ${typeToSql(storedType(type))}`,
    );
    await this.#connection.run(`CREATE TABLE ${quoteTable(table)} (${list.join(', ')})`);
  }

  #columns(): readonly Column[] {
    return this.#plan.into === null ? this.#around.columns : this.#plan.columns;
  }

  get #target(): TableName {
    return this.#plan.into === null ? RESULT_TABLE : this.#table(this.#plan.into);
  }

  #table(name: string): TableName {
    return { catalog: this.#around.catalog, schema: 'main', name };
  }

  /** One statement at a time; the first failure stops the run. */
  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(work).catch((error: unknown) => {
      const failure = localError(error);
      this.#around.fail(failure);
      throw failure;
    });
    this.#queue = turn.catch(() => undefined);
    return await turn;
  }
}

/** The part over another table in place of the fragment. */
function renamed(node: PlanNode, fragment: string | null, table: string): PlanNode {
  return rewriteUp(node, (one) =>
    one.kind === 'fragment-scan' && one.fragment === fragment ? { ...one, fragment: table } : one,
  );
}
