import type { Calibration } from '../cost/calibration.ts';
import { sourceCosts } from '../cost/source-costs.ts';
import { duckdbDialectOver } from '../duckdb/dialect.ts';
import { AtollError } from '../errors/atoll-error.ts';
import type { ScanNode } from '../plan/node.ts';
import type { ReadSession, Source } from '../spi/connector.ts';
import type { Dialect } from '../spi/dialect.ts';
import type { CatalogTable, SourceCatalog } from '../types/catalog.ts';
import type { SourceSite } from './source-site.ts';

/** The sites of the sources that one query reads. Mounted ones are opened, since they alone know how FROM names their tables. */
export class SourceSites {
  readonly #sites: ReadonlyMap<string, SourceSite>;
  readonly #sessions: readonly ReadSession[];

  private constructor(sites: ReadonlyMap<string, SourceSite>, sessions: readonly ReadSession[]) {
    this.#sites = sites;
    this.#sessions = sessions;
  }

  static async open(
    names: readonly string[],
    source: (name: string) => Source,
    catalogs: readonly SourceCatalog[],
    signal: AbortSignal,
    calibration: (name: string) => Calibration,
  ): Promise<SourceSites> {
    const sites = new Map<string, SourceSite>();
    const sessions: ReadSession[] = [];
    for (const name of names) {
      const opened = source(name);
      const catalog = catalogs.find((one) => one.source === name);
      if (catalog === undefined)
        throw new AtollError('source-unknown', `There is no source ${name}.`, { source: name });
      const { dialect, capabilities, costs } = opened.connector;
      const session = dialect === null ? await opened.begin(signal) : null;
      if (session !== null) sessions.push(session);
      sites.set(name, {
        name,
        dialect: dialect ?? mountedDialect(session),
        capabilities,
        mounted: dialect === null,
        costs: sourceCosts(costs, calibration(name), opened.isNear),
        table: tableFinder(catalog),
      });
    }
    return new SourceSites(sites, sessions);
  }

  get(name: string): SourceSite {
    const site = this.#sites.get(name);
    if (site === undefined)
      throw new AtollError('source-unknown', `There is no source ${name}.`, { source: name });
    return site;
  }

  async close(): Promise<void> {
    await Promise.all(this.#sessions.map((session) => session.close()));
  }
}

function mountedDialect(session: ReadSession | null): Dialect {
  const mount = session?.mount;
  if (mount === undefined) throw new Error('A source without a dialect must offer a mount');
  return duckdbDialectOver((scan) => mount.table(scan));
}

function tableFinder(catalog: SourceCatalog): (scan: ScanNode) => CatalogTable {
  const key = (schema: string | null, name: string): string => JSON.stringify([schema, name]);
  const tables = new Map(catalog.tables.map((table) => [key(table.path.schema, table.path.name), table]));
  return (scan) => {
    const table = tables.get(key(scan.table.schema, scan.table.name));
    if (table === undefined) throw new Error(`The catalog of ${catalog.source} has no ${scan.table.name}`);
    return table;
  };
}
