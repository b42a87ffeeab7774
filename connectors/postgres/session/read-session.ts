import { AtollError } from '../../../engine/errors/atoll-error.ts';
import type { Fragment } from '../../../engine/plan/fragment.ts';
import type { ColumnBatch } from '../../../engine/spi/column-batch.ts';
import type { ReadSession } from '../../../engine/spi/connector.ts';
import type { ConnectionPool } from '../../../engine/spi/network/connection-pool.ts';
import type { SourceLimits } from '../../../engine/types/limits.ts';
import type { TypedLiteral } from '../../../engine/types/literal.ts';
import type { CatalogTable } from '../../../engine/types/catalog.ts';
import { statementFailure } from '../errors.ts';
import type { Address } from '../reach/address.ts';
import { runStatement, type Statement } from '../read/statement.ts';
import type { StatementContext } from '../read/statement-context.ts';
import type { Wire } from '../wire/wire.ts';
import { checkDrift } from './check-drift.ts';
import { Members } from './members.ts';
import { merge } from './merge.ts';
import { type PageRange, rangesOf, SCAN_CONNECTIONS } from './ranges.ts';

/** What a session is made over. */
export interface SessionContext {
  readonly address: (signal: AbortSignal) => Promise<Address>;
  readonly pool: ConnectionPool<Wire>;
  readonly limits: SourceLimits;
  readonly source: string;
}

/** The reads of one query, all in one snapshot. */
export class PostgresSession implements ReadSession {
  readonly connectMs: number;
  readonly #context: SessionContext;
  #members: Members;
  /** Rows were delivered: from then on another snapshot would mix two states of the source. */
  #delivered = false;
  #reading = 0;
  /** Connections made anew, as told to the engine. */
  retries = 0;
  /** Tables that were found unchanged in this snapshot. */
  #checked = new Set<string>();

  private constructor(context: SessionContext, members: Members, connectMs: number) {
    this.#context = context;
    this.#members = members;
    this.connectMs = connectMs;
  }

  static async begin(context: SessionContext, signal: AbortSignal): Promise<PostgresSession> {
    const began = performance.now();
    const doing = { source: context.source, signal, timeoutMs: context.limits.timeoutMs, elapsedMs: 0 };
    try {
      const members = await Members.begin(context.source, context.pool, context.limits, signal);
      return new PostgresSession(context, members, performance.now() - began);
    } catch (cause) {
      throw statementFailure(doing, cause);
    }
  }

  /** Streams a fragment. A connection lost before the first row of the session is made anew once. */
  async *read(fragment: Fragment, signal: AbortSignal): AsyncGenerator<ColumnBatch, void, void> {
    this.#reading += 1;
    try {
      try {
        yield* this.#attempt(fragment, signal);
        return;
      } catch (error) {
        if (!this.#mayRetry(error, signal)) throw error;
      }
      await this.#members.close();
      this.#checked.clear();
      this.retries += 1;
      this.#members = await Members.begin(
        this.#context.source,
        this.#context.pool,
        this.#context.limits,
        signal,
      );
      yield* this.#attempt(fragment, signal);
    } finally {
      this.#reading -= 1;
    }
  }

  /** For stopping from another process what this one runs, should it die. */
  backends(): readonly string[] {
    return this.#members.backends;
  }

  async close(): Promise<void> {
    await this.#members.close();
  }

  #mayRetry(error: unknown, signal: AbortSignal): boolean {
    const lost = error instanceof AtollError && error.report.code === 'source-lost';
    return lost && !this.#delivered && this.#reading === 1 && !signal.aborted;
  }

  async *#attempt(fragment: Fragment, signal: AbortSignal): AsyncGenerator<ColumnBatch, void, void> {
    const address = await this.#context.address(signal);
    const { timeoutMs, connectTimeoutMs } = this.#context.limits;
    const context: StatementContext = { address, timeoutMs, silenceMs: connectTimeoutMs, signal };
    const members = this.#members;
    const wire = await members.lend(signal);
    let lent = true;
    try {
      const ranges = await this.#prepare(wire, fragment, context);
      if (ranges === null) {
        yield* this.#mark(runStatement(wire, fragment, context));
        return;
      }
      lent = false;
      yield* this.#mark(this.#readRanges(members, wire, fragment, ranges, context));
    } finally {
      if (lent) members.giveBack(wire);
    }
  }

  /** Checks the tables against drift, once a session, and cuts the table into ranges where that pays. */
  async #prepare(
    wire: Wire,
    { tables, partition }: Fragment,
    { signal }: StatementContext,
  ): Promise<readonly PageRange[] | null> {
    const { source, limits } = this.#context;
    const stop = (): void => wire.destroy();
    signal.addEventListener('abort', stop, { once: true });
    try {
      const unchecked = tables.filter((table) => !this.#checked.has(keyOf(table)));
      await checkDrift(source, wire, unchecked);
      for (const table of unchecked) this.#checked.add(keyOf(table));
      return partition === null
        ? null
        : await rangesOf(wire, partition.table, Math.min(limits.connections, SCAN_CONNECTIONS));
    } catch (cause) {
      throw statementFailure({ source, signal, timeoutMs: null, elapsedMs: 0 }, cause);
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  /** Reads ranges on the given connection and on as many further ones as may be had at once. */
  async *#readRanges(
    members: Members,
    first: Wire,
    fragment: Fragment,
    ranges: readonly PageRange[],
    context: StatementContext,
  ): AsyncGenerator<ColumnBatch, void, void> {
    const { partition } = fragment;
    if (partition === null) return;
    const over = new AbortController();
    const signal = AbortSignal.any([context.signal, over.signal]);
    const left = [...ranges];
    const worker = async function* (wire: Wire): AsyncGenerator<ColumnBatch, void, void> {
      try {
        for (let range = left.shift(); range !== undefined; range = left.shift()) {
          const params = [...fragment.params, bound(range.low), bound(range.high)];
          const { keyLists = [], columns } = fragment;
          const statement: Statement = { sql: partition.sql, params, keyLists, columns };
          yield* runStatement(wire, statement, { ...context, signal });
        }
      } finally {
        members.giveBack(wire);
      }
    };
    const wires = [first];
    while (wires.length < Math.min(ranges.length, SCAN_CONNECTIONS)) {
      const further = await members.lendFree(context.signal).catch(() => null);
      if (further === null) break;
      wires.push(further);
    }
    yield* merge(wires.map(worker), () => over.abort());
  }

  async *#mark(batches: AsyncIterable<ColumnBatch>): AsyncGenerator<ColumnBatch, void, void> {
    for await (const batch of batches) {
      this.#delivered = true;
      yield batch;
    }
  }
}

function keyOf({ path, fingerprint }: CatalogTable): string {
  return JSON.stringify([path.schema, path.name, fingerprint]);
}

/** A tid goes as text that the server reads as one. */
function bound(tid: string): TypedLiteral {
  return { type: { id: 'VARCHAR', alias: 'tid' }, value: tid };
}
