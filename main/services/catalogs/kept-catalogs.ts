import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { SourceCatalog } from '../../../engine/types/catalog.ts';
import { saveFile } from '../workspace/save-file.ts';

/** Raised when the shape of catalogs changes: files of other versions are not read. */
const FORMAT = 1;

/** A catalog and when it was read, ms since 1970. */
export interface ReadCatalog {
  readonly catalog: SourceCatalog;
  readonly readAt: number;
}

interface KeptFile extends ReadCatalog {
  readonly format: number;
  readonly configuration: string;
}

/** Catalogs in `.atoll/cache/catalogs/`, for the processes that come after. */
export class KeptCatalogs {
  readonly #dir: string;

  constructor(stateDir: string) {
    this.#dir = join(stateDir, 'cache', 'catalogs');
  }

  /** Null where none is kept of this configuration, or only a damaged one. */
  async find(source: string, configuration: string): Promise<ReadCatalog | null> {
    const text = await readFile(this.#fileOf(source), 'utf8').catch(() => null);
    if (text === null) return null;
    const kept = parsed(text);
    if (kept === null) await this.forget(source);
    return kept?.configuration === configuration && kept.catalog.source === source ? kept : null;
  }

  /** What goes wrong with the file is nobody's failure: then none is kept. */
  async keep(configuration: string, { catalog, readAt }: ReadCatalog): Promise<void> {
    const file: KeptFile = { format: FORMAT, configuration, readAt, catalog };
    try {
      await mkdir(this.#dir, { recursive: true, mode: 0o700 });
      await saveFile(this.#fileOf(catalog.source), `${JSON.stringify(file)}\n`);
    } catch {
      await this.forget(catalog.source);
    }
  }

  async forget(source: string): Promise<void> {
    await rm(this.#fileOf(source), { force: true }).catch(() => undefined);
  }

  #fileOf(source: string): string {
    return join(this.#dir, `${source}.json`);
  }
}

function parsed(text: string): KeptFile | null {
  try {
    const value: unknown = JSON.parse(text);
    return isKeptFile(value) ? value : null;
  } catch {
    return null;
  }
}

function isKeptFile(value: unknown): value is KeptFile {
  if (!isObject(value) || value['format'] !== FORMAT) return false;
  const { catalog, readAt, configuration } = value;
  if (typeof readAt !== 'number' || typeof configuration !== 'string' || !isObject(catalog)) return false;
  const { tables, source } = catalog;
  return typeof source === 'string' && Array.isArray(tables) && tables.every(isTable);
}

function isTable(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { path, columns, keys, fingerprint } = value;
  return (
    isObject(path) &&
    typeof path['name'] === 'string' &&
    Array.isArray(keys) &&
    typeof fingerprint === 'string' &&
    Array.isArray(columns) &&
    columns.every(isColumn)
  );
}

function isColumn(value: unknown): boolean {
  return (
    isObject(value) &&
    typeof value['name'] === 'string' &&
    typeof value['nullable'] === 'boolean' &&
    isObject(value['type']) &&
    typeof value['type']['id'] === 'string'
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
