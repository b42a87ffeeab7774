import type { Fragment } from '../../../engine/plan/fragment.ts';
import type { ColumnBatch } from '../../../engine/spi/column-batch.ts';
import type { ReadSession } from '../../../engine/spi/connector.ts';
import { SnapshotReads } from '../../../engine/spi/network/snapshot-reads.ts';
import type { ConnectionPool } from '../../../engine/spi/network/connection-pool.ts';
import type { SourceLimits } from '../../../engine/types/limits.ts';
import type { TypedLiteral } from '../../../engine/types/literal.ts';
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
  readonly #reads = new SnapshotReads();

  private constructor(context: SessionContext, members: Members, connectMs: number) {
    this.#context = context;
    this.#members = members;
    this.connectMs = connectMs;
  }

  static async begin(context: SessionContext, signal: AbortSignal): Promise<PostgresSession> {
    const began = performance.now();
    const members = await beginMembers(context, signal);
    return new PostgresSession(context, members, performance.now() - began);
  }

  /** Streams a fragment. A connection lost before the first row of the session is made anew once. */
  read(fragment: Fragment, signal: AbortSignal): AsyncGenerator<ColumnBatch, void, void> {
    return this.#reads.run({
      attempt: () => this.#attempt(fragment, signal),
      renew: async () => {
        await this.#members.close();
        this.#members = await beginMembers(this.#context, signal);
      },
      signal,
    });
  }

  /** Connections made anew, as told to the engine. */
  get retries(): number {
    return this.#reads.retries;
  }

  /** For stopping from another process what this one runs, should it die. */
  backends(): readonly string[] {
    return this.#members.backends;
  }

  async close(): Promise<void> {
    await this.#members.close();
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
        yield* runStatement(wire, fragment, context);
        return;
      }
      lent = false;
      yield* this.#readRanges(members, wire, fragment, ranges, context);
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
      await this.#reads.check(tables, (unchecked) => checkDrift(source, wire, unchecked));
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
}

async function beginMembers({ source, pool, limits }: SessionContext, signal: AbortSignal): Promise<Members> {
  try {
    return await Members.begin(source, pool, limits, signal);
  } catch (cause) {
    throw statementFailure({ source, signal, timeoutMs: limits.timeoutMs, elapsedMs: 0 }, cause);
  }
}

/** A tid goes as text that the server reads as one. */
function bound(tid: string): TypedLiteral {
  return { type: { id: 'VARCHAR', alias: 'tid' }, value: tid };
}
