import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Source } from '../../../engine/spi/connector.ts';
import type { SourceCatalog } from '../../../engine/types/catalog.ts';
import type { KillSwitch } from '../sources/kill-switch.ts';
import { saveFile } from '../workspace/save-file.ts';

/**
 * The catalogs of a workspace's sources, each read once per process when it is first needed. What was read last is
 * kept in `.atoll/cache/catalog/`, to tell what changed since; planning never relies on it.
 */
export class CatalogService {
  readonly #source: (name: string) => Source;
  readonly #killSwitch: KillSwitch;
  readonly #cacheDir: string;
  readonly #loaded = new Map<string, Promise<SourceCatalog>>();

  constructor(source: (name: string) => Source, killSwitch: KillSwitch, stateDir: string) {
    this.#source = source;
    this.#killSwitch = killSwitch;
    this.#cacheDir = join(stateDir, 'cache', 'catalog');
  }

  /** Rejects with `source-killed` or with why the source can't be reached; a failure is not remembered. */
  async catalog(name: string, signal: AbortSignal): Promise<SourceCatalog> {
    await this.#killSwitch.check(name);
    const known = this.#loaded.get(name);
    if (known !== undefined) return known;
    const loading = this.#source(name).catalog(signal);
    this.#loaded.set(name, loading);
    loading.catch(() => this.#loaded.delete(name));
    return loading;
  }

  /** Reads a catalog anew, whatever is known. */
  async refresh(name: string, signal: AbortSignal): Promise<SourceCatalog> {
    this.#loaded.delete(name);
    return this.catalog(name, signal);
  }

  /** The catalog that some process read last, perhaps long ago; null where none did. */
  async lastKnown(name: string): Promise<SourceCatalog | null> {
    try {
      return JSON.parse(await readFile(this.#fileOf(name), 'utf8')) as SourceCatalog;
    } catch {
      return null;
    }
  }

  /** Keeps a catalog for `lastKnown`. */
  async remember(catalog: SourceCatalog): Promise<void> {
    await mkdir(this.#cacheDir, { recursive: true });
    await saveFile(this.#fileOf(catalog.source), `${JSON.stringify(catalog)}\n`);
  }

  #fileOf(name: string): string {
    return join(this.#cacheDir, `${name}.json`);
  }
}
