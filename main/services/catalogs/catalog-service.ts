import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Source } from '../../../engine/spi/connector.ts';
import type { SourceCatalog } from '../../../engine/types/catalog.ts';
import type { KillSwitch } from '../sources/kill-switch.ts';
import { saveFile } from '../workspace/save-file.ts';
import { KeptCatalogs, type ReadCatalog } from './kept-catalogs.ts';

/** A catalog that is read in less is not kept for other processes: to read it live costs little, and is surer. */
const KEPT_FROM_MS = 100;
/** One that was read so shortly before a query is not read again for it. */
const NEW_MS = 2000;

export interface CatalogServiceParts {
  /** Throws `source-unknown`. */
  readonly source: (name: string) => Source;
  readonly killSwitch: KillSwitch;
  /** `.atoll` of the workspace. */
  readonly stateDir: string;
  /** Changes with a source's configuration. */
  readonly configuration: (source: string) => string;
  /** How old a catalog that another process read may be, ms; 0 for reading all of them. */
  readonly maxAgeMs: number;
  /** A catalog was read that is another than the one known before, or the first. */
  readonly onChange?: (source: string) => void;
}

/**
 * The catalogs of a workspace's sources, each read once per process when it is first needed. One that took long to read
 * is kept for the next processes, where its connector finds out before each read what has changed since. What was read
 * last by a refresh is in `.atoll/cache/catalog/`, to tell what changed.
 */
export class CatalogService {
  readonly #parts: CatalogServiceParts;
  readonly #kept: KeptCatalogs;
  readonly #refreshedDir: string;
  readonly #loaded = new Map<string, Promise<ReadCatalog>>();
  readonly #known = new Map<string, ReadCatalog>();
  /** Reads that nobody waits for: who comes meanwhile need not read once more. */
  readonly #renewing = new Map<string, Promise<ReadCatalog>>();

  constructor(parts: CatalogServiceParts) {
    this.#parts = parts;
    this.#kept = new KeptCatalogs(parts.stateDir);
    this.#refreshedDir = join(parts.stateDir, 'cache', 'catalog');
  }

  /** Rejects with `source-killed` or with why the source can't be reached; a failure is not remembered. */
  async catalog(name: string, signal: AbortSignal): Promise<SourceCatalog> {
    await this.#parts.killSwitch.check(name);
    const known = this.#loaded.get(name);
    if (known !== undefined) return (await known).catalog;
    return await this.#load(name, this.#keptOrRead(name, signal));
  }

  /** The catalog as it was last read here, at once; null where none was. */
  known(name: string): SourceCatalog | null {
    return this.#known.get(name)?.catalog ?? null;
  }

  /** How long ago the known catalog was read, ms; null where none is known. */
  ageMs(name: string): number | null {
    const read = this.#known.get(name);
    return read === undefined ? null : Date.now() - read.readAt;
  }

  /** Takes over what another service of the same process knows of sources whose configuration is the same. */
  adopt(other: CatalogService, names: readonly string[]): void {
    for (const [name, read] of other.#known) {
      if (!names.includes(name)) continue;
      if (this.#parts.configuration(name) !== other.#parts.configuration(name)) continue;
      this.#known.set(name, read);
      this.#loaded.set(name, Promise.resolve(read));
    }
  }

  /** Reads a catalog anew, whatever is known. */
  async refresh(name: string, signal: AbortSignal): Promise<SourceCatalog> {
    await this.#parts.killSwitch.check(name);
    return await this.#load(name, this.#read(name, signal));
  }

  /** Reads a catalog anew without anybody waiting: it takes the known one's place once it is there. */
  async renew(name: string, signal: AbortSignal): Promise<void> {
    await this.#parts.killSwitch.check(name);
    const reading = this.#read(name, signal);
    this.#renewing.set(name, reading);
    try {
      const read = await reading;
      this.#loaded.set(name, Promise.resolve(read));
      this.#learn(name, read);
    } finally {
      if (this.#renewing.get(name) === reading) this.#renewing.delete(name);
    }
  }

  /**
   * Reads those anew that were not read for a query that began at that time (ms since 1970), and that `concerns`. False
   * where there are none.
   */
  async renewOld(
    begunAt: number,
    concerns: (name: string) => boolean,
    signal: AbortSignal,
  ): Promise<boolean> {
    const old: string[] = [];
    for (const [name, loading] of this.#loaded) {
      const readAt = (await loading.catch(() => null))?.readAt ?? begunAt;
      if (readAt < begunAt - NEW_MS && concerns(name)) old.push(name);
    }
    await Promise.all(old.map((name) => this.refresh(name, signal)));
    return old.length > 0;
  }

  /** The catalog that some process read last by a refresh, perhaps long ago; null where none did. */
  async lastKnown(name: string): Promise<SourceCatalog | null> {
    try {
      return JSON.parse(await readFile(this.#refreshedFile(name), 'utf8')) as SourceCatalog;
    } catch {
      return null;
    }
  }

  /** Keeps a catalog for `lastKnown`. */
  async remember(catalog: SourceCatalog): Promise<void> {
    await mkdir(this.#refreshedDir, { recursive: true });
    await saveFile(this.#refreshedFile(catalog.source), `${JSON.stringify(catalog)}\n`);
  }

  async #load(name: string, loading: Promise<ReadCatalog>): Promise<SourceCatalog> {
    this.#loaded.set(name, loading);
    try {
      const read = await loading;
      this.#learn(name, read);
      return read.catalog;
    } catch (error) {
      if (this.#loaded.get(name) === loading) this.#loaded.delete(name);
      throw error;
    }
  }

  async #keptOrRead(name: string, signal: AbortSignal): Promise<ReadCatalog> {
    const { source, configuration, maxAgeMs } = this.#parts;
    if (maxAgeMs > 0 && source(name).connector.catalogMayBeOld === true) {
      const kept = await this.#kept.find(name, configuration(name));
      const ageMs = kept === null ? -1 : Date.now() - kept.readAt;
      if (kept !== null && ageMs >= 0 && ageMs <= maxAgeMs) return kept;
    }
    return await (this.#renewing.get(name) ?? this.#read(name, signal));
  }

  #learn(name: string, read: ReadCatalog): void {
    const before = this.#known.get(name);
    this.#known.set(name, read);
    if (before === undefined || !hasSameTables(before.catalog, read.catalog)) this.#parts.onChange?.(name);
  }

  async #read(name: string, signal: AbortSignal): Promise<ReadCatalog> {
    const { source, configuration, maxAgeMs } = this.#parts;
    const from = source(name);
    const readAt = Date.now();
    const begun = performance.now();
    const read = { catalog: await from.catalog(signal), readAt };
    const isSlow = performance.now() - begun >= KEPT_FROM_MS;
    if (maxAgeMs > 0 && isSlow && from.connector.catalogMayBeOld === true)
      await this.#kept.keep(configuration(name), read);
    return read;
  }

  #refreshedFile(name: string): string {
    return join(this.#refreshedDir, `${name}.json`);
  }
}

function hasSameTables({ tables: before }: SourceCatalog, { tables: after }: SourceCatalog): boolean {
  return (
    before === after ||
    (before.length === after.length &&
      after.every(({ path, fingerprint, rows }, at) => {
        const old = before[at];
        return (
          old?.fingerprint === fingerprint &&
          old.rows === rows &&
          old.path.name === path.name &&
          old.path.schema === path.schema
        );
      }))
  );
}
