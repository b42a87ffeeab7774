import type { ScanNode } from '../../engine/plan/node.ts';
import type { Connector, ReadSession, Source, SourceContext } from '../../engine/spi/connector.ts';
import type { ProbeReport, ProbeStep } from '../../engine/spi/probe.ts';
import { probeInSteps, type StepToRun } from '../../engine/spi/probe-in-steps.ts';
import type { SourceCatalog } from '../../engine/types/catalog.ts';
import { attachError } from './attach-error.ts';
import type { AttachedCatalog } from './catalog.ts';
import { readAttached } from './catalog.ts';
import { checkHeader } from './file-header.ts';
import { quoteName, quoteText } from './sql-text.ts';

/** Under this name the file is attached while its catalog is read. */
const ALIAS_SUFFIX = ' catalog';

/** One DuckDB file, attached read-only by the DuckDB that runs the query. */
export class DuckdbSource implements Source {
  readonly name: string;
  readonly connector: Connector;
  readonly isNear = true;
  readonly #context: SourceContext;
  readonly #file: string;
  /** A file is attached once at a time. */
  #attached: Promise<unknown> = Promise.resolve();

  constructor(connector: Connector, context: SourceContext, file: string) {
    this.name = context.name;
    this.connector = connector;
    this.#context = context;
    this.#file = file;
  }

  async probe(signal: AbortSignal, onStep?: (step: ProbeStep) => void): Promise<ProbeReport> {
    const steps: readonly StepToRun[] = [
      { step: 'file', run: async () => `storage version ${await checkHeader(this.name, this.#file)}` },
      { step: 'query', run: () => this.#firstQuery(signal) },
    ];
    return await probeInSteps(this.name, steps, onStep);
  }

  async catalog(signal: AbortSignal): Promise<SourceCatalog> {
    await checkHeader(this.name, this.#file);
    const { tables, problems } = await this.#whileAttached(signal);
    const found = { source: this.name, defaultSchema: 'main', tables, fetchedAt: new Date().toISOString() };
    return problems.length === 0 ? found : { ...found, problems };
  }

  async begin(signal: AbortSignal): Promise<ReadSession> {
    signal.throwIfAborted();
    await checkHeader(this.name, this.#file);
    const name = quoteName(this.name);
    const table = (scan: ScanNode): string =>
      [name, quoteName(scan.table.schema ?? 'main'), quoteName(scan.table.name)].join('.');
    const setup = [`ATTACH ${quoteText(this.#file)} AS ${name} (TYPE duckdb, READ_ONLY)`];
    const mount = { setup, paths: [this.#file, `${this.#file}.wal`], table };
    return { connectMs: null, mount, close: () => Promise.resolve() };
  }

  async close(): Promise<void> {
    await this.#attached.catch(() => undefined);
  }

  async #firstQuery(signal: AbortSignal): Promise<string> {
    const { tables } = await this.#whileAttached(signal);
    return `${tables.length} tables`;
  }

  /** Reads the catalog with the file attached to the private DuckDB, one such reading after the other. */
  async #whileAttached(signal: AbortSignal): Promise<AttachedCatalog> {
    const before = this.#attached;
    const reading = before.catch(() => undefined).then(() => this.#readAttached(signal));
    this.#attached = reading;
    return await reading;
  }

  async #readAttached(signal: AbortSignal): Promise<AttachedCatalog> {
    const local = await this.#context.local();
    const alias = `${this.name}${ALIAS_SUFFIX}`;
    try {
      await local.query(
        `ATTACH ${quoteText(this.#file)} AS ${quoteName(alias)} (TYPE duckdb, READ_ONLY)`,
        signal,
      );
    } catch (error) {
      throw attachError(error, this.name, this.#file);
    }
    try {
      return await readAttached(local, alias, signal);
    } finally {
      await local.query(`DETACH ${quoteName(alias)}`);
    }
  }
}
