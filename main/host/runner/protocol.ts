import type { ErrorReport } from '../../../engine/errors/atoll-error.ts';
import type { ExecutionOutcome, ProvisionalPage } from '../../../engine/execute/execution.ts';
import type { PlacedPlan } from '../../../engine/plan/fragment.ts';
import type { ProgressEvent } from '../../../engine/types/progress.ts';
import type { SourceSpec } from './source-spec.ts';

/** How one query uses the cache of fragments' rows. */
export interface CacheUse {
  readonly dir: string;
  readonly maxAgeMs: number;
  readonly maxBytes: number;
  /** Rows are read at their sources, and kept. */
  readonly fresh: boolean;
}

/** One query for a runner. Secrets are not in it: the runner asks for each when a connection needs it. */
export interface RunJob {
  readonly runId: string;
  readonly plan: PlacedPlan;
  readonly sources: readonly SourceSpec[];
  readonly workspaceDir: string;
  /** Where the finished result goes. */
  readonly resultsDir: string;
  readonly memoryLimit: string;
  readonly spillLimit: string | null;
  readonly threads: number | null;
  /** Null where rows are neither taken from the cache nor kept. */
  readonly cache: CacheUse | null;
}

/** What the host tells a runner. */
export type HostMessage =
  | { readonly kind: 'run'; readonly job: RunJob }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'kill-source'; readonly source: string }
  | { readonly kind: 'memory'; readonly limit: string }
  | { readonly kind: 'page-wanted'; readonly ask: number; readonly from: number; readonly count: number }
  /** Another process needs the connections to a source that this one keeps unused. */
  | { readonly kind: 'close-idle'; readonly source: string }
  | { readonly kind: 'connection'; readonly ask: number; readonly granted: boolean }
  | {
      readonly kind: 'secret';
      readonly ask: number;
      readonly secret: string | null;
      readonly error: ErrorReport | null;
    };

/** How a runner asks leave for its connections, also between queries. */
export type ConnectionMessage =
  | {
      readonly kind: 'connection-wanted';
      readonly ask: number;
      readonly source: string;
      readonly wait: boolean;
    }
  | { readonly kind: 'connection-closed'; readonly source: string };

/** What a runner tells its host. After `complete` or `failed` it is free for the next query. */
export type RunnerMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'progress'; readonly event: ProgressEvent }
  | ConnectionMessage
  | { readonly kind: 'notice'; readonly source: string; readonly text: string }
  | { readonly kind: 'secret-refused'; readonly source: string }
  /** The key of a tunnel's SSH server that none was known of. */
  | { readonly kind: 'host-key'; readonly source: string; readonly fingerprint: string }
  | { readonly kind: 'backends'; readonly source: string; readonly handles: readonly string[] }
  | { readonly kind: 'secret-wanted'; readonly ask: number; readonly source: string }
  | { readonly kind: 'page'; readonly ask: number; readonly page: ProvisionalPage | null }
  | { readonly kind: 'complete'; readonly outcome: ExecutionOutcome }
  | { readonly kind: 'failed'; readonly error: ErrorReport };
