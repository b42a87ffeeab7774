import type { Fragment } from '../plan/fragment.ts';
import type { ScanNode } from '../plan/node.ts';
import type { DataType } from '../types/data-type.ts';
import type { SourceCatalog } from '../types/catalog.ts';
import type { SourceLimits } from '../types/limits.ts';
import type { Capabilities } from './capabilities.ts';
import type { ColumnBatch } from './column-batch.ts';
import type { ConnectionGate } from './connection-gate.ts';
import type { ConfigField, SourceConfig } from './config-field.ts';
import type { CostProfile } from './cost-profile.ts';
import type { Dialect } from './dialect.ts';
import type { Tunnel } from './network/tunnel.ts';
import type { ProbeReport, ProbeStep } from './probe.ts';

/** A kind of source: everything that is known before one is opened. */
export interface Connector {
  /** Key in `atoll.yaml`. */
  readonly kind: string;
  readonly label: string;
  readonly fields: readonly ConfigField[];
  /** True where a password or token belongs to it. */
  readonly takesSecret: boolean;
  readonly capabilities: Capabilities;
  /**
   * True where a session finds out, before it reads a table, whether anything has changed that plans rely on: columns,
   * types, NULLs, collations, keys. A catalog may then be older than the query.
   */
  readonly catalogMayBeOld?: true;
  /** What work takes there, measured; a workspace's own runs correct it. */
  readonly costs: CostProfile;
  /** Null for sources that DuckDB itself reads in place: their fragments are DuckDB SQL run locally. */
  readonly dialect: Dialect | null;
  /** Environment variables that set fields, such as PGHOST. */
  readonly environment: Readonly<Record<string, string>>;
  /**
   * The configuration in a URL or file path, or null where it is not of this kind. A password in a URL comes back
   * apart so that it never reaches a file.
   */
  fromUrl(url: string): { readonly config: SourceConfig; readonly secret: string | null } | null;
  /** Opens nothing yet: connections are made at first need. Throws AtollError `workspace-invalid` on a wrong config. */
  open(config: SourceConfig, context: SourceContext): Source;
}

/** What the engine gives to a source. */
export interface SourceContext {
  readonly name: string;
  /** Folder of the workspace: relative paths start here. */
  readonly workspaceDir: string;
  readonly limits: SourceLimits;
  /** Reads the password when a connection needs it, so that a rotated one is seen; null where there is none. */
  secret(): Promise<string | null>;
  /** Told where the server does not take the password; absent where nobody minds. */
  readonly secretRefused?: () => void;
  /** A private DuckDB for connectors that read through it (schemas of files). */
  local(): Promise<LocalEngine>;
  /** What leads to the source's server; absent where this machine reaches it itself. */
  readonly tunnel?: Tunnel;
  /** Asked before each connection; absent where this program alone uses the source. */
  readonly gate?: ConnectionGate;
  /** Tells of slow preparation, such as starting a managed server. */
  onProgress(text: string): void;
}

/** The small part of DuckDB that a connector may use. Values are JavaScript's simplest exact form; BIGINT is bigint. */
export interface LocalEngine {
  query(sql: string, signal?: AbortSignal): Promise<LocalRows>;
}

export interface LocalRows {
  readonly columns: readonly { readonly name: string; readonly type: DataType }[];
  readonly rows: readonly (readonly unknown[])[];
}

/** One registered source. All methods reject with AtollError naming source and step; all heed their signal at once. */
export interface Source {
  readonly name: string;
  readonly connector: Connector;
  /** Its data comes over no network: a file, or a server on this machine. */
  readonly isNear: boolean;
  /**
   * Every step of reaching it, never rejecting for a source that is down: that is what it reports. `onStep` hears of
   * each step as it ends.
   */
  probe(signal: AbortSignal, onStep?: (step: ProbeStep) => void): Promise<ProbeReport>;
  catalog(signal: AbortSignal): Promise<SourceCatalog>;
  /** Begins what one query reads: a single read-only snapshot where the source has them. */
  begin(signal: AbortSignal): Promise<ReadSession>;
  /**
   * Stops whatever a backend of another process's session runs, by a handle from `ReadSession.backends`, over a
   * connection of its own. Called after a runner died or had to be killed, so that nothing of ours goes on at the
   * source (a server notices a lost client only when it next writes to it). Does nothing where the backend is gone.
   */
  cancelBackend?(handle: string): Promise<void>;
  /** Closes the connections that are kept for the next query; absent where none are. */
  closeIdle?(): void;
  /** Closes all connections; idempotent. */
  close(): Promise<void>;
}

/** The reads of one query at one source. */
export interface ReadSession {
  /**
   * Streams the rows of a fragment. The end of the iteration is the proved end of the result: a source that dies
   * rejects. Aborting the signal, or returning early from the iteration, stops the statement at the source
   * (within a second) and not merely here. Only on sessions of streaming sources.
   */
  read?(fragment: Fragment, signal: AbortSignal): AsyncIterable<ColumnBatch>;
  /** How DuckDB reads it in place. Only on sessions of mounted sources. */
  readonly mount?: Mount;
  /** Milliseconds that connecting took; null where nothing was connected. */
  readonly connectMs: number | null;
  /**
   * Handles of the connections that this session holds open now, as text that `Source.cancelBackend` of the same
   * source in another process understands (PostgreSQL: process id and secret key of each backend). Asked for right
   * after `begin` and a few times a second while reading.
   */
  backends?(): readonly string[];
  /**
   * Whether keys of these numbers and bytes (as text) can be sent at once with one fragment; absent where any can. It
   * may ask the server.
   */
  takesKeys?(keys: readonly { readonly count: number; readonly bytes: number }[]): Promise<boolean>;
  /**
   * How often this session connected anew after a lost connection so far: allowed only before its first row, because
   * later ones would come from another state of the source. Absent where it never does.
   */
  readonly retries?: number;
  close(): Promise<void>;
}

/** What DuckDB needs in order to read a source in place. */
export interface Mount {
  /** Statements to run before any fragment, such as a read-only ATTACH. */
  readonly setup: readonly string[];
  /** Paths that DuckDB may open: everything else stays shut. */
  readonly paths: readonly string[];
  /** The FROM text for a scanned table. */
  table(scan: ScanNode): string;
}
