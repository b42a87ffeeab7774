import type { Connector, ReadSession, Source, SourceContext } from '../../engine/spi/connector.ts';
import { isNearHost } from '../../engine/spi/near-host.ts';
import { OPEN_GATE } from '../../engine/spi/connection-gate.ts';
import { ConnectionPool } from '../../engine/spi/network/connection-pool.ts';
import type { ProbeReport, ProbeStep } from '../../engine/spi/probe.ts';
import type { SourceCatalog } from '../../engine/types/catalog.ts';
import { buildTables } from './catalog/build-catalog.ts';
import { catalogSql } from './catalog/catalog-queries.ts';
import type { PostgresConfig } from './config.ts';
import { statementFailure } from './errors.ts';
import { type Address, resolveAddress } from './reach/address.ts';
import { cancelStatement, sendCancel } from './reach/cancel.ts';
import { cancelled, Steps } from '../../engine/spi/network/steps.ts';
import { probe } from './reach/probe.ts';
import { connectWire } from './reach/login.ts';
import { PostgresSession } from './session/read-session.ts';
import type { TextRows, Wire } from './wire/wire.ts';

/** An unused connection is closed after this long, well before servers and firewalls do it. */
const IDLE_MS = 60_000;
/** A managed server stops only when nobody is connected. */
const MANAGED_IDLE_MS = 20_000;

/** One database of a server. Connections are made at first need and kept a while. */
export class PostgresSource implements Source {
  readonly name: string;
  readonly connector: Connector;
  readonly isNear: boolean;
  readonly #config: PostgresConfig;
  readonly #context: SourceContext;
  readonly #pool: ConnectionPool<Wire>;
  #reached: Address | null = null;

  constructor(connector: Connector, config: PostgresConfig, context: SourceContext) {
    this.name = context.name;
    this.connector = connector;
    this.#config = config;
    this.isNear = context.tunnel === undefined && isNearHost(config.host);
    this.#context = context;
    const { connections, connectTimeoutMs } = context.limits;
    this.#pool = new ConnectionPool({
      source: context.name,
      most: Math.max(1, connections),
      idleMs: config.managed === null ? IDLE_MS : MANAGED_IDLE_MS,
      resetTimeoutMs: connectTimeoutMs,
      gate: context.gate ?? OPEN_GATE,
      connect: async (signal) =>
        await connectWire(await this.#address(signal), new Steps(context.name, connectTimeoutMs, signal)),
    });
  }

  async probe(signal: AbortSignal, onStep?: (step: ProbeStep) => void): Promise<ProbeReport> {
    const steps = new Steps(this.name, this.#context.limits.connectTimeoutMs, signal, onStep);
    return await probe(this.name, steps, () => this.#address(signal), this.#config.managed !== null);
  }

  async catalog(signal: AbortSignal): Promise<SourceCatalog> {
    return await this.#pool.use(signal, async (wire) => {
      const results = await this.#command(wire, catalogSql(this.#config.schemas), signal);
      return {
        source: this.name,
        defaultSchema: this.#config.schema,
        tables: buildTables(results, { unbounded: this.#config.numeric, serverVersion: wire.serverVersion }),
        fetchedAt: new Date().toISOString(),
      };
    });
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

  closeIdle(): void {
    this.#pool.closeIdle();
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
