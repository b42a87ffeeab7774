import type { Connector, ReadSession, Source, SourceContext } from '../../engine/spi/connector.ts';
import type { ProbeReport, ProbeStep } from '../../engine/spi/probe.ts';
import type { SourceCatalog } from '../../engine/types/catalog.ts';
import { buildTables } from './catalog/build-catalog.ts';
import { catalogSql } from './catalog/catalog-queries.ts';
import type { PostgresConfig } from './config.ts';
import { statementFailure } from './errors.ts';
import { type Address, resolveAddress } from './reach/address.ts';
import { cancelStatement, sendCancel } from './reach/cancel.ts';
import { cancelled, Steps } from './reach/steps.ts';
import { probe } from './reach/probe.ts';
import { Pool } from './session/pool.ts';
import { PostgresSession } from './session/read-session.ts';
import type { TextRows, Wire } from './wire/wire.ts';

/** One database of a server. Connections are made at first need and kept a while. */
export class PostgresSource implements Source {
  readonly name: string;
  readonly connector: Connector;
  readonly #config: PostgresConfig;
  readonly #context: SourceContext;
  readonly #pool: Pool;
  #reached: Address | null = null;

  constructor(connector: Connector, config: PostgresConfig, context: SourceContext) {
    this.name = context.name;
    this.connector = connector;
    this.#config = config;
    this.#context = context;
    this.#pool = new Pool(context.name, context.limits, (signal) => this.#address(signal));
  }

  async probe(signal: AbortSignal, onStep?: (step: ProbeStep) => void): Promise<ProbeReport> {
    const steps = new Steps(this.name, this.#context.limits.connectTimeoutMs, signal, onStep);
    return await probe(this.name, steps, () => this.#address(signal), this.#config.managed !== null);
  }

  async catalog(signal: AbortSignal): Promise<SourceCatalog> {
    const { wire } = await this.#pool.acquire(signal);
    try {
      const results = await this.#command(wire, catalogSql(this.#config.schemas), signal);
      return {
        source: this.name,
        defaultSchema: this.#config.schema,
        tables: buildTables(results, { unbounded: this.#config.numeric, serverVersion: wire.serverVersion }),
        fetchedAt: new Date().toISOString(),
      };
    } finally {
      this.#pool.release(wire);
    }
  }

  async begin(signal: AbortSignal): Promise<ReadSession> {
    const { limits, name } = this.#context;
    const address = (asked: AbortSignal): Promise<Address> => this.#knownAddress(asked);
    return await PostgresSession.begin({ address, pool: this.#pool, limits, source: name }, signal);
  }

  /** `handle` is one of `PostgresSession.backends`. */
  async cancelBackend(handle: string): Promise<void> {
    const [processId = 0, secretKey = 0] = handle.split(':').map(Number);
    await sendCancel({ processId, secretKey }, await this.#knownAddress(new AbortController().signal));
  }

  close(): Promise<void> {
    this.#pool.close();
    return Promise.resolve();
  }

  async #address(signal: AbortSignal): Promise<Address> {
    this.#reached = await resolveAddress(this.#config, this.#context, signal);
    return this.#reached;
  }

  /** Where the last connection went: what its statements are cancelled at. */
  async #knownAddress(signal: AbortSignal): Promise<Address> {
    return this.#reached ?? (await this.#address(signal));
  }

  /** Runs statements that the signal stops at the server. */
  async #command(wire: Wire, sql: string, signal: AbortSignal): Promise<readonly TextRows[]> {
    const address = await this.#knownAddress(signal);
    let stopping = Promise.resolve(true);
    const stop = (): void => {
      wire.inbox.interrupt(cancelled(this.name, signal));
      stopping = cancelStatement(wire, address);
    };
    if (signal.aborted) throw cancelled(this.name, signal);
    signal.addEventListener('abort', stop, { once: true });
    try {
      return await wire.command(sql);
    } catch (cause) {
      throw statementFailure({ source: this.name, signal, timeoutMs: null, elapsedMs: 0 }, cause);
    } finally {
      signal.removeEventListener('abort', stop);
      await stopping;
    }
  }
}
