import type { ExecutionOutcome, ProvisionalPage } from '../../engine/execute/execution.ts';
import type { ConnectionLedger } from './connection-ledger.ts';
import type { ProgressEvent } from '../../engine/types/progress.ts';

/** What a workspace gives its pool of runners. */
export interface RunnerPoolOptions {
  readonly workspaceDir: string;
  /** The workspace's `.atoll`: `run/` and `results/` are made in it. */
  readonly stateDir: string;
  /** Bytes that all running queries together may take in DuckDB. */
  readonly memoryBytes: number;
  /** Most bytes that one query may spill; null for what the disk has. */
  readonly spillBytes: number | null;
  /** Where queries spill; null for beside the half-written results in `run/`. */
  readonly spillDir: string | null;
  /** Queries at once; more wait in line. */
  readonly maxRunning: number;
  /** Idle runners kept, so that a query need not wait for a process to start. */
  readonly warm: number;
  /** DuckDB's threads for one query; null for one a core. */
  readonly threads: number | null;
  /** Counts the connections of the whole host; the pool's own where nothing else of it connects. */
  readonly ledger?: ConnectionLedger;
  /** A source's password, asked for when a connection needs it. */
  secret(source: string): Promise<string | null>;
  /** A server did not take the password that it was given. */
  readonly onSecretRefused?: (source: string) => void;
  /** The key of a tunnel's SSH server that none was known of. */
  readonly onHostKey?: (source: string, fingerprint: string) => void;
  /** Slow preparation at a source. */
  onNotice?(source: string, text: string): void;
}

/** A query that was handed to the pool. */
export interface RunHandle {
  readonly runId: string;
  /** All progress from the first; ends with the run. */
  readonly events: AsyncIterable<ProgressEvent>;
  /** Rejects with an AtollError: the query's own, `cancelled` or `runner-lost`. */
  readonly done: Promise<ExecutionOutcome>;
  /** Rows of the answer before its end: see `PooledRun.page`. */
  page(from: number, count: number): Promise<ProvisionalPage | null>;
  /** Stops the query, at the sources too, within about a second. Safe to call at any time. */
  cancel(): void;
}
