import { reportOf } from '../../engine/errors/atoll-error.ts';
import type { SourceStep } from '../../engine/errors/atoll-error.ts';
import type { Connector, Source } from '../../engine/spi/connector.ts';
import type { ProbeReport, ProbeStep } from '../../engine/spi/probe.ts';
import type { SourceCatalog } from '../../engine/types/catalog.ts';
import { readCatalog } from './catalog.ts';
import type { SqliteConfig } from './config.ts';
import { checkFile, openSnapshot } from './open-database.ts';
import { SqliteSession } from './session.ts';
import { sqliteError } from './sqlite-error.ts';

/** One SQLite file. Each use opens it anew, so nothing is held between queries. */
export class SqliteSource implements Source {
  readonly name: string;
  readonly connector: Connector;
  readonly #config: SqliteConfig;
  readonly #sessions = new Set<SqliteSession>();

  constructor(name: string, connector: Connector, config: SqliteConfig) {
    this.name = name;
    this.connector = connector;
    this.#config = config;
  }

  async probe(signal: AbortSignal): Promise<ProbeReport> {
    const file = this.#config.file;
    const found = await step('file', async () => {
      await checkFile(this.name, file);
      return file;
    });
    const queried = found.ok ? [await step('query', () => this.#firstQuery(signal))] : [];
    const steps = [found, ...queried];
    return { source: this.name, ok: steps.every(({ ok }) => ok), steps };
  }

  async catalog(signal: AbortSignal): Promise<SourceCatalog> {
    const { file, text } = this.#config;
    const database = await openSnapshot(this.name, this.#config, signal);
    try {
      return await readCatalog(this.name, database, text, signal);
    } catch (error) {
      throw sqliteError(error, this.name, file);
    } finally {
      database.close();
    }
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

async function step(name: SourceStep, run: () => Promise<string>): Promise<ProbeStep> {
  const start = performance.now();
  try {
    const detail = await run();
    return { step: name, ok: true, ms: performance.now() - start, detail, error: null };
  } catch (error) {
    return { step: name, ok: false, ms: performance.now() - start, detail: null, error: reportOf(error) };
  }
}
