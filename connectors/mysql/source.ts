import type { Connector, ReadSession, Source, SourceContext } from '../../engine/spi/connector.ts';
import { isNearHost } from '../../engine/spi/near-host.ts';
import { OPEN_GATE } from '../../engine/spi/connection-gate.ts';
import { ConnectionPool } from '../../engine/spi/network/connection-pool.ts';
import type { ProbeReport, ProbeStep } from '../../engine/spi/probe.ts';
import type { SourceCatalog } from '../../engine/types/catalog.ts';
import { readCatalog } from './catalog/read-catalog.ts';
import type { MysqlConfig } from './config.ts';
import { statementFailure } from './errors.ts';
import { type Address, resolveAddress } from './reach/address.ts';
import { cancelStatement, sendKill } from './reach/cancel.ts';
import { probe } from './reach/probe.ts';
import { settingsSql } from './reach/session-settings.ts';
import { cancelled, Steps } from '../../engine/spi/network/steps.ts';
import { connectWire } from './reach/login.ts';
import { MysqlSession } from './session/read-session.ts';
import type { Wire } from './wire/wire.ts';

/** An unused connection is closed after this long, well before servers do it (wait_timeout). */
const IDLE_MS = 60_000;

/** One or more databases of a server. Connections are made at first need and kept a while. */
export class MysqlSource implements Source {
  readonly name: string;
  readonly connector: Connector;
  readonly isNear: boolean;
  readonly #config: MysqlConfig;
  readonly #context: SourceContext;
  readonly #pool: ConnectionPool<Wire>;

  constructor(connector: Connector, config: MysqlConfig, context: SourceContext) {
    this.name = context.name;
    this.connector = connector;
    this.#config = config;
    this.isNear = context.tunnel === undefined && isNearHost(config.host);
    this.#context = context;
    const { connections, connectTimeoutMs } = context.limits;
    this.#pool = new ConnectionPool({
      source: context.name,
      most: Math.max(1, connections),
      idleMs: IDLE_MS,
      resetTimeoutMs: connectTimeoutMs,
      gate: context.gate ?? OPEN_GATE,
      connect: async (signal) =>
        await connectWire(await this.#address(), new Steps(context.name, connectTimeoutMs, signal)),
    });
  }

  async probe(signal: AbortSignal, onStep?: (step: ProbeStep) => void): Promise<ProbeReport> {
    const steps = new Steps(this.name, this.#context.limits.connectTimeoutMs, signal, onStep);
    return await probe(this.name, steps, () => this.#address());
  }

  async catalog(signal: AbortSignal): Promise<SourceCatalog> {
    const read = async (wire: Wire): Promise<SourceCatalog> => {
      await wire.command(settingsSql(wire.version, null));
      return {
        source: this.name,
        defaultSchema: this.#config.database,
        tables: await readCatalog(wire, this.#config),
        fetchedAt: new Date().toISOString(),
      };
    };
    return await this.#pool.use(signal, (wire) => this.#stoppable(wire, signal, () => read(wire)));
  }

  async begin(signal: AbortSignal): Promise<ReadSession> {
    const { limits, name } = this.#context;
    const address = (): Promise<Address> => this.#address();
    return await MysqlSession.begin(
      { address, pool: this.#pool, limits, source: name, config: this.#config },
      signal,
    );
  }

  /** `handle` is one of `MysqlSession.backends`. */
  async cancelBackend(handle: string): Promise<void> {
    if (/^\d+$/.test(handle)) await sendKill(Number(handle), await this.#address());
  }

  closeIdle(): void {
    this.#pool.closeIdle();
  }

  close(): Promise<void> {
    this.#pool.close();
    return Promise.resolve();
  }

  async #address(): Promise<Address> {
    return await resolveAddress(this.#config, this.#context);
  }

  /** Runs statements that the signal stops at the server. */
  async #stoppable<T>(wire: Wire, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    const address = await this.#address();
    let stopping = Promise.resolve(true);
    const stop = (): void => {
      wire.inbox.interrupt(cancelled(this.name, signal));
      stopping = cancelStatement(wire, address);
    };
    if (signal.aborted) throw cancelled(this.name, signal);
    signal.addEventListener('abort', stop, { once: true });
    try {
      return await work();
    } catch (cause) {
      throw statementFailure({ source: this.name, signal, timeoutMs: null }, cause);
    } finally {
      signal.removeEventListener('abort', stop);
      await stopping;
    }
  }
}
