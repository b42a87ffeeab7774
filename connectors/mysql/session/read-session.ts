import type { Fragment } from '../../../engine/plan/fragment.ts';
import type { ColumnBatch } from '../../../engine/spi/column-batch.ts';
import type { ReadSession } from '../../../engine/spi/connector.ts';
import type { CatalogTable } from '../../../engine/types/catalog.ts';
import { SnapshotReads } from '../../../engine/spi/network/snapshot-reads.ts';
import type { ConnectionPool } from '../../../engine/spi/network/connection-pool.ts';
import type { SourceLimits } from '../../../engine/types/limits.ts';
import type { MysqlConfig } from '../config.ts';
import { statementFailure } from '../errors.ts';
import type { Address } from '../reach/address.ts';
import { inlineKeys, keyTextBytes } from '../read/inline-keys.ts';
import { runStatement } from '../read/statement.ts';
import type { Wire } from '../wire/wire.ts';
import { checkDrift } from './check-drift.ts';
import { Turns } from './turns.ts';

/** Bytes of keys that every server takes, besides all else that a statement may be: the least packet that is usual. */
const SURE_BYTES = 512 * 1024;

/** What a session is made over. */
export interface SessionContext {
  readonly address: () => Promise<Address>;
  readonly pool: ConnectionPool<Wire>;
  readonly limits: SourceLimits;
  readonly source: string;
  readonly config: MysqlConfig;
}

/** The reads of one query, one after the other in one snapshot. */
export class MysqlSession implements ReadSession {
  readonly connectMs: number;
  readonly #context: SessionContext;
  #turns: Turns;
  readonly #reads = new SnapshotReads();
  /** The largest statement that the server takes; null until it was asked. */
  #packetBytes: number | null = null;

  private constructor(context: SessionContext, turns: Turns, connectMs: number) {
    this.#context = context;
    this.#turns = turns;
    this.connectMs = connectMs;
  }

  static async begin(context: SessionContext, signal: AbortSignal): Promise<MysqlSession> {
    const began = performance.now();
    const turns = await beginTurns(context, signal);
    return new MysqlSession(context, turns, performance.now() - began);
  }

  /** Streams a fragment. A connection lost before the first row of the session is made anew once. */
  read(fragment: Fragment, signal: AbortSignal): AsyncGenerator<ColumnBatch, void, void> {
    return this.#reads.run({
      attempt: () => this.#attempt(fragment, signal),
      renew: async () => {
        await this.#turns.close();
        this.#turns = await beginTurns(this.#context, signal);
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
    return this.#turns.backends;
  }

  /** Keys stand in the text of a statement, which must fit into one packet. */
  async takesKeys(keys: readonly { readonly count: number; readonly bytes: number }[]): Promise<boolean> {
    const bytes = keys.reduce((sum, one) => sum + keyTextBytes(one), 0);
    if (bytes <= SURE_BYTES) return true;
    this.#packetBytes ??= await this.#askPacketBytes();
    return bytes <= this.#packetBytes - SURE_BYTES;
  }

  async close(): Promise<void> {
    await this.#turns.close();
  }

  async #askPacketBytes(): Promise<number> {
    const turns = this.#turns;
    const wire = await turns.take(AbortSignal.timeout(this.#context.limits.connectTimeoutMs));
    try {
      const [row] = await wire.command('SELECT @@max_allowed_packet');
      return Number(row?.[0] ?? 0);
    } catch (cause) {
      const { source } = this.#context;
      throw statementFailure({ source, signal: new AbortController().signal, timeoutMs: null }, cause);
    } finally {
      turns.giveBack();
    }
  }

  async *#attempt(fragment: Fragment, signal: AbortSignal): AsyncGenerator<ColumnBatch, void, void> {
    const { limits, config } = this.#context;
    const address = await this.#context.address();
    const turns = this.#turns;
    const wire = await turns.take(signal);
    try {
      await this.#check(wire, fragment.tables, signal);
      yield* runStatement(
        wire,
        { sql: inlineKeys(fragment), columns: fragment.columns },
        {
          address,
          timeoutMs: limits.timeoutMs,
          silenceMs: limits.connectTimeoutMs,
          signal,
          zeroIsNull: config.zeroDates === 'null',
        },
      );
    } finally {
      turns.giveBack();
    }
  }

  /** Checks the tables against drift, once a session. */
  async #check(wire: Wire, tables: readonly CatalogTable[], signal: AbortSignal): Promise<void> {
    const { source, config } = this.#context;
    const stop = (): void => wire.destroy();
    signal.addEventListener('abort', stop, { once: true });
    try {
      await this.#reads.check(tables, (unchecked) => checkDrift(source, wire, config.database, unchecked));
    } catch (cause) {
      throw statementFailure({ source, signal, timeoutMs: null }, cause);
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }
}

async function beginTurns({ source, pool, limits }: SessionContext, signal: AbortSignal): Promise<Turns> {
  try {
    return await Turns.begin(source, pool, limits, signal);
  } catch (cause) {
    throw statementFailure({ source, signal, timeoutMs: limits.timeoutMs }, cause);
  }
}
