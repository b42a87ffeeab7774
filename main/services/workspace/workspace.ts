import type { SourceLimits } from '../../../engine/types/limits.ts';
import type { SourceConfig } from '../../../engine/spi/config-field.ts';
import type { Tunnel } from '../../contract/api/sources.ts';
import type { SecretReference } from './secret-reference.ts';

/** One source of `atoll.yaml`, checked. */
export interface SourceDefinition {
  readonly name: string;
  readonly kind: string;
  /** The connector's own settings. */
  readonly config: SourceConfig;
  readonly secret: SecretReference | null;
  readonly limits: SourceLimits;
  readonly region: string | null;
  readonly tags: readonly string[];
  /** 0 to 9; null where it is derived: see `marksOf`. */
  readonly hue: number | null;
  /** One or two letters; null where they are derived. */
  readonly monogram: string | null;
  /** Ask before heavy reads. */
  readonly production: boolean;
  /** The SSH tunnel that leads to it. */
  readonly tunnel: Tunnel | null;
}

/** What the workspace sets for the engine. */
export interface WorkspaceSettings {
  /** Memory for all running queries together, such as `2GB`; null leaves it to the machine. */
  readonly memory: string | null;
  /** Most bytes that spilling may take on disk, such as `8GB`; null leaves it to the disk. */
  readonly spill: string | null;
  /** Folder for spilling, from the workspace's if it is relative; null is `.atoll/run`. */
  readonly spillDirectory: string | null;
  /** Most bytes that stored results may take, such as `2GB`. */
  readonly results: string;
  /** How old a catalog may be that another process read, such as `5m`; `0s` for reading all of them anew. */
  readonly catalogAge: string;
  /** Rows of fragments that are kept for later queries; null where none are. */
  readonly cache: CacheSettings | null;
  /** Estimates from which on the window asks before it runs a query. */
  readonly ask: AskSettings;
}

/** What a query may be foretold to take of one source without a question; of one marked as production a tenth. */
export interface AskSettings {
  /** Such as `100MB`. */
  readonly bytes: string;
  readonly rows: number;
  /** Such as `60s`. */
  readonly time: string;
}

/** How long rows of fragments are good, and what they may take. */
export interface CacheSettings {
  /** Such as `10m`. */
  readonly age: string;
  /** Such as `1GB`. */
  readonly size: string;
}

/** A saved text: a model or a query. `file` is relative to the workspace. */
export interface SavedText {
  readonly name: string;
  readonly file: string;
  readonly sql: string;
}

/** A workspace as its files describe it. */
export interface Workspace {
  /** Absolute. */
  readonly dir: string;
  readonly sources: readonly SourceDefinition[];
  readonly settings: WorkspaceSettings;
  readonly models: ReadonlyMap<string, SavedText>;
}

/** Names that a source can't have: DuckDB's own catalogs, and `models`. */
export const RESERVED_SOURCE_NAMES: ReadonlySet<string> = new Set([
  'main',
  'temp',
  'system',
  'memory',
  'models',
  'pg_catalog',
  'information_schema',
]);
