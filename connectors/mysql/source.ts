import type { Connector, ReadSession, Source, SourceContext } from '../../engine/spi/connector.ts';
import type { ProbeReport, ProbeStep } from '../../engine/spi/probe.ts';
import type { SourceCatalog } from '../../engine/types/catalog.ts';
import { readCatalog } from './catalog/read-catalog.ts';
import type { MysqlConfig } from './config.ts';
import { statementFailure } from './errors.ts';
import { type Address, resolveAddress } from './reach/address.ts';
import { cancelStatement, sendKill } from './reach/cancel.ts';
import { probe } from './reach/probe.ts';
import { settingsSql } from './reach/session-settings.ts';
import { cancelled, Steps } from './reach/steps.ts';
import { Pool } from './session/pool.ts';
import { MysqlSession } from './session/read-session.ts';
import type { Wire } from './wire/wire.ts';

/** One or more databases of a server. Connections are made at first need and kept a while. */
export class MysqlSource implements Source {
  readonly name: string;
  readonly connector: Connector;
  readonly #config: MysqlConfig;
  readonly #context: SourceContext;
  readonly #pool: Pool;

  constructor(connector: Connector, config: MysqlConfig, context: SourceContext) {
    this.name = context.name;
    this.connector = connector;
    this.#config = config;
    this.#context = context;
    this.#pool = new Pool(context.name, context.limits, () => this.#address());
  }

  async probe(signal: AbortSignal, onStep?: (step: ProbeStep) => void): Promise<ProbeReport> {
    const steps = new Steps(this.name, this.#context.limits.connectTimeoutMs, signal, onStep);
    return await probe(this.name, steps, () => this.#address());
  }

  async catalog(signal: AbortSignal): Promise<SourceCatalog> {
    const { wire } = await this.#pool.acquire(signal);
    try {
      return await this.#stoppable(wire, signal, async () => {
        await wire.command(settingsSql(wire.version, null));
        return {
          source: this.name,
          defaultSchema: this.#config.database,
          tables: await readCatalog(wire, this.#config),
          fetchedAt: new Date().toISOString(),
        };
      });
    } finally {
      this.#pool.release(wire);
    }
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
