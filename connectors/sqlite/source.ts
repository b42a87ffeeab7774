import type { Connector, Source } from '../../engine/spi/connector.ts';
import type { ProbeReport, ProbeStep } from '../../engine/spi/probe.ts';
import { probeInSteps, type StepToRun } from '../../engine/spi/probe-in-steps.ts';
import type { SourceCatalog } from '../../engine/types/catalog.ts';
import type { SqliteConfig } from './config.ts';
import { checkFile, openSnapshot } from './open-database.ts';
import { readCatalog } from './read-catalog.ts';
import { SqliteSession } from './session.ts';

/** One SQLite file. Each use opens it anew, so nothing is held between queries. */
export class SqliteSource implements Source {
  readonly name: string;
  readonly connector: Connector;
  readonly isNear = true;
  readonly #config: SqliteConfig;
  readonly #sessions = new Set<SqliteSession>();

  constructor(name: string, connector: Connector, config: SqliteConfig) {
    this.name = name;
    this.connector = connector;
    this.#config = config;
  }

  async probe(signal: AbortSignal, onStep?: (step: ProbeStep) => void): Promise<ProbeReport> {
    const find = async (): Promise<string> => {
      await checkFile(this.name, this.#config.file);
      return this.#config.file;
    };
    const steps: readonly StepToRun[] = [
      { step: 'file', run: find },
      { step: 'query', run: () => this.#firstQuery(signal) },
    ];
    return await probeInSteps(this.name, steps, onStep);
  }

  async catalog(signal: AbortSignal): Promise<SourceCatalog> {
    return await readCatalog({ source: this.name, config: this.#config }, signal);
  }

  async begin(signal: AbortSignal): Promise<SqliteSession> {
    const start = performance.now();
    const database = await openSnapshot(this.name, this.#config, signal);
    const forget = (session: SqliteSession): void => void this.#sessions.delete(session);
    const session = new SqliteSession(this.name, this.#config, database, performance.now() - start, forget);
    this.#sessions.add(session);
    return session;
  }

  async close(): Promise<void> {
    for (const session of this.#sessions) await session.close();
  }

  async #firstQuery(signal: AbortSignal): Promise<string> {
    const database = await openSnapshot(this.name, this.#config, signal);
    try {
      return `SQLite ${String(database.prepare('SELECT sqlite_version() AS version').get()?.['version'])}`;
    } finally {
      database.close();
    }
  }
}
